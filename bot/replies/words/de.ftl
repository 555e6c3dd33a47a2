### Alles, was der Bot sagt, auf Deutsch. Die Regeln stehen in en.ftl.

## Amounts

credits = { $amount ->
    [one] { $amount } Credit
   *[other] { $amount } Credits
}
price = { $amount ->
    [0] kostenlos
    [one] { $amount } Credit
   *[other] { $amount } Credits
}
signed-credits = { $amount ->
    [0] nichts
    [one] { $sign }{ $amount } Credit
   *[other] { $sign }{ $amount } Credits
}
price-range = { $least } bis { $most } Credits
price-each = { $price } pro Bild
pictures = { $count ->
    [one] 1 Bild
   *[other] { $count } Bilder
}
edits = { $count ->
    [one] 1 Änderung
   *[other] { $count } Änderungen
}
cost = { $amount ->
    [0] kostenlos
   *[other] −{ $amount }
}
cost-and-left = { $amount ->
    [0] kostenlos · noch { $available }
   *[other] −{ $amount } · noch { $available }
}
seconds = { NUMBER($seconds, maximumFractionDigits: 1) } s
size-auto = wählt das Modell
quality-low = niedrig
quality-medium = mittel
quality-high = hoch
quality-xhigh = sehr hoch
quality-max = höchste
quality-auto = automatisch
background-transparent = transparent

## Names of fields

field-model = Modell
field-size = Größe
field-quality = Qualität
field-references = Vorlagen
field-cost = Kosten
field-price = Preis
field-time = Dauer
field-style = Stil
field-avoid = Ohne
field-background = Hintergrund
field-available = Verfügbar
field-held = Reserviert
field-expiring = Läuft ab

## What a reference is for

reference-with-role = { $name } ({ $role })
role-source = das Bild, das geändert wird
role-subject = Motiv
role-style = Stil
role-character = Figur
role-logo = Logo
role-background = Hintergrund
role-palette = Farben
role-pose = Pose
role-composition = Bildaufbau
role-mask = Maske

## Buttons

button-create = Erstellen
button-again = Noch einmal
button-vary = Variieren
button-vary-one = { $index } variieren
button-upscale = Auf 4K vergrößern
button-upscale-one = { $index } auf 4K vergrößern
button-edit = Bearbeiten
button-edit-one = { $index } bearbeiten
button-quick = Schnelle Änderung
button-original = Original
button-original-one = Original { $index }
button-recipe = Rezept zeigen
button-why = Warum dieser Preis?
button-as-png = Als PNG
button-as-png-one = { $index } als PNG
button-as-jpeg = Als JPEG
button-as-jpeg-one = { $index } als JPEG
button-as-webp = Als WebP
button-as-webp-one = { $index } als WebP
button-reword = Anders formulieren
button-cancel = Abbrechen
button-cancel-one = { $index } abbrechen
button-delete = Löschen
delete-question = Dieses Ergebnis löschen? Es lässt sich nicht zurückholen, und was es gekostet hat, bleibt bezahlt.
delete-not = Behalten
button-publish = Allen zeigen
button-propose-edit = Mit diesen Worten ändern
button-propose-photo = Dieses Foto ändern
button-propose-draw = Das malen
button-priced = { $label } · { $price }

## While a picture is being made

status-generate = { $count ->
    [one] Ein Bild entsteht: { $price }.
   *[other] { $count } Bilder entstehen: { $price }.
}
status-edit = { $count ->
    [one] Das Bild wird bearbeitet: { $price }.
   *[other] Das Bild wird in { $count } Fassungen bearbeitet: { $price }.
}
status-vary = { $count ->
    [one] Eine Variante entsteht: { $price }.
   *[other] { $count } Varianten entstehen: { $price }.
}
status-upscale = Das Bild wird in 4K neu gezeichnet: { $price }.
stage-queued = { $ahead ->
    [0] Du bist als Nächstes dran.
    [one] 1 Auftrag ist vor dir.
   *[other] { $ahead } Aufträge sind vor dir.
}
stage-queued-unplaced = Wartet, bis es dran ist.
stage-queued-eta = Fertig in etwa { $eta_s }.
stage-drawing = Wird gerade gezeichnet.
stage-drawing-eta = Wird gerade gezeichnet, noch etwa { $eta_s }.
stage-uploading = Gezeichnet. Wird jetzt hierher geschickt.

## Results

