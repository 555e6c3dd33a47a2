### Was Discord um die Worte des Bots herum zeigt, auf Deutsch. Befehlstexte haben höchstens 100 Zeichen.

cmd-imagine = Bilder aus deinen Worten machen
cmd-edit = Ein Bild ändern: sag was, und welches
cmd-models = Die Modelle mit Preisen
cmd-queue = Deine offenen Aufträge: Platz, Restzeit, Abbrechen
cmd-credits = Credits: deine, und wie man sie vergibt
cmd-balance = Was du ausgeben kannst
cmd-history = Wohin deine Credits gingen
cmd-grant = Einer Person oder allen mit einer Rolle Credits geben (Admins)
cmd-revoke = Nicht ausgegebene Credits zurücknehmen (Admins)
cmd-help = Alles, was man hier tippen kann
cmd-enhance = Einen Prompt verbessern, bevor gezeichnet wird
cmd-compare = Ein Prompt, mehrere Modelle, nebeneinander
cmd-settings = Deine Vorgaben; als Admin auch für Kanal und Server
cmd-status = Wie es den Modellen und der Warteschlange geht
cmd-privacy = Was über dich gespeichert ist; exportieren oder löschen
cmd-inbox = Fertige Bilder, die nicht zugestellt werden konnten

opt-prompt = Was soll das Bild zeigen? Flags wie --ratio 4:5 gehen auch
opt-ratio = Breite zu Höhe
opt-resolution = Wie groß
opt-quality = Wie viel Detail; davon hängt der Preis ab
opt-count = Wie viele Bilder
opt-image = Ein Bild als Vorlage
opt-mask = Wo geändert wird: durchsichtig oder weiß
opt-model = Welches Modell zeichnet
opt-style = Ein fertiger Stil
opt-size = Genaue Pixel, etwa 1024x1536
opt-format = Dateiformat
opt-transparent = Ohne Hintergrund: Sticker, Logos, Symbole
opt-private = Nur du siehst es
opt-spoiler = Das Bild verdecken, bis man es antippt
opt-change = Was soll sich ändern?
opt-picture = Das Bild, das geändert wird
opt-link = Oder der Link der Nachricht, die es zeigt
opt-target = Wer
opt-amount = Wie viele Credits
opt-reason = Warum; es steht im Kontobuch
opt-expires = Wann sie verfallen, etwa 30d oder 12w
opt-models = Zwei bis vier Modelle, durch Kommas getrennt
opt-setting = Was gelten soll, etwa: quality medium. Leer zeigt alles
opt-scope = Für wen
opt-privacy = export oder delete; leer sagt, was gespeichert ist

scope-me = mich
scope-channel = diesen Kanal
scope-server = diesen Server
scope-team = das ganze Team

more = Mehr
thread = In einem Thread weitermachen
rest = { $count ->
    [one] … und 1 weiteres
   *[other] … und { $count } weitere
}
thread-name = Bild
menu-edit = Bild bearbeiten
menu-vary = Variieren
menu-use = Als Vorlage verwenden
menu-recipe = Rezept zeigen
menu-credits = Credits
menu-which = Welches Bild?
menu-edit-title = Dieses Bild ändern
menu-use-title = Als Vorlage verwenden
menu-use-prompt = Was soll das neue Bild zeigen?
menu-use-files = Weitere Bilder
menu-credits-title = Credits für { $name }
menu-credits-amount = Credits; mit Minus werden sie genommen
menu-credits-reason = Grund

