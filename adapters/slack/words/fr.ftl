### Les surfaces propres à Slack, en français.

mend-invite = Écrivez ici : /invite @{ $bot }
mend-direct = Slack ne laisse entrer aucun bot dans cette conversation. Écrivez directement à @{ $bot } ou utilisez un canal.
mend-archived = Ce canal est archivé.

home-title = Vos images
home-create = Créer une image
home-help = Aide
home-history = Historique des crédits
home-settings = Réglages
home-recent = Dernières images
home-edit = Modifier

close = Annuler

pane-title = Que voulez-vous voir ?
pane-thinking = lit vos mots …
pane-poster = Une affiche
pane-poster-words = une affiche qui dit « OPEN LATE » en néon --ratio 4:5
pane-logo = Un logo
pane-logo-words = un logo de renard pour un café
pane-photo = Une photographie
pane-photo-words = un bateau en papier sur un lac calme à l’aube, photographie --ratio 16:9

install-refused-title = Cet espace de travail ne peut pas l’utiliser
install-refused = Ce bot appartient à une autre équipe ; il n’a pas été installé dans { $team } : rien n’a été conservé, rien n’a été facturé. Pour qu’il fonctionne ici, demandez à la personne qui gère le bot d’ajouter slack:{ $team } à IMAGINE_HOMES.

group-unknown = Il n’y a pas de groupe { $group } dans cet espace de travail. Rien n’a été donné.
group-empty = Il n’y a personne dans { $group }. Rien n’a été donné.
group-large = { $group } compte { $count } membres ; { $most } au plus peuvent recevoir des crédits à la fois. Rien n’a été donné.