result-generate = { $count ->
    [one] Dein Bild ist fertig.
   *[other] Deine { $count } Bilder sind fertig.
}
result-edit = { $count ->
    [one] Deine Bearbeitung ist fertig.
   *[other] Deine { $count } Bearbeitungen sind fertig.
}
result-vary = { $count ->
    [one] Deine Variante ist fertig.
   *[other] Deine { $count } Varianten sind fertig.
}
result-upscale = In 4K neu gezeichnet. Das Modell hat neu gezeichnet, Details können also abweichen.
result-partial = { $delivered ->
    [one] 1 von { $count } Bildern ist fertig.
   *[other] { $delivered } von { $count } Bildern sind fertig.
}
result-cancelled = { $delivered ->
    [one] Abgebrochen nach 1 von { $count } Bildern.
   *[other] Abgebrochen nach { $delivered } von { $count } Bildern.
}
result-withheld = { $withheld ->
    [one] 1 hat die Sicherheitsprüfung des Modells zurückgehalten.
   *[other] { $withheld } hat die Sicherheitsprüfung des Modells zurückgehalten.
}
result-missing = { $missing ->
    [one] 1 konnte nicht gemacht werden.
   *[other] { $missing } konnten nicht gemacht werden.
}
result-paid-for = Bezahlt hast du nur, was hier ist.
result-other-size = Das Modell hat es in { $got } statt { $asked } gemacht.
result-preview = Hier als { $format } gezeigt, { $shown }. „{ $original }“ bringt das Bild selbst: { $kind }, { $whole }.
result-non-commercial = Mit { $model } gemacht: nur für nichtkommerzielle Zwecke.
result-next = Antworte auf ein Bild, um es zu ändern.
result-next-private = Mit den Knöpfen darunter kannst du es ändern.
result-elsewhere = In dem Chat, in dem du danach gefragt hast, konnte ich das nicht zeigen. Darum kommt es hierher.
result-waiting = { $count ->
    [one] Dein Bild ist fertig, aber ich konnte es weder hier zeigen noch dir schicken. Es ist aufgehoben: /inbox zeigt es.
   *[other] Deine { $count } Bilder sind fertig, aber ich konnte sie weder hier zeigen noch dir schicken. Sie sind aufgehoben: /inbox zeigt sie.
}
result-late = { $count ->
    [one] Dein Bild ist fertig, lässt sich hier aber gerade nicht zeigen. Ich versuche es weiter; auch /inbox hat es.
   *[other] Deine { $count } Bilder sind fertig, lassen sich hier aber gerade nicht zeigen. Ich versuche es weiter; auch /inbox hat sie.
}
sketch-footer = Das ist eine Skizze, keine KI. Für echte Bilder frag deinen Admin.
sketch-footer-admin = Das ist eine Skizze, keine KI. Für echte Bilder OPENAI_API_KEY setzen und den Bot neu starten.
sketch-unknown = Die Skizze kennt { $words } nicht; ein echtes Modell schon.
sketch-word = „{ $word }“
sketch-words-between = { ", " }
cancelled = Abgebrochen.
deleted = Die Bilder wurden gelöscht.
alt-one = Bild zu den Worten: { $prompt }
alt-many = Bild { $index } von { $count } zu den Worten: { $prompt }
alt-one-transparent = Bild mit transparentem Hintergrund zu den Worten: { $prompt }
alt-many-transparent = Bild { $index } von { $count } mit transparentem Hintergrund zu den Worten: { $prompt }

## What it cost

nothing-charged = Es wurde nichts berechnet.
you-were-not-charged = Dir wurde nichts berechnet.
charged-for-part = Für das, was fertig wurde, hast du { $price } bezahlt.

## A job that made nothing

