### Slacks eigene Flächen auf Deutsch.

mend-invite = Schreib hier: /invite @{ $bot }
mend-direct = In diese Unterhaltung lässt Slack keinen Bot. Schreib @{ $bot } direkt oder nimm einen Channel.
mend-archived = Dieser Channel ist archiviert.

home-title = Deine Bilder
home-create = Bild erstellen
home-help = Hilfe
home-history = Verlauf der Credits
home-settings = Einstellungen
home-recent = Neueste Bilder
home-edit = Bearbeiten

close = Abbrechen

pane-title = Was möchtest du sehen?
pane-thinking = liest deine Worte …
pane-poster = Ein Plakat
pane-poster-words = ein Plakat mit der Aufschrift „OPEN LATE“ in Neon --ratio 4:5
pane-logo = Ein Logo
pane-logo-words = ein Logo mit einem Fuchs für eine Kaffeebar
pane-photo = Ein Foto
pane-photo-words = ein Papierboot auf einem stillen See im Morgengrauen, Fotografie --ratio 16:9

install-refused-title = Dieser Workspace kann ihn nicht nutzen
install-refused = Dieser Bot gehört einem anderen Team und wurde in { $team } nicht installiert: Es wurde nichts gespeichert und nichts berechnet. Soll er hier arbeiten, bitte die Person, die den Bot betreibt, slack:{ $team } in IMAGINE_HOMES aufzunehmen.

group-unknown = In diesem Workspace gibt es keine Gruppe { $group }. Es wurde nichts vergeben.
group-empty = In { $group } ist niemand. Es wurde nichts vergeben.
group-large = { $group } hat { $count } Mitglieder; höchstens { $most } können auf einmal Credits bekommen. Es wurde nichts vergeben.
