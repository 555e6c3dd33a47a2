### Tout ce que dit le bot, en français. Les règles sont dans en.ftl.

## Amounts

credits = { $amount ->
    [one] { $amount } crédit
   *[other] { $amount } crédits
}
price = { $amount ->
    [0] gratuit
    [one] { $amount } crédit
   *[other] { $amount } crédits
}
signed-credits = { $amount ->
    [0] rien
    [one] { $sign }{ $amount } crédit
   *[other] { $sign }{ $amount } crédits
}
price-range = de { $least } à { $most } crédits
price-each = { $price } par image
pictures = { $count ->
    [one] 1 image
   *[other] { $count } images
}
edits = { $count ->
    [one] 1 retouche
   *[other] { $count } retouches
}
cost = { $amount ->
    [0] gratuit
   *[other] −{ $amount }
}
cost-and-left = { $amount ->
    [0] gratuit · reste { $available }
   *[other] −{ $amount } · reste { $available }
}
seconds = { NUMBER($seconds, maximumFractionDigits: 1) } s
size-auto = au choix du modèle
quality-low = basse
quality-medium = moyenne
quality-high = haute
quality-xhigh = très haute
quality-max = maximale
quality-auto = automatique
background-transparent = transparent

## Names of fields

field-model = Modèle
field-size = Taille
field-quality = Qualité
field-references = Références
field-cost = Coût
field-price = Prix
field-time = Durée
field-style = Style
field-avoid = Sans
field-background = Fond
field-available = Disponible
field-held = Réservé
field-expiring = Expire

## What a reference is for

reference-with-role = { $name } ({ $role })
role-source = l’image à modifier
role-subject = sujet
role-style = style
role-character = personnage
role-logo = logo
role-background = arrière-plan
role-palette = couleurs
role-pose = pose
role-composition = composition
role-mask = masque

## Buttons

button-create = Créer
button-again = Encore
button-vary = Varier
button-vary-one = Varier { $index }
button-upscale = Agrandir en 4K
button-upscale-one = Agrandir { $index } en 4K
button-edit = Modifier
button-edit-one = Modifier { $index }
button-quick = Retouche rapide
button-original = Original
button-original-one = Original { $index }
button-recipe = Voir la recette
button-why = Pourquoi ce prix ?
button-as-png = En PNG
button-as-png-one = { $index } en PNG
button-as-jpeg = En JPEG
button-as-jpeg-one = { $index } en JPEG
button-as-webp = En WebP
button-as-webp-one = { $index } en WebP
button-reword = Changer les mots
button-cancel = Annuler
button-cancel-one = Annuler { $index }
button-delete = Supprimer
delete-question = Supprimer ce résultat ? Il ne pourra pas être récupéré, et ce qu’il a coûté reste payé.
delete-not = Garder
button-publish = Montrer à tous
button-propose-edit = Modifier avec ces mots
button-propose-photo = Modifier cette photo
button-propose-draw = Dessiner ceci
button-priced = { $label } · { $price }

## While a picture is being made

status-generate = { $count ->
    [one] Une image en préparation : { $price }.
   *[other] { $count } images en préparation : { $price }.
}
status-edit = { $count ->
    [one] Modification de l’image : { $price }.
   *[other] Modification de l’image en { $count } versions : { $price }.
}
status-vary = { $count ->
    [one] Une variation en préparation : { $price }.
   *[other] { $count } variations en préparation : { $price }.
}
status-upscale = L’image est redessinée en 4K : { $price }.
stage-queued = { $ahead ->
    [0] C’est bientôt votre tour.
    [one] 1 demande avant la vôtre.
   *[other] { $ahead } demandes avant la vôtre.
}
stage-queued-unplaced = En attente de son tour.
stage-queued-eta = Prêt dans { $eta_s } environ.
stage-drawing = Dessin en cours.
stage-drawing-eta = Dessin en cours, encore { $eta_s } environ.
stage-uploading = Dessiné. Envoi ici en cours.

## Results

