### Die Seite um den Chat, auf Deutsch. Was der Bot selbst sagt, steht in bot/replies.

title = studio · imagine
channel-about = Bilder machen, und durch Antworten ändern
you-are = Du bist
admin = Admin
two-people = Öffne einen zweiten Tab, um zwei Personen zu sein.
credits-left = { $amount ->
    [one] noch 1 Credit
   *[other] noch { $amount } Credits
}
number = { $amount }
price-left = → danach noch { $amount }
price-short = Du hast nur { $amount }.
sketch-title = Skizzenmodus: Es ist kein KI-Modell verbunden.
sketch-how = Die Bilder werden nach Regeln gezeichnet, alles andere ist echt. Für echte Bilder frag deinen Admin.
sketch-how-admin = Die Bilder werden nach Regeln gezeichnet, alles andere ist echt. Um ein Modell zu verbinden, schreib OPENAI_API_KEY=… in eine Datei namens .env und starte neu.

empty-title = Was möchtest du sehen?
empty-text = Sag es mit deinen eigenen Worten, oder häng ein Foto an und sag, was sich ändern soll. Um an einem Bild weiterzumachen, antworte darauf.
empty-try = Oder probier eines davon:
example-1 = /imagine ein Plakat mit der Aufschrift "OPEN LATE" in Neon --ratio 4:5 -n 2
example-2 = /imagine ein Papierboot auf einem stillen See im Morgenlicht --ratio 16:9
example-3 = /imagine ein Fuchs-Logo für eine Kaffeebar --quality medium

write = Was möchtest du sehen?
write-change = Sag, was sich ändern soll
composer = Deine Nachricht
send = Senden
skip = Zum Eingabefeld
attach = Bilder anhängen
attached = Angehängte Bilder
drop-here = Bilder hier ablegen
remove-file = { $name } entfernen
replying-person = Antwort an { $name }
replying-photo = Das Foto von { $name } wird geändert
replying-picture = Antwort auf Bild { $index }
replying-first = Bild 1 von { $count } · #2 wählt ein anderes
replying-message = Antwort auf dieses Ergebnis
drop-reply = Doch nicht darauf antworten
thread = Thread · { $count }
leave-thread = Alle Nachrichten
suggestions = Vorschläge
older = Frühere Nachrichten
to-newest = ↓ Zum Neuesten
new-messages = Neue Nachrichten
ready-elsewhere = Ein Bild ist fertig
drawing-elsewhere = Dein Bild wird gezeichnet
log = Nachrichten
bot-name = imagine
bot-badge = BOT
only-you = Nur du siehst das
for-person = für { $name }
earlier-message = eine frühere Nachricht
picture-of = Bild { $index } · { $text }
show-all = Alles zeigen
more = Mehr
reply = Antwort
mend = Ändern und neu senden
short-upscale = 4K
reply-to-picture = Auf Bild { $index } antworten
open-picture = Bild { $index } öffnen
open-partial = Das Bild bis hierher öffnen
made-from = Gemacht aus
see-before = Das Bild davor ansehen
before = Vorher
after = Nachher
side-by-side = Nebeneinander
zoom = Vergrößern
copy = Kopieren
copied = Kopiert
picture-actions = Bild { $index }
progress = Fortschritt
close = Schließen
cancel = Abbrechen
previous = Voriges Bild
next = Nächstes Bild
confirm-delete = Diese Bilder für alle löschen?
choose-none = wie es ist
jump = Zur Nachricht

reconnecting = Verbindung verloren. Neuer Versuch …
send-failed = Das konnte nicht gesendet werden. Läuft das Programm noch?
too-many-files = Höchstens { $limit } Dateien passen in eine Nachricht.
too-large-file = Weggelassen, weil größer als { $limit_bytes }: { $name }
too-much = Das ist mehr, als eine Nachricht tragen kann. Sende höchstens { $files } Dateien mit je { $limit_bytes } und einen Text unter { $text_bytes }.
bad-request = Das war nicht zu lesen. Lade die Seite neu und versuch es noch einmal.
disk-full = Die Festplatte des Programms ist voll, darum konnte nichts gespeichert werden. Schaff Platz und sende es noch einmal.
not-found-title = Hier ist nichts
not-found-text = Die Seite oder das Bild gibt es nicht, oder nicht mehr.
error-title = Etwas ist kaputtgegangen
error-text = Das Protokoll des Programms weiß mehr. Was du vorher getan hast, ist erhalten.
back = Zurück zum Chat
