### Lo que Discord muestra alrededor de las palabras del bot, en español. Los textos de comandos tienen como máximo 100 caracteres.

cmd-imagine = Crea imágenes con tus palabras
cmd-edit = Cambia una imagen: di qué, y cuál
cmd-models = Los modelos, con precios
cmd-queue = Tus trabajos abiertos: puesto, tiempo restante, cancelar
cmd-credits = Créditos: los tuyos, y cómo darlos a otros
cmd-balance = Lo que puedes gastar
cmd-history = Adónde fueron tus créditos
cmd-grant = Dar créditos a una persona o a todos con un rol (admins)
cmd-revoke = Retirar créditos sin gastar (admins)
cmd-help = Todo lo que se puede escribir aquí
cmd-enhance = Mejora un prompt antes de dibujarlo
cmd-compare = Un prompt, varios modelos, lado a lado
cmd-settings = Tus valores; los del canal o servidor, si eres admin
cmd-status = Cómo van los modelos y la cola
cmd-privacy = Qué se guarda de ti; expórtalo o haz que se borre
cmd-inbox = Imágenes terminadas que no se pudieron entregar

opt-prompt = ¿Qué debe mostrar la imagen? También valen opciones como --ratio 4:5
opt-ratio = Ancho por alto
opt-resolution = Qué tamaño
opt-quality = Cuánto detalle; fija el precio
opt-count = Cuántas imágenes
opt-image = Una imagen como referencia
opt-mask = Dónde editar: transparente o blanco
opt-model = Qué modelo dibuja
opt-style = Un estilo ya hecho
opt-size = Píxeles exactos, como 1024x1536
opt-format = Formato de archivo
opt-transparent = Sin fondo: pegatinas, logos, iconos
opt-private = Solo lo ves tú
opt-spoiler = Ocultar la imagen hasta que se toque
opt-change = ¿Qué debe cambiar?
opt-picture = La imagen que se cambia
opt-link = O el enlace del mensaje que la muestra
opt-target = Quién
opt-amount = Cuántos créditos
opt-reason = Por qué; queda en el libro
opt-expires = Cuándo caducan, como 30d o 12w
opt-models = De dos a cuatro modelos, separados por comas
opt-setting = Qué fijar, por ejemplo: quality medium. Vacío lo muestra todo
opt-scope = Para quién
opt-privacy = export o delete; vacío dice qué se guarda

scope-me = para mí
scope-channel = para este canal
scope-server = para este servidor
scope-team = todo el equipo

more = Más
thread = Seguir en un hilo
rest = … y { $count } más
thread-name = Imagen
menu-edit = Editar imagen
menu-vary = Variar
menu-use = Usar como referencia
menu-recipe = Ver receta
menu-credits = Créditos
menu-which = ¿Qué imagen?
menu-edit-title = Cambiar esta imagen
menu-use-title = Usar como referencia
menu-use-prompt = ¿Qué debe mostrar la nueva imagen?
menu-use-files = Más imágenes
menu-credits-title = Créditos para { $name }
menu-credits-amount = Créditos; con un menos se retiran
menu-credits-reason = Motivo

no-picture = En ese mensaje no hay ninguna imagen.
form-expired = Este formulario se abrió antes de un reinicio. No se cobró nada; ábrelo otra vez, por favor. Esto es lo que escribiste:
command-changed = Este comando acaba de cambiar. Recarga Discord (Ctrl-R) e inténtalo otra vez.
accepted = Tu pedido está en marcha, pero no he podido mostrar aquí su avance. El resultado llegará en cuanto esté listo.
cannot-read = No puedo leer este mensaje. Mencióname en él, o pulsa Editar bajo la imagen. No se cobró nada.
point-by-menu = No veo ninguna imagen en ese mensaje. Mantenlo pulsado (o haz clic derecho en él) y elige Apps, { menu-edit }. No se ha cobrado nada.
cannot-write = No puedo escribirte en privado. Usa aquí mis comandos (escribe /), o abre tus mensajes directos y vuelve a pedirlo.
members-intent = No puedo ver quién tiene un rol. Activa «Server Members Intent» para este bot en el portal de desarrolladores de Discord, o nombra a las personas una por una.
no-bots = Los bots no pueden dibujar, así que no reciben créditos.
role-empty = Nadie tiene el rol { $role }.
role-too-large = { $role } tiene { $count } miembros; { $limit } es el máximo de una vez.
role-people = { $count ->
    [one] 1 persona con el rol { $role }
   *[other] { $count } personas con el rol { $role }
}
role-ask = Esto llega a { $people }: { $amount ->
    [one] 1 crédito a cada una
   *[other] { $amount } créditos a cada una
}, { $total } en total. No se da nada antes de que aceptes.
role-take-ask = Esto afecta a { $people }: { $amount ->
    [one] se retira 1 crédito a cada una
   *[other] se retiran { $amount } créditos a cada una
}, { $total } en total. No se retira nada antes de que aceptes.
role-give = { $total ->
    [one] Dar 1 crédito
   *[other] Dar { $total } créditos
}
role-take = { $total ->
    [one] Retirar 1 crédito
   *[other] Retirar { $total } créditos
}
role-refused = De acuerdo. Los créditos de nadie han cambiado.
role-gone = Ese rol ya no existe. Los créditos de nadie han cambiado.
copy = Aquí está como { $format } ({ $size_bytes }), para que quepa: recodificada, no es el archivo intacto.
parts = El archivo intacto es más grande de lo que Discord me deja enviar aquí, así que llega en { $count } partes. Se unen en un ordenador: ponlas en una carpeta y abre la primera con 7-Zip, o únelas en orden (cat, copy /b).
parts-else = La vista previa del resultado llega entera, y quizá también otro formato en «Más», como JPEG.
too-large = «{ $name }» ocupa { $size_bytes }, más de lo que Discord me deja enviar aquí. En «Más» está como archivo menor; con PUBLIC_URL puedo enlazarlo.
linked = El archivo intacto, «{ $name }» ({ $size_bytes }). Quien tenga el enlace puede abrirlo durante 24 horas.
download = Descargar
thread-failed = No pude abrir un hilo aquí.

thread-exists = Ya hay un hilo bajo esta imagen.
thread-not-yours = No tienes permiso para abrir hilos en este canal. Pide a un administrador del servidor el permiso «Crear hilos públicos».
thread-opened = Menciona aquí a { $me } y di qué cambiar; /edit también sirve.
mend = Pide a un admin que me dé aquí estos permisos: { $missing }.
age-only = Los admins de aquí solo me dejan dibujar en canales con restricción de edad.
age-never = Los admins de aquí solo me dejan dibujar en canales sin restricción de edad.
perm-view_channel = Ver canal
perm-send_messages = Enviar mensajes
perm-send_messages_in_threads = Enviar mensajes en hilos
perm-attach_files = Adjuntar archivos
perm-embed_links = Insertar enlaces
perm-read_message_history = Leer el historial de mensajes
perm-create_public_threads = Crear hilos públicos