result-generate = { $count ->
    [one] Votre image est prête.
   *[other] Vos { $count } images sont prêtes.
}
result-edit = { $count ->
    [one] Votre modification est prête.
   *[other] Vos { $count } modifications sont prêtes.
}
result-vary = { $count ->
    [one] Votre variation est prête.
   *[other] Vos { $count } variations sont prêtes.
}
result-upscale = Redessinée en 4K. Le modèle l’a refaite, des détails peuvent donc différer.
result-partial = { $delivered ->
    [one] 1 image sur { $count } est prête.
   *[other] { $delivered } images sur { $count } sont prêtes.
}
result-cancelled = { $delivered ->
    [one] Annulé après 1 image sur { $count }.
   *[other] Annulé après { $delivered } images sur { $count }.
}
result-withheld = { $withheld ->
    [one] Le contrôle de sécurité du modèle en a retenu 1.
   *[other] Le contrôle de sécurité du modèle en a retenu { $withheld }.
}
result-missing = { $missing ->
    [one] 1 n’a pas pu être faite.
   *[other] { $missing } n’ont pas pu être faites.
}
result-paid-for = Vous n’avez payé que ce qui est ici.
result-other-size = Le modèle l’a faite en { $got } au lieu de { $asked }.
result-preview = Montrée ici en { $format }, { $shown }. « { $original } » apporte l’image elle-même : { $kind }, { $whole }.
result-non-commercial = Fait avec { $model } : usage non commercial uniquement.
result-next = Répondez à une image pour la modifier.
result-next-private = Les boutons ci-dessous permettent de la modifier.
result-elsewhere = Je n’ai pas pu publier ceci dans la discussion où vous l’avez demandé ; cela vous arrive donc ici.
result-waiting = { $count ->
    [one] Votre image est prête, mais je n’ai pu ni la publier ici ni vous l’envoyer. Elle est gardée : /inbox la montre.
   *[other] Vos { $count } images sont prêtes, mais je n’ai pu ni les publier ici ni vous les envoyer. Elles sont gardées : /inbox les montre.
}
result-late = { $count ->
    [one] Votre image est prête, mais elle ne peut pas être montrée ici pour l’instant. Je continue d’essayer ; /inbox l’a aussi.
   *[other] Vos { $count } images sont prêtes, mais elles ne peuvent pas être montrées ici pour l’instant. Je continue d’essayer ; /inbox les a aussi.
}
sketch-footer = Ceci est un croquis, pas de l’IA. Pour de vraies images, demandez à votre admin.
sketch-footer-admin = Ceci est un croquis, pas de l’IA. Pour de vraies images, définissez OPENAI_API_KEY et redémarrez le bot.
sketch-unknown = Le croquis ne connaît pas { $words } ; un vrai modèle, si.
sketch-word = « { $word } »
sketch-words-between = { ", " }
cancelled = Annulé.
deleted = Les images ont été supprimées.
alt-one = Image faite à partir de ces mots : { $prompt }
alt-many = Image { $index } sur { $count } faite à partir de ces mots : { $prompt }
alt-one-transparent = Image sur fond transparent, faite à partir de ces mots : { $prompt }
alt-many-transparent = Image { $index } sur { $count } sur fond transparent, faite à partir de ces mots : { $prompt }

## What it cost

nothing-charged = Rien n’a été facturé.
you-were-not-charged = Rien ne vous a été facturé.
charged-for-part = Vous avez payé { $price } pour ce qui a été terminé.

## A job that made nothing

