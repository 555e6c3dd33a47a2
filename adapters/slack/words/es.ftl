### Las superficies propias de Slack, en español.

mend-invite = Escribe aquí: /invite @{ $bot }
mend-direct = Slack no deja entrar a ningún bot en esta conversación. Escribe directamente a @{ $bot } o usa un canal.
mend-archived = Este canal está archivado.

home-title = Tus imágenes
home-create = Crear imagen
home-help = Ayuda
home-history = Historial de créditos
home-settings = Ajustes
home-recent = Últimas imágenes
home-edit = Editar

close = Cancelar

pane-title = ¿Qué te gustaría ver?
pane-thinking = está leyendo tus palabras …
pane-poster = Un cartel
pane-poster-words = un cartel que dice «OPEN LATE» en neón --ratio 4:5
pane-logo = Un logotipo
pane-logo-words = un logotipo de un zorro para una cafetería
pane-photo = Una fotografía
pane-photo-words = un barco de papel en un lago en calma al amanecer, fotografía --ratio 16:9

install-refused-title = Este espacio de trabajo no puede usarlo
install-refused = Este bot es de otro equipo y no se instaló en { $team }: no se guardó nada y no se cobró nada. Si debe funcionar aquí, pide a quien administra el bot que añada slack:{ $team } a IMAGINE_HOMES.

group-unknown = En este espacio de trabajo no existe el grupo { $group }. No se dio nada.
group-empty = No hay nadie en { $group }. No se dio nada.
group-large = { $group } tiene { $count } miembros y como máximo { $most } pueden recibir créditos a la vez. No se dio nada.
