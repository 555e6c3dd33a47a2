### La page autour du chat, en français. Ce que dit le bot lui-même est dans bot/replies.

title = studio · imagine
channel-about = Faites des images, changez-les en y répondant
you-are = Vous êtes
admin = admin
two-people = Ouvrez un deuxième onglet pour être deux personnes.
credits-left = { $amount ->
    [one] reste { $amount } crédit
   *[other] reste { $amount } crédits
}
number = { $amount }
price-left = → reste { $amount }
price-short = Vous n’avez que { $amount }.
sketch-title = Mode croquis : aucun modèle d’IA n’est connecté.
sketch-how = Les images sont dessinées selon des règles ; tout le reste est réel. Pour de vraies images, demandez à votre admin.
sketch-how-admin = Les images sont dessinées selon des règles ; tout le reste est réel. Pour connecter un modèle, mettez OPENAI_API_KEY=… dans un fichier nommé .env et redémarrez.

empty-title = Que voulez-vous voir ?
empty-text = Dites-le avec vos mots, ou joignez une photo et dites ce qui doit changer. Pour continuer à partir d’une image, répondez-y.
empty-try = Ou essayez l’une de celles-ci :
example-1 = /imagine une affiche au néon qui dit "OPEN LATE" --ratio 4:5 -n 2
example-2 = /imagine un bateau de papier sur un lac calme à l’aube --ratio 16:9
example-3 = /imagine un logo de renard pour un café --quality medium

write = Que voulez-vous voir ?
write-change = Dites ce qui doit changer
composer = Votre message
send = Envoyer
skip = Aller au champ de saisie
attach = Joindre des images
attached = Images jointes
drop-here = Déposez les images ici
remove-file = Retirer { $name }
replying-person = Réponse à { $name }
replying-photo = Modification de la photo de { $name }
replying-picture = Réponse à l’image { $index }
replying-first = Image 1 sur { $count } · #2 en choisit une autre
replying-message = Réponse à ce résultat
drop-reply = Ne pas y répondre
thread = Fil · { $count }
leave-thread = Tous les messages
suggestions = Suggestions
older = Messages précédents
to-newest = ↓ Au plus récent
new-messages = Nouveaux messages
ready-elsewhere = Une image est prête
drawing-elsewhere = Votre image est en cours
log = Messages
bot-name = imagine
bot-badge = BOT
only-you = Vous seul voyez ceci
for-person = pour { $name }
earlier-message = un message précédent
picture-of = image { $index } · { $text }
show-all = Tout montrer
more = Plus
reply = Répondre
mend = Modifier et renvoyer
short-upscale = 4K
reply-to-picture = Répondre à l’image { $index }
open-picture = Ouvrir l’image { $index }
open-partial = Ouvrir l’image en cours
made-from = Fait à partir de
see-before = Voir l’image d’avant
before = Avant
after = Après
side-by-side = Côte à côte
zoom = Agrandir
copy = Copier
copied = Copié
picture-actions = Image { $index }
progress = Progression
close = Fermer
cancel = Annuler
previous = Image précédente
next = Image suivante
confirm-delete = Supprimer ces images pour tout le monde ?
choose-none = telle quelle
jump = Aller au message

reconnecting = Connexion perdue. Nouvel essai …
send-failed = L’envoi n’a pas abouti. Le programme tourne-t-il encore ?
too-many-files = Un message porte { $limit } fichiers au plus.
too-large-file = Écarté, car plus lourd que { $limit_bytes } : { $name }
too-much = C’est plus qu’un message ne peut porter. Envoyez au plus { $files } fichiers de { $limit_bytes } chacun, et un texte de moins de { $text_bytes }.
bad-request = C’est illisible. Rechargez la page et réessayez.
disk-full = Le disque du programme est plein : rien n’a pu être conservé. Faites de la place, puis renvoyez.
not-found-title = Il n’y a rien ici
not-found-text = La page ou l’image demandée n’existe pas, ou plus.
error-title = Quelque chose s’est cassé
error-text = Le journal du programme en dit plus. Ce que vous avez fait avant est gardé.
back = Retour au chat