picture-failed = L’image n’a pas pu être faite. Veuillez réessayer.
picture-failed-rejected = { $stage ->
    [prompt] Le contrôle de sécurité du modèle a refusé ces mots{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Dites-le avec d’autres mots.
    [reference] Le contrôle de sécurité du modèle a refusé une des références{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Essayez une autre image.
    [output] Le contrôle de sécurité du modèle a retenu ce que le modèle avait dessiné{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Réessayer marche souvent ; changer les mots marche mieux.
   *[other] Le contrôle de sécurité du modèle a refusé cette demande{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Changez les mots{ $references ->
        [none] {""}
       *[other] {" "}ou les références
    }.
}
picture-failed-outcome-unknown = La connexion au modèle s’est coupée avant sa réponse. Rien n’est renvoyé automatiquement ; appuyez sur « Encore » si vous la voulez toujours.
picture-failed-busy = Le modèle est très occupé ou injoignable. Veuillez réessayer dans quelques minutes.
picture-failed-key = Le service du modèle n’accepte pas la clé de ce bot. L’opérateur est prévenu ; un autre modèle peut marcher en attendant.
picture-failed-quota = Le compte de l’équipe auprès du service du modèle est épuisé. L’opérateur est prévenu ; un autre modèle peut marcher en attendant.
picture-failed-permission = Le service du modèle ne permet pas à ce bot de l’utiliser. L’opérateur est prévenu ; un autre modèle peut marcher en attendant.
picture-failed-model = Le service ne propose plus ce modèle. L’opérateur est prévenu ; choisissez-en un autre avec --model.
picture-failed-request = Le service du modèle n’a pas compris la demande. L’opérateur est prévenu ; d’autres options ou un autre modèle peuvent marcher.
picture-failed-transparency = Le service du modèle ne dessine pas de fond transparent pour le compte de ce bot. Retirez --transparent ou choisissez un autre modèle avec --model ; /models montre ce qu’il y a.
picture-failed-failed = Le service du modèle a essayé et n’a pas pu faire l’image. Réessayer marche souvent.
picture-failed-missing = Le service du modèle a envoyé moins d’images que demandé. Veuillez réessayer.
picture-failed-unreadable = Ce que le service du modèle a envoyé n’est pas une image lisible. Veuillez réessayer.
picture-failed-cancelled = Annulé avant qu’une image ne soit faite.
picture-failed-crashed = Le bot s’est arrêté deux fois pendant le dessin et a abandonné. Appuyez sur « Encore » pour recommencer.
picture-failed-storage = Le disque du bot est plein, l’image n’a pas pu être gardée. L’opérateur doit faire de la place ; veuillez réessayer plus tard.
picture-failed-base = L’image sur laquelle ceci devait s’appuyer n’a pas été faite. « Encore » fait cette modification sur l’image d’avant.
picture-failed-internal = Quelque chose s’est cassé dans le bot. L’opérateur peut voir quoi ; veuillez réessayer.

## Words and flags

error = Cela n’a pas marché. Veuillez réessayer.
invalid-prompt = Impossible de comprendre cela. /help montre ce qu’on peut écrire.
invalid-prompt-empty = Il manque des mots à dessiner. Dites ce que l’image doit montrer : /imagine un renard roux dans la neige
invalid-prompt-too-long = Le texte compte { $length } caractères ; le maximum est { $limit }. Veuillez le raccourcir.
invalid-prompt-unknown-flag = { $suggestion ->
    [none] L’option { $flag } n’existe pas. /help les montre toutes.
   *[other] { $flag } : vouliez-vous dire { $suggestion } ?
}
invalid-prompt-too-many-flags = Il y a plus de { $limit } options. Veuillez en enlever.
invalid-prompt-bad-value = { $suggestion ->
    [none] { $flag } ne peut pas être « { $value } ». Utilisez { $allowed }.
   *[other] { $flag } ne peut pas être « { $value } ». Vouliez-vous dire { $suggestion } ? Utilisez { $allowed }.
}
invalid-prompt-missing-value = { $allowed ->
    [none] Il manque un mot après { $flag }.
   *[other] Il manque une valeur après { $flag }, comme { $allowed }.
}
invalid-prompt-conflict = { $flag } { $value } et { $other } { $other_value } ne vont pas ensemble. Veuillez en enlever un.
invalid-prompt-no-alpha = Un fichier { $format } n’a pas de transparence. Prenez --format png ou webp, ou retirez --transparent.
invalid-prompt-mask-without-source = Un masque a besoin de son image. Répondez à une image ou joignez-en une avant le masque.
invalid-prompt-unknown-command = { $suggestion ->
    [none] La commande { $command } n’existe pas. /help les montre toutes.
   *[other] { $command } : vouliez-vous dire { $suggestion } ?
}
invalid-prompt-grant-user = Dites pour qui : /credits grant @nom 100 motif
invalid-prompt-grant-users = Veuillez nommer une seule personne à la fois.
invalid-prompt-grant-unknown-user = Je ne connais pas { $user } ici. Choisissez le nom dans la liste qui s’ouvre en tapant @.
invalid-prompt-grant-no-amount = Dites combien de crédits : /credits grant @nom 100 motif
invalid-prompt-grant-amount = « { $value } » ne convient pas. Il faut un nombre entier de 1 à { $limit }.
invalid-prompt-grant-expiry = « { $value } » n’est pas une durée. Écrivez par exemple expires:30d ou expires:12w.

## References

invalid-reference = « { $name } » ne peut pas servir. Envoyez une image PNG, JPEG, WebP ou HEIC.
invalid-reference-empty = « { $name } » est vide. Joignez-le à nouveau.
invalid-reference-too-large = « { $name } » dépasse { $limit_bytes }, le maximum pour une référence. Envoyez une copie plus petite.
invalid-reference-too-many-pixels = « { $name } » dépasse { $limit_pixels }, le maximum pour une référence. Envoyez une copie plus petite.
invalid-reference-not-a-picture = { $kind ->
    [pdf] « { $name } » est un PDF, pas une image. Envoyez la page en PNG ou JPEG.
    [archive] « { $name } » est une archive, pas une image. Décompressez-la et joignez les images.
    [video] « { $name } » est une vidéo, pas une image. Envoyez une seule vue en PNG ou JPEG.
    [audio] « { $name } » est un son, pas une image. Les références peuvent être en PNG, JPEG, WebP ou HEIC.
    [program] « { $name } » est un programme, pas une image. Les références peuvent être en PNG, JPEG, WebP ou HEIC.
    [web-page] Une page web est arrivée à la place de « { $name } ». Le bot n’a peut-être pas le droit de lire les fichiers ici ; demandez à un admin ou joignez-le à nouveau.
    [text] « { $name } » est du texte, pas une image. Les références peuvent être en PNG, JPEG, WebP ou HEIC.
   *[other] « { $name } » n’est pas une image. Les références peuvent être en PNG, JPEG, WebP ou HEIC.
}
invalid-reference-format = « { $name } » est dans un format inutilisable ({ $found }). Envoyez-le en PNG, JPEG, WebP ou HEIC.
invalid-reference-damaged = « { $name } » est abîmé et ne s’ouvre pas en entier. Exportez-le ou envoyez-le à nouveau.
invalid-reference-animated = « { $name } » est animé. Envoyez une seule vue en PNG ou JPEG.
invalid-reference-bomb = « { $name } » est bien plus gros une fois décompressé et n’a donc pas été ouvert. Envoyez une copie ordinaire.
invalid-reference-timeout = « { $name } » est trop long à ouvrir. Enregistrez-le avec un autre logiciel ou envoyez une copie plus petite.
invalid-reference-mask-size = « { $name } » mesure { $mask } et ne peut pas servir de masque à une image de { $source }. Prenez un masque de même proportion.
invalid-reference-mask-kind = « { $name } » ne peut pas servir de masque. Prenez un PNG transparent là où l’image peut changer, ou en noir et blanc avec du blanc à ces endroits.
invalid-reference-mask-empty = « { $name } » ne marque rien à changer. Rendez-le transparent, ou blanc, là où l’image peut changer.
invalid-reference-download-failed = « { $name } » n’a pas pu être téléchargé depuis le chat. Joignez-le à nouveau.
invalid-reference-unreadable = « { $name } » est illisible. Vérifiez que le fichier existe et peut être ouvert.
invalid-reference-text-encoding = « { $name } » n’est pas du texte en UTF-8. Enregistrez-le en UTF-8 ou collez les mots.
invalid-reference-too-many = { $limit ->
    [one] Une seule référence est possible ici ; il y en a { $count }. Enlevez-en.
   *[other] { $limit } références sont possibles au plus ; il y en a { $count }. Enlevez-en.
}

## Refusals

source-not-found = Je ne trouve pas l’image à modifier. Répondez à un message qui montre une de mes images.
source-not-found-deleted = Cette image a été supprimée. Répondez à une autre ou recommencez avec /imagine.
source-not-found-unfinished = Cette image est encore en cours de dessin. Répondez-y quand elle sera là.
source-not-found-no-pictures = Ce message n’a pas d’image à modifier. Répondez à une de mes images.
source-not-found-number = Il n’y a pas d’image #{ $index } ici. Vous pouvez utiliser { $known }.
insufficient-credits = Cela coûte { $needed ->
    [one] 1 crédit
   *[other] { $needed } crédits
} et vous en avez { $available }. { $least ->
    [none] Demandez des crédits à un admin.
   *[other] Demandez des crédits à un admin, ou essayez moins d’images ou une qualité plus basse.
}
too-many-jobs = Il y a trop de demandes ouvertes. Attendez que l’une se termine.
too-many-jobs-person = { $limit ->
    [one] Vous avez déjà une demande ouverte. Attendez sa fin ou annulez-la dans /queue.
   *[other] Vous avez déjà { $limit } demandes ouvertes. Attendez que l’une se termine ou annulez-en une dans /queue.
}
too-many-jobs-queue = La file est pleine ({ $limit } demandes). Veuillez réessayer dans quelques minutes.
too-fast = Vous allez plus vite que moi. Rien n’a été débité. Veuillez continuer dans { $wait_s }.
too-fast-events = Vous allez plus vite que moi. Rien n’a été débité. Veuillez continuer dans { $wait_s }.
too-fast-enhance = Cela fait beaucoup de textes à améliorer. Rien n’a été débité. Veuillez continuer dans { $wait_s }.
too-fast-export = Un export par heure est possible. Veuillez redemander dans { $wait_s }.
no-room = Il reste trop peu de place sur mon disque pour des fichiers. Rien n’a été débité. Veuillez réessayer plus tard et prévenir un admin.
not-allowed = Vous n’avez pas le droit de faire cela.
not-allowed-admin-only = Seul un admin peut faire cela.
not-allowed-not-owner = Seule la personne qui l’a demandé, ou un modérateur, peut faire cela.
not-allowed-not-asked = Seule la personne à qui la question est posée peut refuser.
not-allowed-private = Cette image est privée. Seule la personne qui l’a faite peut s’en servir.
not-allowed-not-home = Je travaille pour d’autres équipes et ne peux pas prendre de demandes ici. Rien n’a été débité. Demandez l’accès à la personne qui gère ce bot.
budget-reached-team = Votre équipe peut dépenser { $limit } crédits par jour et il en reste { $left } aujourd’hui ; ceci en coûte { $needed }. Rien n’a été facturé. Le budget repart à 00:00 UTC ; un admin peut l’augmenter avec /settings team budget-day.
budget-reached-all = Ce bot peut dépenser { $limit } crédits par jour et il en reste { $left } aujourd’hui ; ceci en coûte { $needed }. Rien n’a été facturé. Il reprend à 00:00 UTC ; la personne qui gère le bot est prévenue.
budget-spent-team = Le budget quotidien de { $limit } crédits est atteint dans l’équipe { $team } : les autres demandes sont refusées, sans frais, jusqu’à 00:00 UTC. Augmentez-le là-bas avec /settings team budget-day { $limit }.
budget-spent-all = Le budget quotidien de { $limit } crédits pour tous est atteint : les autres demandes sont refusées, sans frais, jusqu’à 00:00 UTC. Augmentez IMAGINE_CREDITS_PER_DAY_MAX et redémarrez pour continuer aujourd’hui.
price-drift-more = { $model } en qualité { $quality } : sur les { $orders } dernières commandes, le fournisseur a compté { $percent } % de jetons de plus que ne le dit config/prices.toml ; les images vous coûtent donc plus que ce qui est payé. Écrivez { $line } dans patches de { $row } et redémarrez.
price-drift-less = { $model } en qualité { $quality } : sur les { $orders } dernières commandes, le fournisseur a compté { $percent } % de jetons de moins que ne le dit config/prices.toml. Écrivez { $line } dans patches de { $row } et redémarrez ; le prix annoncé sera alors celui de l’usage.
model-ending = { $model } s’arrête le { $at }, selon son fournisseur. Indiquez un successeur dans config/models.toml (retired_for, retires) pour qu’aucune commande n’échoue ce jour-là.
files-refused = { $platform } n’accepte aucun fichier de ce bot ({ $code }) ; les images terminées attendent dans les boîtes de réception.
files-refused-why = imagine doctor dit quoi changer.
files-refused-rights = Le bot n’a pas le droit d’y envoyer des fichiers : imagine doctor dit ce qui manque et comment le donner.
files-refused-space = Le stockage y est plein : supprimez des fichiers ou prenez une offre plus grande.
files-refused-policy = Les réglages ou l’offre n’y laissent pas les applications envoyer de tels fichiers : un propriétaire peut l’autoriser.
files-refused-keys = L’accès aux clés de chiffrement y a été retiré : la personne qui les gère peut le redonner.
files-refused-trouble = L’erreur vient de { $platform }, je continue donc d’essayer. Si elle dure, sa page d’état dit pourquoi.
files-refused-meanwhile = Personne ne paie deux fois : /inbox apporte les images dès que les fichiers sont de nouveau acceptés.
unknown-model = { $suggestion ->
    [none] Le modèle « { $asked } » n’existe pas. Vous pouvez utiliser { $known }.
   *[other] Le modèle « { $asked } » n’existe pas. Vouliez-vous dire { $suggestion } ?
}
unsupported = { $what ->
    [retired] { $model } n’est plus proposé.
    [size] { $model } ne peut pas dessiner { $asked }.
    [resolution] { $model } ne peut pas dessiner en { $asked }.
    [quality] { $model } n’a pas la qualité { $asked }.
    [format] { $model } ne peut pas faire de fichiers { $asked }.
    [count] { $model } ne peut pas faire { $asked } images à la fois.
    [references] { $model } { $asked ->
        [one] ne peut pas utiliser de références
       *[other] ne peut pas utiliser { $asked } références
    }.
    [mask] { $model } ne peut pas utiliser de masque.
    [needs-reference] { $model } a besoin d’une image de départ. Joignez-en une ou répondez à une image.
    [needs-mask] { $model } a besoin d’un masque qui montre où changer l’image.
    [transparency] { $model } ne peut pas dessiner un fond transparent.
    [complexity] On ne peut pas dire à { $model } combien réfléchir.
   *[other] { $model } ne peut pas faire cela.
} { $instead ->
    [none] /models montre ce qu’il y a.
   *[other] Avec --model { $instead }, c’est possible.
}
unsupported-largest = Cette image mesure déjà { $size }, le maximum que { $model } peut dessiner.
cannot-post-here = Je n’ai pas le droit de publier des images dans ce chat. { $mend ->
    [none] Demandez à un admin de me laisser entrer.
   *[other] { $mend }
}
job-not-found = Je ne connais plus cette image. Commencez-en une nouvelle avec /imagine.

## Notes beside an answer

note-builds-on = Elle s’appuie sur l’image demandée juste avant.
note-size-snapped-step = { $asked } → { $got } : les côtés vont de { $limit } en { $limit }.
note-size-snapped-edge = { $asked } → { $got } : un côté peut avoir jusqu’à { $limit } pixels.
note-size-snapped-ratio = { $asked } → { $got } : le grand côté peut faire jusqu’à { $limit } fois le petit.
note-size-snapped-pixels-max = { $asked } → { $got } : une image peut avoir jusqu’à { $limit } pixels.
note-size-snapped-pixels-min = { $asked } → { $got } : une image doit avoir au moins { $limit } pixels.
note-size-snapped-model = { $asked } → { $got } : le plus proche que { $model } puisse dessiner.
note-left-out = Laissé de côté : { $reason }
note-role-unused = as:{ $role } n’a pas servi : il n’y a pas de pièce jointe pour cela.
note-size-animated = { $asked } → { $got } : une animation est plus petite qu’une image.
note-compression-unused = --compression n’a pas servi : { $format } garde tout.
note-transparent-format = Le fichier est en PNG ou WebP, et non en { $format } comme d’habitude : { $format } n’a pas de transparence.
note-opaque-format = Cette image a un fond : { $format } n’a pas de transparence.
note-opaque-model = Cette image a un fond : { $model } ne peut pas en dessiner un transparent.
note-enhance-unused = --enhance n’a pas servi : un changement garde vos mots.

## Credits

balance-text = { $available ->
    [0] Vous n’avez plus de crédits. Demandez-en à un admin.
    [one] Vous avez 1 crédit disponible.
   *[other] Vous avez { $available } crédits disponibles.
}
balance-of-text = { $available ->
    [0] { $name } n’a pas de crédits disponibles.
    [one] { $name } a 1 crédit disponible.
   *[other] { $name } a { $available } crédits disponibles.
}
notice-comes-alone = Votre image privée vous arrive à vous seul, dans nos messages directs.
notice-unknown-person = { $name } n’est encore jamais venu ici et n’a pas de crédits.
balance-elsewhere = C’est ce qui paie ici ; dans une autre équipe, vous avez un autre solde.
balance-held = { $amount } pour des demandes en cours
balance-expiring = { $amount } le { $at }
history-text = Vos derniers crédits, les plus récents d’abord.
history-of-text = Les derniers crédits de { $name }, les plus récents d’abord.
times-utc = Heures en UTC.
history-empty = Aucun crédit n’a encore bougé.
history-line = { $available ->
    [none] { $amount } { $what }
   *[other] { $amount } { $what } · reste { $available }
}
history-grant = { $actor ->
    [none] d’un admin
   *[other] de { $actor }
}{ $reason ->
    [none] {""}
   *[other] {" "}: { $reason }
}
history-start = pour commencer
history-hold = { $words ->
    [none] réservé pour une image
   *[other] réservé pour « { $words } »
}
history-capture = { $words ->
    [none] pour des images
   *[other] pour « { $words } »
}
history-release = rendu
history-expire = expiré
history-revoke = { $actor ->
    [none] repris par un admin
   *[other] repris par { $actor }
}{ $reason ->
    [none] {""}
   *[other] {" "}: { $reason }
}
grant-text = { $amount ->
    [one] { $name } a reçu 1 crédit.
   *[other] { $name } a reçu { $amount } crédits.
}
grant-expires = { $amount ->
    [one] Il expire le { $at }.
   *[other] Ils expirent le { $at }.
}
grant-reason = Motif : { $reason }
moved-to-you = { $by } vous a donné { $amount ->
    [one] 1 crédit
   *[other] { $amount } crédits
}.
moved-back = { $by } vous a repris { $amount ->
    [one] 1 crédit
   *[other] { $amount } crédits
}.
share-text = { $amount ->
    [one] { $group } : 1 crédit chacun.
   *[other] { $group } : { $amount } crédits chacun.
}
unshare-text = { $amount ->
    [one] Repris – { $group } : 1 crédit chacun.
   *[other] Repris – { $group } : { $amount } crédits chacun.
}
revoke-text = { $amount ->
    [one] 1 crédit a été repris à { $name }, qui en a maintenant { $available } à dépenser.
   *[other] { $amount } crédits ont été repris à { $name }, qui en a maintenant { $available } à dépenser.
}
revoke-too-much = { $available ->
    [0] { $name } n’a pas de crédits à reprendre.
    [one] On peut reprendre 1 crédit à { $name }, pas { $amount }. Rien n’a été repris.
   *[other] On peut reprendre { $available } crédits à { $name }, pas { $amount }. Rien n’a été repris.
}

## Help and greeting

help-text = Dites ce que vous voulez voir, je le dessine. Répondez à une image en disant quoi changer, je la modifie.
help-imagine = Faire des images. Joignez des références si vous voulez.
help-edit = Modifier une image à laquelle vous répondez
help-reply = Répondre à une image
help-reply-how = Dites quoi changer ; joignez des images pour les utiliser. #2 désigne la deuxième.
help-flags = Options, n’importe où dans le texte
help-roles = À quoi sert chaque fichier joint, dans l’ordre ; jusqu’à { $references } fichiers. Un masque est transparent ou blanc là où l’image doit changer.
flag-ratio = Largeur sur hauteur
flag-size = Pixels exacts, comme 1024x1536
flag-resolution = Quelle taille
flag-quality = Combien de détails
flag-complexity = À quel point le modèle réfléchit avant de dessiner
flag-count = Combien d’images
flag-format = Format du fichier
flag-compression = Fichiers plus petits, en JPEG et WebP
flag-model = Quel modèle dessine
flag-style = Un style tout prêt
flag-avoid = Ce qui ne doit pas y être
flag-private = Vous seul le voyez
flag-transparent = Sans fond : autocollants, logos, icônes
flag-enhance = Améliorer d’abord le prompt
help-models = Les modèles et leurs prix
help-queue = Vos demandes ouvertes, avec Annuler
help-status = Comment vont les modèles
help-help = Tout ce qu’on peut écrire
help-balance = Ce que vous pouvez dépenser
help-history = Où sont passés vos crédits
help-grant = Donner des crédits à quelqu’un ; expires:30d leur fixe une fin
help-revoke = Reprendre des crédits non dépensés
help-cost = Vous voyez le prix avant qu’il compte et ne payez jamais une image que vous n’avez pas reçue.
help-starting = { $amount ->
    [one] Tout le monde commence avec 1 crédit.
   *[other] Tout le monde commence avec { $amount } crédits.
}
welcome = Bonjour. Dites avec vos mots ce que vous voulez voir, ou envoyez une photo et dites ce qui doit changer. Répondez à une image pour continuer à partir d’elle ; /help montre tout. Ou essayez l’une de ces idées :
welcome-1 = Un bateau en papier à l’aube
welcome-2 = Un logo de renard pour un café
welcome-3 = Une affiche qui dit OPEN LATE
proposal = Dois-je prendre ces mots comme une demande ? Rien n’est débité tant que vous n’appuyez pas sur le bouton.
proposal-latest = Parlez-vous de votre dernière image ? Rien n’est débité tant que vous n’appuyez pas sur le bouton. Pour en modifier une autre, répondez-y.
lost-event = Le bot a redémarré avant de pouvoir vous répondre. Rien n’a été facturé ; veuillez l’envoyer à nouveau.
platform-fault = Le chat ne m’a pas laissé faire{ $fault ->
    [none] {""}
   *[other] { " " }({ $fault })
}. Réessayez ; si cela persiste, dites-le à qui gère le bot : imagine doctor dit ce qui manque.
defect = Quelque chose s’est cassé dans le bot. L’opérateur peut voir quoi ; veuillez réessayer.

## Models and queue

models-text = Ces modèles se choisissent avec --model.
models-default = par défaut
models-commercial = usage commercial permis
models-non-commercial = usage non commercial seulement
models-retires = disparaît le { $at }
queue-empty = Vous n’avez aucune demande ouverte.
queue-text = { $count ->
    [one] Vous avez 1 demande ouverte.
   *[other] Vous avez { $count } demandes ouvertes.
}
queue-running = dessin en cours
queue-place = numéro { $position } dans la file
queue-eta = prêt dans { $eta_s } environ

## Forms

edit-title = Modifier l’image
edit-title-one = Modifier l’image { $index }
edit-change = Que faut-il changer ?
edit-change-hint = Par exemple : un ciel plus chaud, ce logo dans le coin
edit-keep = Que faut-il garder tel quel ?
edit-keep-hint = Par exemple : le visage et le lettrage
edit-ratio = Proportions
edit-ratio-hint = Laissez vide pour garder celles de l’image
quick-change = Type de retouche
quick-picture = Image
quick-details = En quelques mots
quick-details-hint = Par exemple : une plage à l’aube. Laissez vide pour un bon choix par défaut
edit-files = Images à utiliser
edit-files-hint = PNG, JPEG, WebP ou HEIC
edit-use = { $count ->
    [one] Utilise l’image jointe.
   *[other] Utilise les images jointes.
}
edit-restyle = Redessine cette image dans le style indiqué, en gardant ce qu’elle montre.
edit-reframe = Montre cette image dans le nouveau format : prolonge la scène là où il y a plus de place et garde le reste tel quel.
edit-clear-ground = Enlève l’arrière-plan.
edit-redraw = Redessine cette image telle quelle.
reword-title = Changer les mots
reword-prompt = Que doit montrer l’image ?
reword-cut = Seuls les { $shown } premiers caractères sur { $length } tiennent ici ; le reste est omis.
imagine-title = Créer une image
imagine-prompt-hint = Mettez entre « guillemets » les mots à écrire ; les --options marchent aussi
imagine-resolution = Résolution
imagine-count = Combien d’images
imagine-usual = Comme d’habitude : { $value }
imagine-none = Aucun
imagine-mask = Masque
imagine-mask-hint = Transparent ou blanc là où l’image peut changer
imagine-private = Moi seul le vois
imagine-transparent = Fond transparent

## Short answers

recipe-text = Pour la refaire, copie cette ligne. Les références n’en font pas partie.
why-picture = { $what }, { $quality }, { $resolution } : { $price }
why-references = { $count ->
    [one] 1 référence : { $price }
   *[other] { $count } références : { $price }
}
why-words = texte long : { $price }
why-changed = La liste des prix a changé depuis. C’était { $unit } par image ({ $what }).
why-held = Mis de côté jusqu’à l’arrivée des images : { $price }. Ce qui ne vient pas est rendu.
why-some = { $captured } sur { $count } sont arrivées. Payé : { $price } ; le reste a été rendu.
why-less = Le modèle a moins consommé. Payé : { $price } ; le reste a été rendu.
notice-too-late = Trop tard pour annuler : cette demande est déjà terminée.
notice-deleted = Supprimé.
notice-published = Je la publie pour tout le monde.
notice-original = Le fichier intact : { $name }
notice-exported = Converti pour toi : { $name } ({ $size_bytes }). L’original reste inchangé.
notice-internal = Quelque chose s’est cassé dans le bot. L’opérateur peut voir quoi ; veuillez réessayer.

## Avant de faire quoi que ce soit

confirm-text = { $what } pour { $price }. Rien n’est facturé avant votre confirmation.
confirm-many = Ce sont { $count } tâches, une par modèle, pour { $price } en tout. Rien n’est facturé avant votre confirmation.
confirm-cheaper = { $way } : { $price } au lieu de { $instead }.
way-quality-low = Qualité basse
way-quality-medium = Qualité moyenne
way-quality-high = Haute qualité
way-quality-xhigh = Très haute qualité
way-resolution = En { $resolution }
way-count = Une seule image
button-confirm = Confirmer
button-enhance = Améliorer le texte
button-repost = Publier ici
button-repost-one = Publier { $index } ici
button-forget = Supprimer définitivement
button-refuse = Non, merci
job-not-found-answered = Une réponse a déjà été donnée. Rien de plus n’a été facturé.
notice-refused = Très bien. Rien n’a été fait et rien n’a été facturé.
enhance-text = Des mots plus complets pour votre image. Ils sont gratuits ; une image n’est faite que si vous choisissez.
enhance-fell-back = Le modèle de texte n’a pas pu aider cette fois ; des règles intégrées les ont écrits.
field-words-old = Vos mots
field-words-new = Nouveaux mots
button-accept = Dessiner les nouveaux
button-keep = Dessiner les miens
notice-nothing-to-enhance = Vos mots disent déjà tout ; il n’y a rien à ajouter.
note-enhanced = Dessiné d’après les mots plus complets.
invalid-prompt-enhance-edit = Un changement se dit mieux en peu de mots. Répondez avec ce qui doit changer, sans /enhance.
invalid-prompt-compare-models = Nommez de { $least } à { $most } modèles à comparer, par exemple /compare un renard roux --models a,b. Il y a { $known }.
invalid-prompt-compare-one = Un seul modèle ({ $model }) est connecté, il n’y a donc rien à comparer.
help-enhance = Des mots plus complets pour une image, gratuit
help-compare = La même image par plusieurs modèles
flag-models = Comparer plusieurs modèles

## Réglages

settings-text = Ce qui vaut quand vous ne dites rien.
settings-how = Changez avec /settings quality medium, annulez avec /settings reset quality.
settings-changed-person = Enregistré. Voici ce qui vaut pour vous ici.
settings-changed-channel = Enregistré pour ce canal. Voici ce qui vaut pour vous ici.
settings-changed-server = Enregistré pour ce serveur. Voici ce qui vaut pour vous ici.
settings-changed-team = Enregistré pour toute l’équipe. Voici ce qui vaut pour vous ici désormais.
settings-chosen = { $value } ({ $by })
settings-none = aucun
settings-on = oui
settings-off = non
setting-model = Modèle
setting-quality = Qualité
setting-ratio = Format d’image
setting-resolution = Résolution
setting-format = Type de fichier
setting-style = Style
setting-private = Privé
setting-spoiler = Spoiler
setting-age-restricted = Canaux avec limite d’âge
setting-budget-day = Budget par jour, en crédits
scope-person = votre choix
scope-channel = ce canal
scope-server = ce serveur
scope-team = toute l’équipe
spoiler-never = jamais
spoiler-always = toujours
spoiler-ask = sur demande
age-restricted-anywhere = partout
age-restricted-only = seulement là
age-restricted-never = jamais là
invalid-prompt-unknown-setting = { $suggestion ->
    [none] Il n’y a pas de réglage { $setting }. Vous pouvez régler { $known }.
   *[other] { $setting } : vouliez-vous dire { $suggestion } ?
}
invalid-prompt-setting-of-chats = { $setting } se règle pour tout un canal ou serveur : /settings channel { $setting } ...
invalid-prompt-setting-of-teams = { $setting } se règle pour toute l’équipe, par ses admins : /settings team { $setting } 500
invalid-prompt-setting-no-server = Il n’y a pas de serveur ici. Prenez /settings channel, ou écrivez dans un canal du serveur.
help-settings = Vos réglages : modèle, qualité, format et plus

## Comment vont les services

service-text = Les dernières 24 heures, d’après les appels de ce bot.
service-up = { $calls ->
    [one] { $percent } de 1 appel répondu
   *[other] { $percent } de { $calls } appels répondus
}
service-speed = { $took } par image en moyenne
service-unused = pas appelé récemment
service-queue = { $running } en cours, { $waiting } en attente
field-queue = File d’attente
field-version = Version
models-speed = d’habitude { $took }

## Ce qui est conservé

privacy-text = Voici ce qui est conservé à votre sujet, et pourquoi.
privacy-how = /privacy export vous le remet en fichier, /privacy delete le supprime.
privacy-pictures = Mots et images
privacy-pictures-why = Vos textes, références, résultats et les messages qui les montrent, pour que vous puissiez les modifier, les refaire et les retrouver. Jusqu’à ce que vous les supprimiez.
privacy-names = Nom et identifiant
privacy-names-why = Qui vous êtes sur cette plateforme, pour que vos crédits et vos réglages soient à vous.
privacy-credits = Crédits
privacy-credits-why = Montants, dates et numéros de tâche, et les motifs donnés par les admins. Ils restent, car un livre de comptes doit être juste ; vos mots n’y figurent jamais.
privacy-services = Envoyé ailleurs
privacy-services-why = Les mots et références d’une image vont au service du modèle qui la dessine, sans votre nom.
privacy-export = { $count ->
    [one] Tout ce qui est conservé à votre sujet, avec 1 tâche. Le fichier reste disponible jusqu’au redémarrage du bot.
   *[other] Tout ce qui est conservé à votre sujet, avec { $count } tâches. Le fichier reste disponible jusqu’au redémarrage du bot.
}
privacy-delete = Ceci supprime définitivement vos textes, références, images et réglages, et retire les messages du bot qui les montrent. Vos crédits restent. C’est sans retour.
notice-forgotten = Supprimé : vos mots, images et réglages. Vos crédits restent à vous.
not-allowed-open-jobs = Vous avez encore des tâches ouvertes. Attendez qu’elles finissent, ou annulez-les dans /queue, puis appuyez de nouveau.
inbox-text = { $count ->
    [one] Cette image n’a pas pu être livrée. Elle est en sûreté ici ; où doit-elle aller ?
   *[other] Ces { $count } résultats n’ont pas pu être livrés. Ils sont en sûreté ici ; où doivent-ils aller ?
}
inbox-empty = Tout ce que vous avez fait a été livré.
inbox-hint = { $count ->
    [one] 1 résultat attend dans /inbox.
   *[other] { $count } résultats attendent dans /inbox.
}
help-inbox = Images qui n’ont pas pu être livrées
help-privacy = Ce qui est conservé à votre sujet ; l’exporter ou le supprimer
help-more = Plus

## Pour les exploitants

outage = { $service } refuse les requêtes de ce bot. Le journal dit pourquoi.
outage-key = { $service } n’accepte pas la clé configurée. Indiquez la bonne et redémarrez le bot.
outage-quota = Le compte chez { $service } est épuisé. Rechargez-le ou relevez sa limite.
outage-permission = { $service } n’autorise pas ce compte à utiliser { $model }. Activez-le chez eux : certains modèles demandent une organisation vérifiée.
outage-model = { $service } ne connaît pas le modèle { $model }. Corrigez son entrée dans models.toml ou marquez-le comme retiré.
outage-meanwhile = Rien n’est facturé à personne entre-temps. De temps en temps, une seule requête passe pour voir si cela remarche.
