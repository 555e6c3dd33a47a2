### La página en torno al chat, en español. Lo que dice el bot está en bot/replies.

title = studio · imagine
channel-about = Haz imágenes y cámbialas respondiendo
you-are = Eres
admin = admin
two-people = Abre otra pestaña para ser dos personas.
credits-left = { $amount ->
    [one] queda 1 crédito
   *[other] quedan { $amount } créditos
}
number = { $amount }
price-left = → quedan { $amount }
price-short = Solo tienes { $amount }.
sketch-title = Modo boceto: no hay ningún modelo de IA conectado.
sketch-how = Las imágenes se dibujan con reglas; todo lo demás es real. Para imágenes de verdad, pregunta a tu admin.
sketch-how-admin = Las imágenes se dibujan con reglas; todo lo demás es real. Para conectar un modelo, pon OPENAI_API_KEY=… en un archivo llamado .env y vuelve a arrancar.

empty-title = ¿Qué te gustaría ver?
empty-text = Dilo con tus palabras, o adjunta una foto y di qué debe cambiar. Para seguir a partir de una imagen, responde a ella.
empty-try = O prueba una de estas:
example-1 = /imagine un cartel de neón que diga "OPEN LATE" --ratio 4:5 -n 2
example-2 = /imagine un barco de papel en un lago en calma al amanecer --ratio 16:9
example-3 = /imagine un logo de un zorro para una cafetería --quality medium

write = ¿Qué te gustaría ver?
write-change = Di qué debe cambiar
composer = Tu mensaje
send = Enviar
skip = Ir al cuadro de texto
attach = Adjuntar imágenes
attached = Imágenes adjuntas
drop-here = Suelta aquí las imágenes
remove-file = Quitar { $name }
replying-person = Respuesta a { $name }
replying-photo = Se cambia la foto de { $name }
replying-picture = Respuesta a la imagen { $index }
replying-first = Imagen 1 de { $count } · #2 elige otra
replying-message = Respuesta a este resultado
drop-reply = No responder a esto
thread = Hilo · { $count }
leave-thread = Todos los mensajes
suggestions = Sugerencias
older = Mensajes anteriores
to-newest = ↓ A lo más reciente
new-messages = Mensajes nuevos
ready-elsewhere = Hay una imagen lista
drawing-elsewhere = Tu imagen se está dibujando
log = Mensajes
bot-name = imagine
bot-badge = BOT
only-you = Solo tú ves esto
for-person = para { $name }
earlier-message = un mensaje anterior
picture-of = imagen { $index } · { $text }
show-all = Mostrar todo
more = Más
reply = Responder
mend = Corregir y reenviar
short-upscale = 4K
reply-to-picture = Responder a la imagen { $index }
open-picture = Abrir la imagen { $index }
open-partial = Abrir la imagen tal como va
made-from = Hecho a partir de
see-before = Ver la imagen anterior
before = Antes
after = Después
side-by-side = Lado a lado
zoom = Ampliar
copy = Copiar
copied = Copiado
picture-actions = Imagen { $index }
progress = Progreso
close = Cerrar
cancel = Cancelar
previous = Imagen anterior
next = Imagen siguiente
confirm-delete = ¿Borrar estas imágenes para todos?
choose-none = como está
jump = Ir al mensaje

reconnecting = Se perdió la conexión. Intentando de nuevo …
send-failed = No se pudo enviar. ¿Sigue en marcha el programa?
too-many-files = Un mensaje puede llevar { $limit } archivos como mucho.
too-large-file = Descartado por superar { $limit_bytes }: { $name }
too-much = Es más de lo que cabe en un mensaje. Envía como mucho { $files } archivos de { $limit_bytes } cada uno y un texto de menos de { $text_bytes }.
bad-request = No se pudo leer. Recarga la página e inténtalo otra vez.
disk-full = El disco del programa está lleno y no se pudo guardar nada. Haz sitio y envíalo de nuevo.
not-found-title = Aquí no hay nada
not-found-text = La página o la imagen que pediste no existe, o ya no.
error-title = Algo se rompió
error-text = El registro del programa tiene los detalles. Lo que hiciste antes se conserva.
back = Volver al chat