no-picture = In dieser Nachricht ist kein Bild.
form-expired = Dieses Formular wurde vor einem Neustart geöffnet. Nichts wurde berechnet; bitte öffne es noch einmal. Das hattest du geschrieben:
command-changed = Dieser Befehl hat sich gerade geändert. Bitte lade Discord neu (Strg-R) und versuche es noch einmal.
accepted = Dein Auftrag ist da, aber ich konnte hier nicht zeigen, wie weit er ist. Das Ergebnis kommt, sobald es fertig ist.
cannot-read = Diese Nachricht kann ich nicht lesen. Erwähne mich darin, oder drücke Bearbeiten unter dem Bild. Nichts wurde berechnet.
point-by-menu = Ich sehe in jener Nachricht kein Bild. Halte sie gedrückt (oder klicke sie rechts an), dann Apps, { menu-edit }. Es wurde nichts berechnet.
cannot-write = Ich kann dir nicht direkt schreiben. Nutze hier meine Befehle (tippe /), oder öffne deine Direktnachrichten und frag noch einmal.
members-intent = Ich kann nicht sehen, wer eine Rolle hat. Schalte „Server Members Intent“ für diesen Bot im Entwicklerportal von Discord ein, oder nenne die Leute einzeln.
no-bots = Bots können nicht zeichnen, darum bekommen sie keine Credits.
role-empty = Niemand hat die Rolle { $role }.
role-too-large = { $role } hat { $count } Mitglieder; { $limit } gehen höchstens auf einmal.
role-people = { $count ->
    [one] 1 Person mit der Rolle { $role }
   *[other] { $count } Personen mit der Rolle { $role }
}
role-ask = Das erreicht { $people }: { $amount ->
    [one] je 1 Credit
   *[other] je { $amount } Credits
}, zusammen { $total }. Gegeben wird erst, wenn du zustimmst.
role-take-ask = Das betrifft { $people }: { $amount ->
    [one] je 1 Credit wird zurückgenommen
   *[other] je { $amount } Credits werden zurückgenommen
}, zusammen { $total }. Genommen wird erst, wenn du zustimmst.
role-give = { $total ->
    [one] 1 Credit geben
   *[other] { $total } Credits geben
}
role-take = { $total ->
    [one] 1 Credit zurücknehmen
   *[other] { $total } Credits zurücknehmen
}
role-refused = In Ordnung. An niemandes Credits hat sich etwas geändert.
role-gone = Diese Rolle gibt es nicht mehr. An niemandes Credits hat sich etwas geändert.
copy = Hier ist es als { $format } ({ $size_bytes }), damit es passt: neu kodiert, nicht die unveränderte Datei.
parts = Die unveränderte Datei ist größer, als Discord mich hier senden lässt, darum kommt sie in { $count } Teilen. Ein Computer fügt sie zusammen: Lege sie in einen Ordner und öffne den ersten mit 7-Zip, oder hänge sie der Reihe nach aneinander (cat, copy /b).
parts-else = Die Vorschau im Ergebnis kommt im Ganzen, und vielleicht auch ein anderes Format unter „Mehr“, etwa JPEG.
too-large = „{ $name }“ hat { $size_bytes }, mehr als Discord mich hier senden lässt. Unter „Mehr“ gibt es sie als kleinere Datei; ist PUBLIC_URL gesetzt, kann ich sie verlinken.
linked = Die unveränderte Datei, „{ $name }“ ({ $size_bytes }). Wer den Link hat, kann sie öffnen, 24 Stunden lang.
download = Herunterladen
thread-failed = Ich konnte hier keinen Thread öffnen.

thread-exists = Unter diesem Bild gibt es schon einen Thread.
thread-not-yours = Du darfst in diesem Kanal keine Threads eröffnen. Frag die Server-Admins nach dem Recht „Öffentliche Threads erstellen“.
thread-opened = Erwähne hier { $me } und sag, was sich ändern soll; /edit geht auch.
mend = Bitte einen Admin, mir hier diese Rechte zu geben: { $missing }.
age-only = Die Admins hier lassen mich nur in altersbeschränkten Kanälen zeichnen.
age-never = Die Admins hier lassen mich nur in Kanälen ohne Altersbeschränkung zeichnen.
perm-view_channel = Kanal ansehen
perm-send_messages = Nachrichten senden
perm-send_messages_in_threads = Nachrichten in Threads senden
perm-attach_files = Dateien anhängen
perm-embed_links = Links einbetten
perm-read_message_history = Nachrichtenverlauf lesen
perm-create_public_threads = Öffentliche Threads erstellen