picture-failed = Das Bild konnte nicht gemacht werden. Bitte versuche es noch einmal.
picture-failed-rejected = { $stage ->
    [prompt] Die Sicherheitsprüfung des Modells lehnt diese Worte ab{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Bitte formuliere es anders.
    [reference] Die Sicherheitsprüfung des Modells lehnt eine der Vorlagen ab{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Bitte nimm ein anderes Bild.
    [output] Die Sicherheitsprüfung des Modells hat zurückgehalten, was es gezeichnet hat{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Oft hilft ein zweiter Versuch; andere Worte helfen eher.
   *[other] Die Sicherheitsprüfung des Modells lehnt diese Anfrage ab{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Bitte ändere die Worte{ $references ->
        [none] {""}
       *[other] {" "}oder die Vorlagen
    }.
}
picture-failed-outcome-unknown = Die Verbindung zum Modell brach ab, bevor die Antwort kam. Von selbst wird nichts noch einmal geschickt; drücke „Noch einmal“, wenn du es weiterhin möchtest.
picture-failed-busy = Das Modell ist gerade sehr beschäftigt oder nicht zu erreichen. Bitte versuche es in ein paar Minuten noch einmal.
picture-failed-key = Der Dienst des Modells nimmt den Schlüssel dieses Bots nicht an. Der Betreiber weiß Bescheid; ein anderes Modell geht vielleicht schon jetzt.
picture-failed-quota = Das Konto des Teams beim Dienst des Modells ist aufgebraucht. Der Betreiber weiß Bescheid; ein anderes Modell geht vielleicht schon jetzt.
picture-failed-permission = Der Dienst des Modells lässt diesen Bot das Modell nicht benutzen. Der Betreiber weiß Bescheid; ein anderes Modell geht vielleicht schon jetzt.
picture-failed-model = Der Dienst bietet dieses Modell nicht mehr an. Der Betreiber weiß Bescheid; bitte wähle mit --model ein anderes.
picture-failed-request = Der Dienst des Modells hat die Anfrage nicht verstanden. Der Betreiber weiß Bescheid; andere Optionen oder ein anderes Modell gehen vielleicht.
picture-failed-transparency = Der Dienst des Modells zeichnet für das Konto dieses Bots keine transparenten Hintergründe. Lass --transparent weg oder wähle mit --model ein anderes Modell; /models zeigt, was es gibt.
picture-failed-failed = Der Dienst des Modells hat es versucht und konnte das Bild nicht machen. Noch ein Versuch hilft oft.
picture-failed-missing = Der Dienst des Modells hat weniger Bilder geschickt als verlangt. Bitte versuche es noch einmal.
picture-failed-unreadable = Was der Dienst des Modells geschickt hat, ist kein Bild, das sich öffnen lässt. Bitte versuche es noch einmal.
picture-failed-cancelled = Abgebrochen, bevor ein Bild fertig war.
picture-failed-crashed = Der Bot wurde beim Zeichnen zweimal angehalten und hat deshalb aufgegeben. Mit „Noch einmal“ beginnt es neu.
picture-failed-storage = Die Festplatte des Bots ist voll, das Bild konnte nicht aufgehoben werden. Der Betreiber muss Platz schaffen; bitte versuche es später noch einmal.
picture-failed-base = Das Bild, auf dem dies aufbauen sollte, ist nicht entstanden. „Noch einmal“ macht diese Änderung am Bild davor.
picture-failed-internal = Im Bot ist etwas kaputtgegangen. Der Betreiber kann sehen, was; bitte versuche es noch einmal.

## Words and flags

error = Das hat nicht geklappt. Bitte versuche es noch einmal.
invalid-prompt = Das war nicht zu verstehen. /help zeigt, was du schreiben kannst.
invalid-prompt-empty = Es fehlen Worte, nach denen gezeichnet werden kann. Sag, was zu sehen sein soll: /imagine ein Fuchs im Schnee
invalid-prompt-too-long = Der Text hat { $length } Zeichen; höchstens { $limit } sind möglich. Bitte kürze ihn.
invalid-prompt-unknown-flag = { $suggestion ->
    [none] Eine Option { $flag } gibt es nicht. /help nennt alle.
   *[other] { $flag }: meintest du { $suggestion }?
}
invalid-prompt-too-many-flags = Das sind mehr als { $limit } Optionen. Bitte lass welche weg.
invalid-prompt-bad-value = { $suggestion ->
    [none] { $flag } kann nicht „{ $value }“ sein. Nimm { $allowed }.
   *[other] { $flag } kann nicht „{ $value }“ sein. Meintest du { $suggestion }? Nimm { $allowed }.
}
invalid-prompt-missing-value = { $allowed ->
    [none] Nach { $flag } fehlt ein Wort.
   *[other] Nach { $flag } fehlt ein Wert, etwa { $allowed }.
}
invalid-prompt-conflict = { $flag } { $value } und { $other } { $other_value } passen nicht zusammen. Bitte lass eines davon weg.
invalid-prompt-no-alpha = { $format }-Dateien kennen keine Transparenz. Nimm --format png oder webp, oder lass --transparent weg.
invalid-prompt-mask-without-source = Eine Maske braucht das Bild, zu dem sie gehört. Antworte auf ein Bild oder häng eines vor der Maske an.
invalid-prompt-unknown-command = { $suggestion ->
    [none] Einen Befehl { $command } gibt es nicht. /help nennt alle.
   *[other] { $command }: meintest du { $suggestion }?
}
invalid-prompt-grant-user = Sag, für wen: /credits grant @name 100 Grund
invalid-prompt-grant-users = Bitte nenne immer nur eine Person.
invalid-prompt-grant-unknown-user = { $user } kenne ich hier nicht. Wähle den Namen aus der Liste, die sich bei @ öffnet.
invalid-prompt-grant-no-amount = Sag, wie viele Credits: /credits grant @name 100 Grund
invalid-prompt-grant-amount = „{ $value }“ geht nicht als Betrag. Möglich ist eine ganze Zahl von 1 bis { $limit }.
invalid-prompt-grant-expiry = „{ $value }“ ist keine Zeitspanne. Schreib zum Beispiel expires:30d oder expires:12w.

## References

invalid-reference = „{ $name }“ lässt sich nicht verwenden. Bitte schick ein Bild als PNG, JPEG, WebP oder HEIC.
invalid-reference-empty = „{ $name }“ ist leer. Bitte häng es noch einmal an.
invalid-reference-too-large = „{ $name }“ ist größer als { $limit_bytes }; mehr geht bei einer Vorlage nicht. Bitte schick eine kleinere Kopie.
invalid-reference-too-many-pixels = „{ $name }“ hat mehr als { $limit_pixels }; mehr geht bei einer Vorlage nicht. Bitte schick eine kleinere Kopie.
invalid-reference-not-a-picture = { $kind ->
    [pdf] „{ $name }“ ist ein PDF und kein Bild. Bitte schick die Seite als PNG oder JPEG.
    [archive] „{ $name }“ ist ein Archiv und kein Bild. Bitte entpacke es und häng die Bilder an.
    [video] „{ $name }“ ist ein Video und kein Bild. Bitte schick ein Einzelbild als PNG oder JPEG.
    [audio] „{ $name }“ ist eine Tonaufnahme und kein Bild. Vorlagen können PNG, JPEG, WebP oder HEIC sein.
    [program] „{ $name }“ ist ein Programm und kein Bild. Vorlagen können PNG, JPEG, WebP oder HEIC sein.
    [web-page] Statt „{ $name }“ kam eine Webseite an. Vielleicht darf der Bot hier keine Dateien lesen; frag einen Admin oder häng es noch einmal an.
    [text] „{ $name }“ ist Text und kein Bild. Vorlagen können PNG, JPEG, WebP oder HEIC sein.
   *[other] „{ $name }“ ist kein Bild. Vorlagen können PNG, JPEG, WebP oder HEIC sein.
}
invalid-reference-format = „{ $name }“ hat ein Format, das nicht geht ({ $found }). Bitte schick es als PNG, JPEG, WebP oder HEIC.
invalid-reference-damaged = „{ $name }“ ist beschädigt und lässt sich nicht ganz öffnen. Bitte exportiere oder schick es noch einmal.
invalid-reference-animated = „{ $name }“ ist animiert. Bitte schick ein Einzelbild als PNG oder JPEG.
invalid-reference-bomb = „{ $name }“ ist entpackt weit größer als die Datei und wurde deshalb nicht geöffnet. Bitte schick eine gewöhnliche Kopie.
invalid-reference-timeout = „{ $name }“ zu öffnen dauerte zu lange. Bitte speichere es mit einem anderen Programm neu oder schick eine kleinere Kopie.
invalid-reference-mask-size = „{ $name }“ misst { $mask } und passt nicht als Maske zu einem Bild von { $source }. Bitte nimm eine Maske mit demselben Seitenverhältnis.
invalid-reference-mask-kind = „{ $name }“ geht nicht als Maske. Nimm ein PNG, das durchsichtig ist, wo sich das Bild ändern darf, oder Schwarz-Weiß mit Weiß an diesen Stellen.
invalid-reference-mask-empty = „{ $name }“ markiert nichts, was sich ändern soll. Mach es durchsichtig oder weiß, wo sich das Bild ändern darf.
invalid-reference-download-failed = „{ $name }“ ließ sich nicht aus dem Chat laden. Bitte häng es noch einmal an.
invalid-reference-unreadable = „{ $name }“ lässt sich nicht lesen. Prüfe, ob die Datei da ist und geöffnet werden darf.
invalid-reference-text-encoding = „{ $name }“ ist kein Text in UTF-8. Bitte speichere ihn als UTF-8 oder füge die Worte ein.
invalid-reference-too-many = { $limit ->
    [one] Hier ist nur 1 Vorlage möglich; es sind { $count }. Bitte lass welche weg.
   *[other] Höchstens { $limit } Vorlagen sind möglich; es sind { $count }. Bitte lass welche weg.
}

## Refusals

source-not-found = Ich finde das Bild nicht, das geändert werden soll. Antworte auf eine Nachricht, die eines meiner Bilder zeigt.
source-not-found-deleted = Dieses Bild wurde gelöscht. Antworte auf ein anderes oder beginne mit /imagine neu.
source-not-found-unfinished = Dieses Bild wird noch gezeichnet. Antworte darauf, sobald es da ist.
source-not-found-no-pictures = In dieser Nachricht ist kein Bild, das sich ändern lässt. Antworte auf eines meiner Bilder.
source-not-found-number = Ein Bild #{ $index } gibt es dort nicht. Möglich ist { $known }.
insufficient-credits = Das kostet { $needed ->
    [one] 1 Credit
   *[other] { $needed } Credits
}, und du hast { $available } verfügbar. { $least ->
    [none] Bitte einen Admin um Credits.
   *[other] Bitte einen Admin um Credits, oder nimm weniger Bilder oder eine niedrigere Qualität.
}
too-many-jobs = Es sind zu viele Aufträge offen. Bitte warte, bis einer fertig ist.
too-many-jobs-person = { $limit ->
    [one] Du hast schon einen offenen Auftrag. Warte, bis er fertig ist, oder brich ihn mit /queue ab.
   *[other] Du hast schon { $limit } offene Aufträge. Warte, bis einer fertig ist, oder brich einen mit /queue ab.
}
too-many-jobs-queue = Die Warteschlange ist voll ({ $limit } Aufträge). Bitte versuche es in ein paar Minuten noch einmal.
too-fast = Das geht schneller, als ich mitkomme. Es wurde nichts berechnet. Bitte mach in { $wait_s } weiter.
too-fast-events = Das geht schneller, als ich mitkomme. Es wurde nichts berechnet. Bitte mach in { $wait_s } weiter.
too-fast-enhance = Das sind viele Texte zum Verbessern. Es wurde nichts berechnet. Bitte mach in { $wait_s } weiter.
too-fast-export = Ein Export pro Stunde ist möglich. Bitte frage in { $wait_s } noch einmal.
no-room = Auf meiner Festplatte ist gerade zu wenig Platz für Dateien. Es wurde nichts berechnet. Bitte versuche es später noch einmal und sag einem Admin Bescheid.
not-allowed = Das darfst du nicht.
not-allowed-admin-only = Das darf nur ein Admin.
not-allowed-not-owner = Das darf nur, wer es in Auftrag gegeben hat, oder ein Moderator.
not-allowed-not-asked = Das ablehnen kann nur, wer gefragt wurde.
not-allowed-private = Dieses Bild ist privat. Nur wer es gemacht hat, kann es verwenden.
not-allowed-not-home = Ich arbeite für andere Teams und kann hier keine Aufträge annehmen. Es wurde nichts berechnet. Frag die Person, die diesen Bot betreibt, ob sie euch zulässt.
budget-reached-team = Euer Team darf am Tag { $limit } Credits ausgeben; heute sind noch { $left } übrig, das hier kostet { $needed }. Es wurde nichts berechnet. Um 00:00 UTC beginnt das Budget von vorn; ein Admin kann es mit /settings team budget-day erhöhen.
budget-reached-all = Dieser Bot darf am Tag { $limit } Credits ausgeben; heute sind noch { $left } übrig, das hier kostet { $needed }. Es wurde nichts berechnet. Um 00:00 UTC geht es weiter; wer den Bot betreibt, weiß Bescheid.
budget-spent-team = Das Tagesbudget von { $limit } Credits ist im Team { $team } erreicht: Weitere Aufträge werden bis 00:00 UTC kostenlos abgelehnt. Erhöhe es dort mit /settings team budget-day { $limit }.
budget-spent-all = Das Tagesbudget von { $limit } Credits für alle ist erreicht: Weitere Aufträge werden bis 00:00 UTC kostenlos abgelehnt. Erhöhe IMAGINE_CREDITS_PER_DAY_MAX und starte neu, damit es heute weitergeht.
price-drift-more = { $model } in Qualität „{ $quality }“: Bei den letzten { $orders } Aufträgen hat der Anbieter { $percent } % mehr Tokens gezählt, als config/prices.toml sagt; die Bilder kosten dich also mehr, als bezahlt wird. Schreibe { $line } in die patches von { $row } und starte neu.
price-drift-less = { $model } in Qualität „{ $quality }“: Bei den letzten { $orders } Aufträgen hat der Anbieter { $percent } % weniger Tokens gezählt, als config/prices.toml sagt. Schreibe { $line } in die patches von { $row } und starte neu; dann nennt der Preis, was verbraucht wird.
model-ending = { $model } endet laut Anbieter am { $at }. Nenne in config/models.toml einen Nachfolger (retired_for, retires), damit an dem Tag kein Auftrag scheitert.
files-refused = { $platform } nimmt keine Dateien von diesem Bot an ({ $code }); fertige Bilder warten dort in den Eingängen der Leute.
files-refused-why = imagine doctor sagt, was zu ändern ist.
files-refused-rights = Dem Bot fehlt dort das Recht, Dateien zu senden: imagine doctor nennt, was fehlt und wie man es gibt.
files-refused-space = Der Speicher dort ist voll: Dateien löschen oder einen größeren Tarif wählen.
files-refused-policy = Die Einstellungen oder der Tarif dort lassen Apps solche Dateien nicht senden: Eine Inhaberin oder ein Inhaber kann es erlauben.
files-refused-keys = Der Zugriff auf die Schlüssel dort wurde entzogen: Wer sie verwaltet, kann ihn wieder geben.
files-refused-trouble = Der Fehler liegt bei { $platform } selbst, ich versuche es weiter. Hält er an, sagt die Statusseite, warum.
files-refused-meanwhile = Niemand zahlt doppelt: /inbox bringt die Bilder, sobald Dateien wieder angenommen werden.
unknown-model = { $suggestion ->
    [none] Ein Modell „{ $asked }“ gibt es nicht. Du kannst { $known } verwenden.
   *[other] Ein Modell „{ $asked }“ gibt es nicht. Meintest du { $suggestion }?
}
unsupported = { $what ->
    [retired] { $model } wird nicht mehr angeboten.
    [size] { $model } kann { $asked } nicht zeichnen.
    [resolution] { $model } kann nicht in { $asked } zeichnen.
    [quality] { $model } kennt die Qualität { $asked } nicht.
    [format] { $model } kann keine Dateien als { $asked } machen.
    [count] { $model } kann nicht { $asked } Bilder auf einmal machen.
    [references] { $model } { $asked ->
        [one] kann keine Vorlagen verwenden
       *[other] kann nicht { $asked } Vorlagen verwenden
    }.
    [mask] { $model } kann keine Maske verwenden.
    [needs-reference] { $model } braucht ein Bild als Vorlage. Hänge eines an oder antworte auf eines.
    [needs-mask] { $model } braucht eine Maske, die zeigt, wo das Bild sich ändern soll.
    [transparency] { $model } kann keinen transparenten Hintergrund zeichnen.
    [complexity] { $model } lässt sich nicht sagen, wie viel es nachdenken soll.
   *[other] { $model } kann das nicht.
} { $instead ->
    [none] /models zeigt, was es gibt.
   *[other] Mit --model { $instead } geht es.
}
unsupported-largest = Dieses Bild hat schon { $size }; größer kann { $model } nicht zeichnen.
cannot-post-here = Ich darf in diesem Chat keine Bilder senden. { $mend ->
    [none] Bitte einen Admin, mich zuzulassen.
   *[other] { $mend }
}
job-not-found = Dieses Bild kenne ich nicht mehr. Mit /imagine machst du ein neues.

## Notes beside an answer

note-builds-on = Es baut auf dem Bild auf, das gerade zuvor bestellt wurde.
note-size-snapped-step = { $asked } → { $got }: Kanten gehen in Schritten von { $limit }.
note-size-snapped-edge = { $asked } → { $got }: Eine Kante kann bis zu { $limit } Pixel haben.
note-size-snapped-ratio = { $asked } → { $got }: Die lange Kante kann bis zu { $limit }-mal so lang sein wie die kurze.
note-size-snapped-pixels-max = { $asked } → { $got }: Ein Bild kann bis zu { $limit } Pixel haben.
note-size-snapped-pixels-min = { $asked } → { $got }: Ein Bild braucht mindestens { $limit } Pixel.
note-size-snapped-model = { $asked } → { $got }: das Nächste, was { $model } zeichnen kann.
note-left-out = Nicht dabei: { $reason }
note-role-unused = as:{ $role } blieb ungenutzt: Es gibt keinen Anhang dafür.
note-size-animated = { $asked } → { $got }: Eine Animation ist kleiner als ein Bild.
note-compression-unused = --compression blieb ungenutzt: { $format } behält alles.
note-transparent-format = Die Datei ist PNG oder WebP statt wie sonst { $format }: { $format } kennt keine Transparenz.
note-opaque-format = Dieses Bild hat einen Hintergrund: { $format } kennt keine Transparenz.
note-opaque-model = Dieses Bild hat einen Hintergrund: { $model } kann keinen transparenten zeichnen.
note-enhance-unused = --enhance wurde nicht verwendet: Bei einer Änderung bleiben deine Worte, wie sie sind.

## Credits

balance-text = { $available ->
    [0] Du hast keine Credits mehr. Bitte einen Admin um neue.
    [one] Du hast 1 Credit verfügbar.
   *[other] Du hast { $available } Credits verfügbar.
}
balance-of-text = { $available ->
    [0] { $name } hat keine Credits verfügbar.
    [one] { $name } hat 1 Credit verfügbar.
   *[other] { $name } hat { $available } Credits verfügbar.
}
notice-comes-alone = Dein privates Bild kommt nur zu dir, in unsere Direktnachrichten.
notice-unknown-person = { $name } war noch nie hier und hat keine Credits.
balance-elsewhere = Damit wird hier bezahlt; in einem anderen Team hast du ein eigenes Guthaben.
balance-held = { $amount } für Aufträge, die noch nicht fertig sind
balance-expiring = { $amount } am { $at }
history-text = Deine letzten Credits, das Neueste zuerst.
history-of-text = Die letzten Credits von { $name }, das Neueste zuerst.
times-utc = Zeiten sind UTC.
history-empty = Noch haben sich keine Credits bewegt.
history-line = { $available ->
    [none] { $amount } { $what }
   *[other] { $amount } { $what } · noch { $available }
}
history-grant = { $actor ->
    [none] von einem Admin
   *[other] von { $actor }
}{ $reason ->
    [none] {""}
   *[other] : { $reason }
}
history-start = zum Anfangen
history-hold = { $words ->
    [none] reserviert für ein Bild
   *[other] reserviert für „{ $words }“
}
history-capture = { $words ->
    [none] für Bilder
   *[other] für „{ $words }“
}
history-release = zurückgegeben
history-expire = abgelaufen
history-revoke = { $actor ->
    [none] zurückgenommen von einem Admin
   *[other] zurückgenommen von { $actor }
}{ $reason ->
    [none] {""}
   *[other] : { $reason }
}
grant-text = { $amount ->
    [one] { $name } hat 1 Credit bekommen.
   *[other] { $name } hat { $amount } Credits bekommen.
}
grant-expires = { $amount ->
    [one] Er läuft am { $at } ab.
   *[other] Sie laufen am { $at } ab.
}
grant-reason = Grund: { $reason }
moved-to-you = { $by } hat dir { $amount ->
    [one] 1 Credit
   *[other] { $amount } Credits
} gegeben.
moved-back = { $by } hat { $amount ->
    [one] 1 Credit
   *[other] { $amount } Credits
} von dir zurückgenommen.
share-text = { $amount ->
    [one] { $group }: je 1 Credit.
   *[other] { $group }: je { $amount } Credits.
}
unshare-text = { $amount ->
    [one] Zurückgenommen – { $group }: je 1 Credit.
   *[other] Zurückgenommen – { $group }: je { $amount } Credits.
}
revoke-text = { $amount ->
    [one] 1 Credit wurde von { $name } zurückgenommen; verfügbar sind jetzt { $available }.
   *[other] { $amount } Credits wurden von { $name } zurückgenommen; verfügbar sind jetzt { $available }.
}
revoke-too-much = { $available ->
    [0] { $name } hat keine Credits, die zurückgenommen werden könnten.
    [one] Von { $name } kann 1 Credit zurückgenommen werden, nicht { $amount }. Es wurde nichts zurückgenommen.
   *[other] Von { $name } können { $available } Credits zurückgenommen werden, nicht { $amount }. Es wurde nichts zurückgenommen.
}

## Help and greeting

help-text = Sag, was du sehen möchtest, und ich zeichne es. Antworte auf ein Bild mit dem, was anders sein soll, und ich ändere es.
help-imagine = Bilder machen. Häng Vorlagen an, wenn du magst.
help-edit = Ein Bild ändern, auf das du antwortest
help-reply = Auf ein Bild antworten
help-reply-how = Sag, was sich ändern soll; häng Bilder an, um sie zu verwenden. #2 meint das zweite.
help-flags = Optionen, irgendwo im Text
help-roles = Wofür jede angehängte Datei ist, der Reihe nach; bis zu { $references } Dateien. Eine Maske ist dort durchsichtig oder weiß, wo sich das Bild ändern soll.
flag-ratio = Breite zu Höhe
flag-size = Genaue Pixel, etwa 1024x1536
flag-resolution = Wie groß
flag-quality = Wie viele Details
flag-complexity = Wie viel das Modell nachdenkt, bevor es zeichnet
flag-count = Wie viele Bilder
flag-format = Dateiformat
flag-compression = Kleinere Dateien, bei JPEG und WebP
flag-model = Welches Modell zeichnet
flag-style = Ein fertiger Stil
flag-avoid = Was nicht darauf sein soll
flag-private = Nur du siehst es
flag-transparent = Ohne Hintergrund: Sticker, Logos, Symbole
flag-enhance = Den Prompt zuerst verbessern
help-models = Modelle mit Preisen
help-queue = Deine offenen Aufträge, mit Abbrechen
help-status = Wie es den Modellen geht
help-help = Alles, was du schreiben kannst
help-balance = Was du ausgeben kannst
help-history = Wo deine Credits geblieben sind
help-grant = Jemandem Credits geben; expires:30d befristet sie
help-revoke = Nicht ausgegebene Credits zurücknehmen
help-cost = Du siehst den Preis, bevor er zählt, und zahlst nie für ein Bild, das du nicht bekommen hast.
help-starting = { $amount ->
    [one] Alle beginnen mit 1 Credit.
   *[other] Alle beginnen mit { $amount } Credits.
}
welcome = Hallo. Sag mir in deinen eigenen Worten, was du sehen möchtest, oder schick ein Foto und sag, was sich ändern soll. Antworte auf ein Bild, um daran weiterzumachen; /help zeigt alles. Oder probiere eins davon:
welcome-1 = Ein Papierboot im Morgengrauen
welcome-2 = Ein Fuchs-Logo für ein Café
welcome-3 = Ein Plakat mit den Worten OPEN LATE
proposal = Soll ich diese Worte als Auftrag nehmen? Es kostet nichts, solange du den Knopf nicht drückst.
proposal-latest = Meinst du dein letztes Bild? Es kostet nichts, solange du den Knopf nicht drückst. Um ein anderes zu ändern, antworte darauf.
lost-event = Der Bot wurde neu gestartet, bevor er dir antworten konnte. Es wurde nichts berechnet; bitte schick es noch einmal.
platform-fault = Der Chat hat das nicht zugelassen{ $fault ->
    [none] {""}
   *[other] { " " }({ $fault })
}. Bitte versuche es noch einmal; bleibt es so, sag es denen, die den Bot betreiben: imagine doctor nennt, was fehlt.
defect = Im Bot ist etwas kaputtgegangen. Der Betreiber sieht, was; bitte versuche es noch einmal.

## Models and queue

models-text = Diese Modelle kannst du mit --model wählen.
models-default = Standard
models-commercial = gewerblich nutzbar
models-non-commercial = nur nicht-gewerblich nutzbar
models-retires = ab { $at } nicht mehr
queue-empty = Du hast keine offenen Aufträge.
queue-text = { $count ->
    [one] Du hast 1 offenen Auftrag.
   *[other] Du hast { $count } offene Aufträge.
}
queue-running = wird gerade gezeichnet
queue-place = Platz { $position } in der Schlange
queue-eta = fertig in etwa { $eta_s }

## Forms

edit-title = Bild bearbeiten
edit-title-one = Bild { $index } bearbeiten
edit-change = Was soll sich ändern?
edit-change-hint = Zum Beispiel: den Himmel wärmer, dieses Logo in die Ecke
edit-keep = Was muss so bleiben?
edit-keep-hint = Zum Beispiel: das Gesicht und die Schrift
edit-ratio = Seitenverhältnis
edit-ratio-hint = Leer lassen, um das des Bildes zu behalten
quick-change = Art der Änderung
quick-picture = Bild
quick-details = In wenigen Worten
quick-details-hint = Zum Beispiel: ein Strand im Morgenlicht. Leer lassen für eine gute Vorgabe
edit-files = Bilder zum Verwenden
edit-files-hint = PNG, JPEG, WebP oder HEIC
edit-use = { $count ->
    [one] Verwende das angehängte Bild.
   *[other] Verwende die angehängten Bilder.
}
edit-restyle = Zeichne dieses Bild im genannten Stil neu und behalte, was es zeigt.
edit-reframe = Zeige dieses Bild im neuen Format: Führe die Szene weiter, wo mehr Platz ist, und lass den Rest, wie er ist.
edit-clear-ground = Entferne den Hintergrund.
edit-redraw = Zeichne dieses Bild noch einmal, wie es ist.
reword-title = Anders formulieren
reword-prompt = Was soll auf dem Bild zu sehen sein?
reword-cut = Hier passen nur die ersten { $shown } von { $length } Zeichen hinein; der Rest fällt weg.
imagine-title = Bild erstellen
imagine-prompt-hint = Worte, die im Bild stehen sollen, in „Anführungszeichen“; auch --flags gehen hier
imagine-resolution = Auflösung
imagine-count = Wie viele Bilder
imagine-usual = Wie üblich: { $value }
imagine-none = Keiner
imagine-mask = Maske
imagine-mask-hint = Durchsichtig oder weiß, wo sich das Bild ändern darf
imagine-private = Nur ich sehe es
imagine-transparent = Transparenter Hintergrund

## Short answers

recipe-text = Um es noch einmal zu machen, kopiere diese Zeile. Vorlagen gehören nicht dazu.
why-picture = { $what }, { $quality }, { $resolution }: { $price }
why-references = { $count ->
    [one] 1 Vorlage: { $price }
   *[other] { $count } Vorlagen: { $price }
}
why-words = langer Text: { $price }
why-changed = Die Preisliste hat sich seitdem geändert. Es waren { $unit } je Bild ({ $what }).
why-held = Zurückgelegt, bis die Bilder da sind: { $price }. Was nicht kommt, wird zurückgegeben.
why-some = { $captured } von { $count } kamen. Bezahlt: { $price }; der Rest wurde zurückgegeben.
why-less = Das Modell hat weniger verbraucht. Bezahlt: { $price }; der Rest wurde zurückgegeben.
notice-too-late = Zum Abbrechen ist es zu spät: Dieser Auftrag ist schon zu Ende.
notice-deleted = Gelöscht.
notice-published = Ich zeige es jetzt allen.
notice-original = Die unveränderte Datei: { $name }
notice-exported = Für dich umgewandelt: { $name } ({ $size_bytes }). Das Original ist unverändert.
notice-internal = Im Bot ist etwas kaputtgegangen. Der Betreiber kann sehen, was; bitte versuche es noch einmal.

## Bevor etwas entsteht

confirm-text = { $what } für { $price }. Erst mit der Bestätigung wird etwas berechnet.
confirm-many = Das sind { $count } Aufträge, einer für jedes Modell, zusammen für { $price }. Erst mit der Bestätigung wird etwas berechnet.
confirm-cheaper = { $way }: { $price } statt { $instead }.
way-quality-low = Niedrige Qualität
way-quality-medium = Mittlere Qualität
way-quality-high = Hohe Qualität
way-quality-xhigh = Sehr hohe Qualität
way-resolution = In { $resolution }
way-count = Nur ein Bild
button-confirm = Bestätigen
button-enhance = Text verbessern
button-repost = Hier zeigen
button-repost-one = { $index } hier zeigen
button-forget = Endgültig löschen
button-refuse = Nein, danke
job-not-found-answered = Das ist schon beantwortet. Mehr wurde nicht berechnet.
notice-refused = In Ordnung. Es wurde nichts gemacht und nichts berechnet.
enhance-text = Ausführlichere Worte für dein Bild. Sie kosten nichts; ein Bild entsteht erst, wenn du wählst.
enhance-fell-back = Das Textmodell konnte diesmal nicht helfen, daher stammen sie aus eingebauten Regeln.
field-words-old = Deine Worte
field-words-new = Neue Worte
button-accept = Neue Worte zeichnen
button-keep = Meine Worte zeichnen
notice-nothing-to-enhance = Deine Worte sagen schon alles; es gibt nichts hinzuzufügen.
note-enhanced = Nach den ausführlicheren Worten gezeichnet.
invalid-prompt-enhance-edit = Eine Änderung sagt man am besten in wenigen Worten. Antworte ohne /enhance mit dem, was anders sein soll.
invalid-prompt-compare-models = Nenne { $least } bis { $most } Modelle zum Vergleichen, etwa /compare ein roter Fuchs --models a,b. Es gibt { $known }.
invalid-prompt-compare-one = Es ist nur ein Modell verbunden ({ $model }), also gibt es nichts zu vergleichen.
help-enhance = Ausführlichere Worte für ein Bild, kostenlos
help-compare = Dasselbe Bild von mehreren Modellen
flag-models = Mehrere Modelle vergleichen

## Einstellungen

settings-text = Was gilt, wo du nichts sagst.
settings-how = Ändern mit /settings quality medium, zurücknehmen mit /settings reset quality.
settings-changed-person = Gespeichert. Das gilt jetzt hier für dich.
settings-changed-channel = Für diesen Kanal gespeichert. Das gilt jetzt hier für dich.
settings-changed-server = Für diesen Server gespeichert. Das gilt jetzt hier für dich.
settings-changed-team = Für das ganze Team gespeichert. Das gilt jetzt hier für dich.
settings-chosen = { $value } ({ $by })
settings-none = keine
settings-on = an
settings-off = aus
setting-model = Modell
setting-quality = Qualität
setting-ratio = Seitenverhältnis
setting-resolution = Auflösung
setting-format = Format
setting-style = Stil
setting-private = Privat
setting-spoiler = Spoiler
setting-age-restricted = Kanäle mit Altersgrenze
setting-budget-day = Budget am Tag, in Credits
scope-person = von dir
scope-channel = dieser Kanal
scope-server = dieser Server
scope-team = das ganze Team
spoiler-never = nie
spoiler-always = immer
spoiler-ask = auf Wunsch
age-restricted-anywhere = überall
age-restricted-only = nur dort
age-restricted-never = dort nie
invalid-prompt-unknown-setting = { $suggestion ->
    [none] Eine Einstellung { $setting } gibt es nicht. Einstellbar sind { $known }.
   *[other] { $setting }: meintest du { $suggestion }?
}
invalid-prompt-setting-of-chats = { $setting } gilt für einen ganzen Kanal oder Server: /settings channel { $setting } ...
invalid-prompt-setting-of-teams = { $setting } gilt für das ganze Team und wird von Admins gesetzt: /settings team { $setting } 500
invalid-prompt-setting-no-server = Hier gibt es keinen Server. Nimm /settings channel, oder schreib es in einem Kanal des Servers.
help-settings = Deine Vorgaben: Modell, Qualität, Seitenverhältnis und mehr

## Wie es den Diensten geht

service-text = Die letzten 24 Stunden, nach eigenen Anfragen dieses Bots.
service-up = { $calls ->
    [one] { $percent } von 1 Anfrage beantwortet
   *[other] { $percent } von { $calls } Anfragen beantwortet
}
service-speed = { $took } pro Bild im Schnitt
service-unused = zuletzt nicht angefragt
service-queue = { $running } in Arbeit, { $waiting } wartend
field-queue = Warteschlange
field-version = Version
models-speed = meist { $took }

## Was aufbewahrt wird

privacy-text = Das ist über dich gespeichert, und warum.
privacy-how = /privacy export gibt es dir als Datei, /privacy delete löscht es.
privacy-pictures = Worte und Bilder
privacy-pictures-why = Deine Prompts, Vorlagen, Ergebnisse und die Nachrichten, die sie zeigen, damit du sie ändern, wiederholen und finden kannst. Bis du sie löschst.
privacy-names = Name und Kennung
privacy-names-why = Wer du auf dieser Plattform bist, damit deine Credits und Einstellungen dir gehören.
privacy-credits = Credits
privacy-credits-why = Beträge, Zeiten und Auftragsnummern, und die Gründe der Admins. Sie bleiben, weil ein Kassenbuch aufgehen muss; deine Worte stehen nie darin.
privacy-services = Anderswohin gesendet
privacy-services-why = Worte und Vorlagen eines Bildes gehen an den Dienst des Modells, das es zeichnet, ohne deinen Namen.
privacy-export = { $count ->
    [one] Alles, was über dich gespeichert ist, mit 1 Auftrag. Die Datei ist abrufbar, bis der Bot neu startet.
   *[other] Alles, was über dich gespeichert ist, mit { $count } Aufträgen. Die Datei ist abrufbar, bis der Bot neu startet.
}
privacy-delete = Das löscht deine Prompts, Vorlagen, Bilder und Einstellungen endgültig und entfernt die Nachrichten des Bots, die sie zeigen. Deine Credits bleiben. Es lässt sich nicht rückgängig machen.
notice-forgotten = Gelöscht: deine Worte, Bilder und Einstellungen. Deine Credits gehören weiter dir.
not-allowed-open-jobs = Du hast noch offene Aufträge. Warte, bis sie fertig sind, oder brich sie in /queue ab, und drücke noch einmal.
inbox-text = { $count ->
    [one] Dieses Bild konnte nicht zugestellt werden. Hier ist es sicher; wohin soll es?
   *[other] Diese { $count } Ergebnisse konnten nicht zugestellt werden. Hier sind sie sicher; wohin sollen sie?
}
inbox-empty = Alles, was du gemacht hast, wurde zugestellt.
inbox-hint = { $count ->
    [one] 1 Ergebnis wartet in /inbox.
   *[other] { $count } Ergebnisse warten in /inbox.
}
help-inbox = Bilder, die nicht zugestellt werden konnten
help-privacy = Was über dich gespeichert ist; ausgeben oder löschen
help-more = Mehr

## Für Betreiber

outage = { $service } lehnt die Anfragen dieses Bots ab. Warum, steht im Protokoll.
outage-key = { $service } nimmt den eingetragenen Schlüssel nicht an. Bitte den richtigen setzen und den Bot neu starten.
outage-quota = Das Konto bei { $service } ist aufgebraucht. Bitte aufladen oder sein Limit erhöhen.
outage-permission = { $service } erlaubt diesem Konto { $model } nicht. Bitte dort freischalten: Manche Modelle verlangen eine verifizierte Organisation.
outage-model = { $service } kennt das Modell { $model } nicht. Bitte den Eintrag in models.toml berichtigen oder als ausgemustert kennzeichnen.
outage-meanwhile = Solange wird niemandem etwas berechnet. Ab und zu geht eine einzelne Anfrage hinaus, um zu sehen, ob es wieder geht.
