### Ce que Discord montre autour des mots du bot, en français. Les textes de commandes ont au plus 100 caractères.

cmd-imagine = Faire des images avec tes mots
cmd-edit = Changer une image : dis quoi, et laquelle
cmd-models = Les modèles, avec leurs prix
cmd-queue = Tes travaux en cours : rang, temps restant, annuler
cmd-credits = Crédits : les tiens, et comment en donner
cmd-balance = Ce que tu peux dépenser
cmd-history = Où sont passés tes crédits
cmd-grant = Donner des crédits à une personne ou à tout un rôle (admins)
cmd-revoke = Reprendre des crédits non dépensés (admins)
cmd-help = Tout ce qu’on peut taper ici
cmd-enhance = Améliorer un prompt avant de dessiner
cmd-compare = Un prompt, plusieurs modèles, côte à côte
cmd-settings = Tes réglages ; ceux du salon ou du serveur, si tu es admin
cmd-status = Comment vont les modèles et la file
cmd-privacy = Ce qui est gardé de toi ; l’exporter ou le faire effacer
cmd-inbox = Les images finies qui n’ont pas pu être livrées

opt-prompt = Que doit montrer l’image ? Les options comme --ratio 4:5 marchent aussi
opt-ratio = Largeur sur hauteur
opt-resolution = Quelle taille
opt-quality = Combien de détail ; cela fixe le prix
opt-count = Combien d’images
opt-image = Une image comme référence
opt-mask = Où modifier : transparent, ou blanc
opt-model = Quel modèle dessine
opt-style = Un style tout prêt
opt-size = Pixels exacts, comme 1024x1536
opt-format = Format de fichier
opt-transparent = Sans fond : autocollants, logos, icônes
opt-private = Toi seul le vois
opt-spoiler = Cacher l’image jusqu’à ce qu’on la touche
opt-change = Que faut-il changer ?
opt-picture = L’image à changer
opt-link = Ou le lien du message qui la montre
opt-target = Qui
opt-amount = Combien de crédits
opt-reason = Pourquoi ; c’est gardé dans le registre
opt-expires = Quand ils expirent, comme 30d ou 12w
opt-models = De deux à quatre modèles, séparés par des virgules
opt-setting = Que régler, par exemple : quality medium. Vide montre tout
opt-scope = Pour qui
opt-privacy = export ou delete ; vide dit ce qui est gardé

scope-me = moi
scope-channel = ce salon
scope-server = ce serveur
scope-team = toute l’équipe

more = Plus
thread = Continuer dans un fil
rest = { $count ->
    [one] … et 1 autre
   *[other] … et { $count } autres
}
thread-name = Image
menu-edit = Modifier l’image
menu-vary = Varier
menu-use = Utiliser comme référence
menu-recipe = Voir la recette
menu-credits = Crédits
menu-which = Quelle image ?
menu-edit-title = Changer cette image
menu-use-title = Utiliser comme référence
menu-use-prompt = Que doit montrer la nouvelle image ?
menu-use-files = D’autres images
menu-credits-title = Crédits pour { $name }
menu-credits-amount = Crédits ; avec un moins, ils sont repris
menu-credits-reason = Motif

no-picture = Il n’y a pas d’image dans ce message.
form-expired = Ce formulaire a été ouvert avant un redémarrage. Rien n’a été débité ; rouvre-le, s’il te plaît. Voici ce que tu avais écrit :
command-changed = Cette commande vient de changer. Recharge Discord (Ctrl-R) et réessaie.
accepted = Ta demande est prise en compte, mais je n’ai pas pu montrer ici où elle en est. Le résultat arrivera dès qu’il sera prêt.
cannot-read = Je ne peux pas lire ce message. Mentionne-moi dedans, ou appuie sur Modifier sous l’image. Rien n’a été débité.
point-by-menu = Je ne vois pas d’image dans ce message. Appuyez longuement dessus (ou faites un clic droit), puis Applications, { menu-edit }. Rien n’a été débité.
cannot-write = Je ne peux pas t’écrire en privé. Utilise mes commandes ici (tape /), ou ouvre tes messages privés et redemande.
members-intent = Je ne vois pas qui a un rôle. Active « Server Members Intent » pour ce bot dans le portail développeur de Discord, ou nomme les personnes une à une.
no-bots = Les bots ne peuvent pas dessiner : ils ne reçoivent pas de crédits.
role-empty = Personne n’a le rôle { $role }.
role-too-large = { $role } a { $count } membres ; { $limit } au plus en une fois.
role-people = { $count ->
    [one] 1 personne avec le rôle { $role }
   *[other] { $count } personnes avec le rôle { $role }
}
role-ask = Cela concerne { $people } : { $amount ->
    [one] 1 crédit chacun
   *[other] { $amount } crédits chacun
}, { $total } en tout. Rien n’est donné avant ton accord.
role-take-ask = Cela concerne { $people } : { $amount ->
    [one] 1 crédit repris à chacun
   *[other] { $amount } crédits repris à chacun
}, { $total } en tout. Rien n’est repris avant ton accord.
role-give = { $total ->
    [one] Donner 1 crédit
   *[other] Donner { $total } crédits
}
role-take = { $total ->
    [one] Reprendre 1 crédit
   *[other] Reprendre { $total } crédits
}
role-refused = Très bien. Les crédits de personne n’ont changé.
role-gone = Ce rôle n’existe plus. Les crédits de personne n’ont changé.
copy = La voici en { $format } ({ $size_bytes }), pour qu’elle passe : réencodée, ce n’est pas le fichier intact.
parts = Le fichier intact est plus grand que ce que Discord me laisse envoyer ici, il arrive donc en { $count } parties. Un ordinateur les rassemble : mets-les dans un dossier et ouvre la première avec 7-Zip, ou joins-les dans l’ordre (cat, copy /b).
parts-else = L’aperçu du résultat arrive entier, et peut-être aussi un autre format sous « Plus », comme JPEG.
too-large = « { $name } » fait { $size_bytes }, plus que Discord ne me laisse envoyer ici. Sous « Plus », il existe en fichier plus petit ; avec PUBLIC_URL, je peux en donner le lien.
linked = Le fichier intact, « { $name } » ({ $size_bytes }). Quiconque a le lien peut l’ouvrir, pendant 24 heures.
download = Télécharger
thread-failed = Je n’ai pas pu ouvrir de fil ici.

thread-exists = Il y a déjà un fil sous cette image.
thread-not-yours = Tu n’as pas le droit d’ouvrir des fils dans ce salon. Demande à un admin du serveur la permission « Créer des fils publics ».
thread-opened = Mentionne { $me } ici et dis ce qu’il faut changer ; /edit marche aussi.
mend = Demande à un admin de me donner ici ces permissions : { $missing }.
age-only = Les admins d’ici me laissent dessiner seulement dans les salons avec limite d’âge.
age-never = Les admins d’ici me laissent dessiner seulement dans les salons sans limite d’âge.
perm-view_channel = Voir le salon
perm-send_messages = Envoyer des messages
perm-send_messages_in_threads = Envoyer des messages dans les fils
perm-attach_files = Joindre des fichiers
perm-embed_links = Intégrer des liens
perm-read_message_history = Voir les anciens messages
perm-create_public_threads = Créer des fils publics
