### Todo lo que dice el bot, en español. Las reglas están en en.ftl.

## Amounts

credits = { $amount ->
    [one] { $amount } crédito
   *[other] { $amount } créditos
}
price = { $amount ->
    [0] gratis
    [one] { $amount } crédito
   *[other] { $amount } créditos
}
signed-credits = { $amount ->
    [0] nada
    [one] { $sign }{ $amount } crédito
   *[other] { $sign }{ $amount } créditos
}
price-range = de { $least } a { $most } créditos
price-each = { $price } por imagen
pictures = { $count ->
    [one] 1 imagen
   *[other] { $count } imágenes
}
edits = { $count ->
    [one] 1 edición
   *[other] { $count } ediciones
}
cost = { $amount ->
    [0] gratis
   *[other] −{ $amount }
}
cost-and-left = { $amount ->
    [0] gratis · quedan { $available }
   *[other] −{ $amount } · quedan { $available }
}
seconds = { NUMBER($seconds, maximumFractionDigits: 1) } s
size-auto = la elige el modelo
quality-low = baja
quality-medium = media
quality-high = alta
quality-xhigh = muy alta
quality-max = máxima
quality-auto = automática
background-transparent = transparente

## Names of fields

field-model = Modelo
field-size = Tamaño
field-quality = Calidad
field-references = Referencias
field-cost = Coste
field-price = Precio
field-time = Tiempo
field-style = Estilo
field-avoid = Sin
field-background = Fondo
field-available = Disponible
field-held = Reservado
field-expiring = Caduca

## What a reference is for

reference-with-role = { $name } ({ $role })
role-source = la imagen que se cambia
role-subject = motivo
role-style = estilo
role-character = personaje
role-logo = logotipo
role-background = fondo
role-palette = colores
role-pose = pose
role-composition = composición
role-mask = máscara

## Buttons

button-create = Crear
button-again = Otra vez
button-vary = Variar
button-vary-one = Variar { $index }
button-upscale = Ampliar a 4K
button-upscale-one = Ampliar { $index } a 4K
button-edit = Editar
button-edit-one = Editar { $index }
button-quick = Cambio rápido
button-original = Original
button-original-one = Original { $index }
button-recipe = Ver receta
button-why = ¿Por qué este precio?
button-as-png = Como PNG
button-as-png-one = { $index } como PNG
button-as-jpeg = Como JPEG
button-as-jpeg-one = { $index } como JPEG
button-as-webp = Como WebP
button-as-webp-one = { $index } como WebP
button-reword = Cambiar las palabras
button-cancel = Cancelar
button-cancel-one = Cancelar { $index }
button-delete = Borrar
delete-question = ¿Borrar este resultado? No se puede recuperar, y lo que costó queda pagado.
delete-not = Conservar
button-publish = Mostrar a todos
button-propose-edit = Editar con estas palabras
button-propose-photo = Cambiar esta foto
button-propose-draw = Dibujar esto
button-priced = { $label } · { $price }

## While a picture is being made

status-generate = { $count ->
    [one] Haciendo una imagen: { $price }.
   *[other] Haciendo { $count } imágenes: { $price }.
}
status-edit = { $count ->
    [one] Editando la imagen: { $price }.
   *[other] Editando la imagen en { $count } versiones: { $price }.
}
status-vary = { $count ->
    [one] Haciendo una variación: { $price }.
   *[other] Haciendo { $count } variaciones: { $price }.
}
status-upscale = Dibujando la imagen de nuevo en 4K: { $price }.
stage-queued = { $ahead ->
    [0] Te toca ahora.
    [one] Hay 1 encargo delante del tuyo.
   *[other] Hay { $ahead } encargos delante del tuyo.
}
stage-queued-unplaced = Esperando su turno.
stage-queued-eta = Estará en aproximadamente { $eta_s }.
stage-drawing = Dibujando.
stage-drawing-eta = Dibujando, faltan aproximadamente { $eta_s }.
stage-uploading = Dibujado. Se está enviando aquí.

## Results

result-generate = { $count ->
    [one] Tu imagen está lista.
   *[other] Tus { $count } imágenes están listas.
}
result-edit = { $count ->
    [one] Tu edición está lista.
   *[other] Tus { $count } ediciones están listas.
}
result-vary = { $count ->
    [one] Tu variación está lista.
   *[other] Tus { $count } variaciones están listas.
}
result-upscale = Dibujada de nuevo en 4K. El modelo la hizo otra vez, así que puede haber detalles distintos.
result-partial = { $delivered ->
    [one] 1 de { $count } imágenes está lista.
   *[other] { $delivered } de { $count } imágenes están listas.
}
result-cancelled = { $delivered ->
    [one] Cancelado después de 1 de { $count } imágenes.
   *[other] Cancelado después de { $delivered } de { $count } imágenes.
}
result-withheld = { $withheld ->
    [one] El control de seguridad del modelo retuvo 1.
   *[other] El control de seguridad del modelo retuvo { $withheld }.
}
result-missing = { $missing ->
    [one] 1 no se pudo hacer.
   *[other] { $missing } no se pudieron hacer.
}
result-paid-for = Solo has pagado lo que ves aquí.
result-other-size = El modelo la hizo de { $got } en lugar de { $asked }.
result-preview = Aquí se muestra como { $format }, { $shown }. «{ $original }» trae la imagen misma: { $kind }, { $whole }.
result-non-commercial = Hecho con { $model }: solo para uso no comercial.
result-next = Responde a una imagen para cambiarla.
result-next-private = Con los botones de abajo puedes cambiarla.
result-elsewhere = No pude publicar esto en el chat donde lo pediste, así que te llega aquí.
result-waiting = { $count ->
    [one] Tu imagen está lista, pero no pude publicarla aquí ni enviártela. Está guardada: /inbox la muestra.
   *[other] Tus { $count } imágenes están listas, pero no pude publicarlas aquí ni enviártelas. Están guardadas: /inbox las muestra.
}
result-late = { $count ->
    [one] Tu imagen está lista, pero ahora mismo no se puede mostrar aquí. Sigo intentándolo; también está en /inbox.
   *[other] Tus { $count } imágenes están listas, pero ahora mismo no se pueden mostrar aquí. Sigo intentándolo; también están en /inbox.
}
sketch-footer = Esto es un boceto, no IA. Para imágenes de verdad, pregunta a tu admin.
sketch-footer-admin = Esto es un boceto, no IA. Para imágenes de verdad, define OPENAI_API_KEY y reinicia el bot.
sketch-unknown = El boceto no conoce { $words }; un modelo de verdad sí.
sketch-word = «{ $word }»
sketch-words-between = { ", " }
cancelled = Cancelado.
deleted = Las imágenes se borraron.
alt-one = Imagen hecha a partir de estas palabras: { $prompt }
alt-many = Imagen { $index } de { $count } hecha a partir de estas palabras: { $prompt }
alt-one-transparent = Imagen con fondo transparente, hecha a partir de estas palabras: { $prompt }
alt-many-transparent = Imagen { $index } de { $count } con fondo transparente, hecha a partir de estas palabras: { $prompt }

## What it cost

nothing-charged = No se ha cobrado nada.
you-were-not-charged = No se te ha cobrado nada.
charged-for-part = Has pagado { $price } por lo que se terminó.

## A job that made nothing

picture-failed = No se pudo hacer la imagen. Inténtalo otra vez.
picture-failed-rejected = { $stage ->
    [prompt] El control de seguridad del modelo rechazó estas palabras{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Dilo con otras palabras.
    [reference] El control de seguridad del modelo rechazó una de las referencias{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Prueba con otra imagen.
    [output] El control de seguridad del modelo retuvo lo que el propio modelo dibujó{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Repetirlo suele funcionar; cambiar las palabras funciona mejor.
   *[other] El control de seguridad del modelo rechazó esta petición{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Cambia las palabras{ $references ->
        [none] {""}
       *[other] {" "}o las referencias
    }.
}
picture-failed-outcome-unknown = La conexión con el modelo se cortó antes de que llegara su respuesta. No se ha vuelto a enviar por sí sola; pulsa «Otra vez» si todavía la quieres.
picture-failed-busy = El modelo está muy ocupado o no se puede alcanzar. Inténtalo otra vez en unos minutos.
picture-failed-key = El servicio del modelo no acepta la clave de este bot. El operador ya lo sabe; mientras tanto puede que otro modelo funcione.
picture-failed-quota = La cuenta del equipo en el servicio del modelo se ha agotado. El operador ya lo sabe; mientras tanto puede que otro modelo funcione.
picture-failed-permission = El servicio del modelo no deja que este bot lo use. El operador ya lo sabe; mientras tanto puede que otro modelo funcione.
picture-failed-model = El servicio ya no ofrece este modelo. El operador ya lo sabe; elige otro con --model.
picture-failed-request = El servicio del modelo no entendió la petición. El operador ya lo sabe; puede que funcionen otras opciones u otro modelo.
picture-failed-transparency = El servicio del modelo no dibuja fondos transparentes para la cuenta de este bot. Quita --transparent o elige otro modelo con --model; /models muestra lo que hay.
picture-failed-failed = El servicio del modelo lo intentó y no pudo hacer la imagen. Volver a intentarlo suele funcionar.
picture-failed-missing = El servicio del modelo envió menos imágenes de las pedidas. Inténtalo otra vez.
picture-failed-unreadable = Lo que envió el servicio del modelo no es una imagen que se pueda abrir. Inténtalo otra vez.
picture-failed-cancelled = Cancelado antes de que hubiera una imagen.
picture-failed-crashed = El bot se detuvo dos veces mientras dibujaba y lo dejó. Pulsa «Otra vez» para empezar de nuevo.
picture-failed-storage = El disco del bot está lleno y no se pudo guardar la imagen. El operador tiene que hacer sitio; inténtalo más tarde.
picture-failed-base = La imagen sobre la que esto debía partir no llegó a hacerse. «Otra vez» hace este cambio sobre la imagen anterior.
picture-failed-internal = Algo se rompió dentro del bot. El operador puede ver qué fue; inténtalo otra vez.

## Words and flags

error = No ha funcionado. Inténtalo otra vez.
invalid-prompt = No se entiende lo escrito. /help muestra qué se puede escribir.
invalid-prompt-empty = Faltan palabras para dibujar. Di qué debe mostrar la imagen: /imagine un zorro rojo en la nieve
invalid-prompt-too-long = El texto tiene { $length } caracteres; el máximo es { $limit }. Acórtalo.
invalid-prompt-unknown-flag = { $suggestion ->
    [none] No existe la opción { $flag }. /help las muestra todas.
   *[other] { $flag }: ¿querías decir { $suggestion }?
}
invalid-prompt-too-many-flags = Hay más de { $limit } opciones. Quita algunas.
invalid-prompt-bad-value = { $suggestion ->
    [none] { $flag } no puede ser «{ $value }». Usa { $allowed }.
   *[other] { $flag } no puede ser «{ $value }». ¿Querías decir { $suggestion }? Usa { $allowed }.
}
invalid-prompt-missing-value = { $allowed ->
    [none] Después de { $flag } falta una palabra.
   *[other] Después de { $flag } falta un valor, como { $allowed }.
}
invalid-prompt-conflict = { $flag } { $value } y { $other } { $other_value } no encajan. Quita una de las dos.
invalid-prompt-no-alpha = Los archivos { $format } no tienen transparencia. Usa --format png o webp, o quita --transparent.
invalid-prompt-mask-without-source = Una máscara necesita la imagen a la que pertenece. Responde a una imagen o adjunta una antes de la máscara.
invalid-prompt-unknown-command = { $suggestion ->
    [none] No existe el comando { $command }. /help los muestra todos.
   *[other] { $command }: ¿querías decir { $suggestion }?
}
invalid-prompt-grant-user = Di para quién es: /credits grant @nombre 100 motivo
invalid-prompt-grant-users = Nombra a una sola persona cada vez.
invalid-prompt-grant-unknown-user = No conozco a { $user } aquí. Elige el nombre en la lista que se abre al escribir @.
invalid-prompt-grant-no-amount = Di cuántos créditos: /credits grant @nombre 100 motivo
invalid-prompt-grant-amount = «{ $value }» no sirve como cantidad. Tiene que ser un número entero de 1 a { $limit }.
invalid-prompt-grant-expiry = «{ $value }» no es un plazo. Escríbelo como expires:30d o expires:12w.

## References

invalid-reference = «{ $name }» no se puede usar. Envía una imagen PNG, JPEG, WebP o HEIC.
invalid-reference-empty = «{ $name }» está vacío. Adjúntalo otra vez.
invalid-reference-too-large = «{ $name }» ocupa más de { $limit_bytes }, el máximo para una referencia. Envía una copia más pequeña.
invalid-reference-too-many-pixels = «{ $name }» tiene más de { $limit_pixels }, el máximo para una referencia. Envía una copia más pequeña.
invalid-reference-not-a-picture = { $kind ->
    [pdf] «{ $name }» es un PDF, no una imagen. Envía la página como PNG o JPEG.
    [archive] «{ $name }» es un archivo comprimido, no una imagen. Descomprímelo y adjunta las imágenes.
    [video] «{ $name }» es un vídeo, no una imagen. Envía un fotograma como PNG o JPEG.
    [audio] «{ $name }» es un sonido, no una imagen. Las referencias pueden ser PNG, JPEG, WebP o HEIC.
    [program] «{ $name }» es un programa, no una imagen. Las referencias pueden ser PNG, JPEG, WebP o HEIC.
    [web-page] En lugar de «{ $name }» llegó una página web. Puede que el bot no tenga permiso para leer archivos aquí; pregunta a un administrador o adjúntalo otra vez.
    [text] «{ $name }» es texto, no una imagen. Las referencias pueden ser PNG, JPEG, WebP o HEIC.
   *[other] «{ $name }» no es una imagen. Las referencias pueden ser PNG, JPEG, WebP o HEIC.
}
invalid-reference-format = «{ $name }» está en un formato que no sirve ({ $found }). Envíalo como PNG, JPEG, WebP o HEIC.
invalid-reference-damaged = «{ $name }» está dañado y no se puede abrir entero. Expórtalo o envíalo otra vez.
invalid-reference-animated = «{ $name }» es una animación. Envía un solo fotograma como PNG o JPEG.
invalid-reference-bomb = «{ $name }» ocupa mucho más al descomprimirse que como archivo, así que no se abrió. Envía una copia normal.
invalid-reference-timeout = «{ $name }» tardó demasiado en abrirse. Guárdalo con otro programa o envía una copia más pequeña.
invalid-reference-mask-size = «{ $name }» mide { $mask } y no sirve de máscara para una imagen de { $source }. Usa una máscara con la misma proporción.
invalid-reference-mask-kind = «{ $name }» no sirve de máscara. Usa un PNG transparente donde la imagen pueda cambiar, o en blanco y negro con blanco en esas zonas.
invalid-reference-mask-empty = «{ $name }» no marca nada que cambiar. Hazlo transparente, o blanco, donde la imagen pueda cambiar.
invalid-reference-download-failed = «{ $name }» no se pudo descargar del chat. Adjúntalo otra vez.
invalid-reference-unreadable = «{ $name }» no se puede leer. Comprueba que el archivo existe y se puede abrir.
invalid-reference-text-encoding = «{ $name }» no es texto en UTF-8. Guárdalo como UTF-8 o pega las palabras.
invalid-reference-too-many = { $limit ->
    [one] Aquí solo cabe 1 referencia y hay { $count }. Quita alguna.
   *[other] Caben { $limit } referencias como máximo y hay { $count }. Quita alguna.
}

## Refusals

source-not-found = No encuentro la imagen que hay que cambiar. Responde a un mensaje que muestre una de mis imágenes.
source-not-found-deleted = Esa imagen se borró. Responde a otra o empieza de nuevo con /imagine.
source-not-found-unfinished = Esa imagen todavía se está dibujando. Respóndele cuando esté aquí.
source-not-found-no-pictures = Ese mensaje no tiene ninguna imagen que cambiar. Responde a una de mis imágenes.
source-not-found-number = Ahí no hay una imagen #{ $index }. Puedes usar { $known }.
insufficient-credits = Esto cuesta { $needed ->
    [one] 1 crédito
   *[other] { $needed } créditos
} y tienes { $available } disponibles. { $least ->
    [none] Pide créditos a un administrador.
   *[other] Pide créditos a un administrador, o prueba con menos imágenes o menos calidad.
}
too-many-jobs = Hay demasiados encargos abiertos. Espera a que termine alguno.
too-many-jobs-person = { $limit ->
    [one] Ya tienes un encargo abierto. Espera a que termine o cancélalo en /queue.
   *[other] Ya tienes { $limit } encargos abiertos. Espera a que termine alguno o cancela uno en /queue.
}
too-many-jobs-queue = La cola está llena ({ $limit } encargos). Inténtalo otra vez en unos minutos.
too-fast = Vas más rápido de lo que puedo seguir. No se ha cobrado nada. Continúa dentro de { $wait_s }.
too-fast-events = Vas más rápido de lo que puedo seguir. No se ha cobrado nada. Continúa dentro de { $wait_s }.
too-fast-enhance = Son muchos textos para mejorar. No se ha cobrado nada. Continúa dentro de { $wait_s }.
too-fast-export = Se puede pedir una exportación por hora. Vuelve a pedirla dentro de { $wait_s }.
no-room = Ahora mismo queda muy poco espacio en mi disco para archivos. No se ha cobrado nada. Inténtalo más tarde y avisa a un administrador.
not-allowed = No tienes permiso para hacer esto.
not-allowed-admin-only = Esto solo puede hacerlo un administrador.
not-allowed-not-owner = Esto solo puede hacerlo quien lo pidió o un moderador.
not-allowed-not-asked = Solo puede rechazarlo la persona a quien se le preguntó.
not-allowed-private = Esta imagen es privada. Solo puede usarla quien la hizo.
not-allowed-not-home = Trabajo para otros equipos y no puedo aceptar encargos en este lugar. No se ha cobrado nada. Pide a quien gestiona este bot que te dé acceso.
budget-reached-team = Tu equipo puede gastar { $limit } créditos al día y hoy quedan { $left }; esto cuesta { $needed }. No se cobró nada. El presupuesto empieza de nuevo a las 00:00 UTC; un administrador puede subirlo con /settings team budget-day.
budget-reached-all = Este bot puede gastar { $limit } créditos al día y hoy quedan { $left }; esto cuesta { $needed }. No se cobró nada. Sigue a las 00:00 UTC; quien administra el bot ya lo sabe.
budget-spent-team = Se alcanzó el presupuesto diario de { $limit } créditos en el equipo { $team }: los demás pedidos se rechazan, sin coste, hasta las 00:00 UTC. Súbelo allí con /settings team budget-day { $limit }.
budget-spent-all = Se alcanzó el presupuesto diario de { $limit } créditos para todos: los demás pedidos se rechazan, sin coste, hasta las 00:00 UTC. Sube IMAGINE_CREDITS_PER_DAY_MAX y reinicia para seguir hoy.
price-drift-more = { $model } en calidad { $quality }: en los últimos { $orders } pedidos el proveedor contó un { $percent } % más de tokens de lo que dice config/prices.toml, así que las imágenes te cuestan más de lo que se paga. Escribe { $line } en patches de { $row } y reinicia.
price-drift-less = { $model } en calidad { $quality }: en los últimos { $orders } pedidos el proveedor contó un { $percent } % menos de tokens de lo que dice config/prices.toml. Escribe { $line } en patches de { $row } y reinicia, y el precio dirá lo que se usa.
model-ending = { $model } termina el { $at }, según su proveedor. Indica un sucesor en config/models.toml (retired_for, retires) para que ese día no falle ningún pedido.
files-refused = { $platform } no acepta archivos de este bot ({ $code }); las imágenes terminadas esperan allí en las bandejas de cada persona.
files-refused-why = imagine doctor dice qué cambiar.
files-refused-rights = El bot no tiene permiso para enviar archivos allí: imagine doctor dice cuál falta y cómo darlo.
files-refused-space = El almacenamiento está lleno: borra archivos o amplía el plan.
files-refused-policy = Los ajustes o el plan no dejan que las aplicaciones envíen estos archivos: un propietario puede permitirlo.
files-refused-keys = Se retiró el acceso a las claves de cifrado: quien las administra puede darlo de nuevo.
files-refused-trouble = El error es de { $platform }, así que sigo intentándolo. Si dura, su página de estado dice por qué.
files-refused-meanwhile = Nadie paga dos veces: /inbox trae las imágenes cuando se acepten archivos de nuevo.
unknown-model = { $suggestion ->
    [none] No existe el modelo «{ $asked }». Puedes usar { $known }.
   *[other] No existe el modelo «{ $asked }». ¿Querías decir { $suggestion }?
}
unsupported = { $what ->
    [retired] { $model } ya no se ofrece.
    [size] { $model } no puede dibujar { $asked }.
    [resolution] { $model } no puede dibujar en { $asked }.
    [quality] { $model } no tiene la calidad { $asked }.
    [format] { $model } no puede hacer archivos { $asked }.
    [count] { $model } no puede hacer { $asked } imágenes a la vez.
    [references] { $model } { $asked ->
        [one] no puede usar referencias
       *[other] no puede usar { $asked } referencias
    }.
    [mask] { $model } no puede usar una máscara.
    [needs-reference] { $model } necesita una imagen de la que partir. Adjunta una o responde a una.
    [needs-mask] { $model } necesita una máscara que muestre dónde cambiar la imagen.
    [transparency] { $model } no puede dibujar un fondo transparente.
    [complexity] A { $model } no se le puede decir cuánto pensar.
   *[other] { $model } no puede hacer esto.
} { $instead ->
    [none] /models muestra lo que hay.
   *[other] Con --model { $instead } se puede.
}
unsupported-largest = Esta imagen ya mide { $size }, lo máximo que puede dibujar { $model }.
cannot-post-here = No tengo permiso para publicar imágenes en este chat. { $mend ->
    [none] Pide a un administrador que me deje entrar.
   *[other] { $mend }
}
job-not-found = Ya no conozco esta imagen. Empieza una nueva con /imagine.

## Notes beside an answer

note-builds-on = Parte de la imagen pedida justo antes.
note-size-snapped-step = { $asked } → { $got }: los lados van de { $limit } en { $limit }.
note-size-snapped-edge = { $asked } → { $got }: un lado puede tener hasta { $limit } píxeles.
note-size-snapped-ratio = { $asked } → { $got }: el lado largo puede medir hasta { $limit } veces el corto.
note-size-snapped-pixels-max = { $asked } → { $got }: una imagen puede tener hasta { $limit } píxeles.
note-size-snapped-pixels-min = { $asked } → { $got }: una imagen necesita al menos { $limit } píxeles.
note-size-snapped-model = { $asked } → { $got }: lo más cercano que puede dibujar { $model }.
note-left-out = Sin usar: { $reason }
note-role-unused = as:{ $role } no se usó: no hay un adjunto para ello.
note-size-animated = { $asked } → { $got }: una animación es más pequeña que una imagen.
note-compression-unused = --compression no se usó: { $format } lo conserva todo.
note-transparent-format = El archivo es PNG o WebP y no { $format } como siempre: { $format } no tiene transparencia.
note-opaque-format = Esta imagen tiene fondo: { $format } no tiene transparencia.
note-opaque-model = Esta imagen tiene fondo: { $model } no puede dibujar uno transparente.
note-enhance-unused = --enhance no se usó: un cambio conserva tus palabras.

## Credits

balance-text = { $available ->
    [0] No te quedan créditos. Pide más a un administrador.
    [one] Tienes 1 crédito disponible.
   *[other] Tienes { $available } créditos disponibles.
}
balance-of-text = { $available ->
    [0] { $name } no tiene créditos disponibles.
    [one] { $name } tiene 1 crédito disponible.
   *[other] { $name } tiene { $available } créditos disponibles.
}
notice-comes-alone = Tu imagen privada te llega solo a ti, por mensaje directo.
notice-unknown-person = { $name } todavía no ha estado aquí y no tiene créditos.
balance-elsewhere = Con esto se paga aquí; en otro equipo tienes otro saldo.
balance-held = { $amount } para encargos sin terminar
balance-expiring = { $amount } el { $at }
history-text = Tus últimos créditos, primero los más recientes.
history-of-text = Los últimos créditos de { $name }, primero los más recientes.
times-utc = Las horas son UTC.
history-empty = Todavía no se ha movido ningún crédito.
history-line = { $available ->
    [none] { $amount } { $what }
   *[other] { $amount } { $what } · quedan { $available }
}
history-grant = { $actor ->
    [none] de un administrador
   *[other] de { $actor }
}{ $reason ->
    [none] {""}
   *[other] : { $reason }
}
history-start = para empezar
history-hold = { $words ->
    [none] reservado para una imagen
   *[other] reservado para «{ $words }»
}
history-capture = { $words ->
    [none] por imágenes
   *[other] por «{ $words }»
}
history-release = devuelto
history-expire = caducado
history-revoke = { $actor ->
    [none] retirado por un administrador
   *[other] retirado por { $actor }
}{ $reason ->
    [none] {""}
   *[other] : { $reason }
}
grant-text = { $amount ->
    [one] { $name } ha recibido 1 crédito.
   *[other] { $name } ha recibido { $amount } créditos.
}
grant-expires = { $amount ->
    [one] Caduca el { $at }.
   *[other] Caducan el { $at }.
}
grant-reason = Motivo: { $reason }
moved-to-you = { $by } te ha dado { $amount ->
    [one] 1 crédito
   *[other] { $amount } créditos
}.
moved-back = { $by } te ha retirado { $amount ->
    [one] 1 crédito
   *[other] { $amount } créditos
}.
share-text = { $amount ->
    [one] { $group }: 1 crédito a cada una.
   *[other] { $group }: { $amount } créditos a cada una.
}
unshare-text = { $amount ->
    [one] Retirado – { $group }: 1 crédito a cada una.
   *[other] Retirado – { $group }: { $amount } créditos a cada una.
}
revoke-text = { $amount ->
    [one] Se retiró 1 crédito a { $name }, que ahora tiene { $available } disponibles.
   *[other] Se retiraron { $amount } créditos a { $name }, que ahora tiene { $available } disponibles.
}
revoke-too-much = { $available ->
    [0] { $name } no tiene créditos que se puedan retirar.
    [one] A { $name } se le puede retirar 1 crédito, no { $amount }. No se retiró nada.
   *[other] A { $name } se le pueden retirar { $available } créditos, no { $amount }. No se retiró nada.
}

## Help and greeting

help-text = Di qué quieres ver y lo dibujo. Responde a una imagen diciendo qué cambiar y la edito.
help-imagine = Hacer imágenes. Adjunta referencias si quieres.
help-edit = Cambiar una imagen a la que respondes
help-reply = Responder a una imagen
help-reply-how = Di qué cambiar; adjunta imágenes para usarlas. #2 elige la segunda.
help-flags = Opciones, en cualquier parte del texto
help-roles = Para qué es cada archivo adjunto, en su orden; hasta { $references } archivos. Una máscara es transparente o blanca donde la imagen debe cambiar.
flag-ratio = Ancho por alto
flag-size = Píxeles exactos, como 1024x1536
flag-resolution = Qué tamaño
flag-quality = Cuánto detalle
flag-complexity = Cuánto piensa el modelo antes de dibujar
flag-count = Cuántas imágenes
flag-format = Formato del archivo
flag-compression = Archivos más pequeños, en JPEG y WebP
flag-model = Qué modelo dibuja
flag-style = Un estilo preparado
flag-avoid = Lo que no debe aparecer
flag-private = Solo lo ves tú
flag-transparent = Sin fondo: pegatinas, logos, iconos
flag-enhance = Mejorar antes el prompt
help-models = Modelos, con precios
help-queue = Tus encargos abiertos, con Cancelar
help-status = Cómo van los modelos
help-help = Todo lo que se puede escribir
help-balance = Lo que puedes gastar
help-history = En qué se fueron tus créditos
help-grant = Dar créditos a alguien; expires:30d les pone fecha
help-revoke = Retirar créditos sin gastar
help-cost = Ves el precio antes de que cuente y nunca pagas una imagen que no recibiste.
help-starting = { $amount ->
    [one] Todos empiezan con 1 crédito.
   *[other] Todos empiezan con { $amount } créditos.
}
welcome = Hola. Dime con tus palabras qué quieres ver, o envía una foto y di qué debe cambiar. Responde a una imagen para seguir a partir de ella; /help lo muestra todo. O prueba una de estas:
welcome-1 = Un barco de papel al amanecer
welcome-2 = Un logo de zorro para un café
welcome-3 = Un cartel que dice OPEN LATE
proposal = ¿Tomo estas palabras como un encargo? No se cobra nada si no pulsas el botón.
proposal-latest = ¿Te refieres a tu última imagen? No se cobra nada si no pulsas el botón. Para cambiar otra, respóndele.
lost-event = El bot se reinició antes de poder responderte. No se ha cobrado nada; envíalo otra vez.
platform-fault = El chat no me dejó hacerlo{ $fault ->
    [none] {""}
   *[other] { " " }({ $fault })
}. Inténtalo de nuevo; si sigue así, avisa a quien administra el bot: imagine doctor dice qué falta.
defect = Algo se rompió dentro del bot. El operador puede ver qué; inténtalo otra vez, por favor.

## Models and queue

models-text = Estos modelos se eligen con --model.
models-default = predeterminado
models-commercial = permite uso comercial
models-non-commercial = solo uso no comercial
models-retires = desaparece el { $at }
queue-empty = No tienes encargos abiertos.
queue-text = { $count ->
    [one] Tienes 1 encargo abierto.
   *[other] Tienes { $count } encargos abiertos.
}
queue-running = dibujándose ahora
queue-place = número { $position } en la cola
queue-eta = estará en aproximadamente { $eta_s }

## Forms

edit-title = Editar imagen
edit-title-one = Editar imagen { $index }
edit-change = ¿Qué debe cambiar?
edit-change-hint = Por ejemplo: un cielo más cálido, este logotipo en la esquina
edit-keep = ¿Qué debe quedar igual?
edit-keep-hint = Por ejemplo: la cara y las letras
edit-ratio = Proporción
edit-ratio-hint = Déjalo vacío para mantener la de la imagen
quick-change = Tipo de cambio
quick-picture = Imagen
quick-details = En pocas palabras
quick-details-hint = Por ejemplo: una playa al amanecer. Déjalo vacío para una buena opción
edit-files = Imágenes que usar
edit-files-hint = PNG, JPEG, WebP o HEIC
edit-use = { $count ->
    [one] Usa la imagen adjunta.
   *[other] Usa las imágenes adjuntas.
}
edit-restyle = Redibuja esta imagen en el estilo indicado y conserva lo que muestra.
edit-reframe = Muestra esta imagen en el nuevo formato: continúa la escena donde haya más espacio y deja el resto como está.
edit-clear-ground = Quita el fondo.
edit-redraw = Dibuja esta imagen otra vez tal como está.
reword-title = Cambiar las palabras
reword-prompt = ¿Qué debe mostrar la imagen?
reword-cut = Aquí solo caben los primeros { $shown } de { $length } caracteres; el resto se omite.
imagine-title = Crear imagen
imagine-prompt-hint = Pon entre «comillas» las palabras que deban leerse; también valen los --flags
imagine-resolution = Resolución
imagine-count = Cuántas imágenes
imagine-usual = Como siempre: { $value }
imagine-none = Ninguno
imagine-mask = Máscara
imagine-mask-hint = Transparente o blanca donde la imagen puede cambiar
imagine-private = Solo lo veo yo
imagine-transparent = Fondo transparente

## Short answers

recipe-text = Para hacerlo otra vez, copia esta línea. Las referencias no forman parte de ella.
why-picture = { $what }, { $quality }, { $resolution }: { $price }
why-references = { $count ->
    [one] 1 referencia: { $price }
   *[other] { $count } referencias: { $price }
}
why-words = texto largo: { $price }
why-changed = La lista de precios ha cambiado desde entonces. Eran { $unit } por imagen ({ $what }).
why-held = Retenido hasta que lleguen las imágenes: { $price }. Lo que no llegue se devuelve.
why-some = Llegaron { $captured } de { $count }. Pagado: { $price }; el resto se devolvió.
why-less = El modelo usó menos. Pagado: { $price }; el resto se devolvió.
notice-too-late = Es tarde para cancelar: este encargo ya ha terminado.
notice-deleted = Borrado.
notice-published = La estoy publicando para todo el mundo.
notice-original = El archivo sin tocar: { $name }
notice-exported = Convertido para ti: { $name } ({ $size_bytes }). El original no cambia.
notice-internal = Algo se rompió dentro del bot. El operador puede ver qué fue; inténtalo otra vez.

## Antes de hacer nada

confirm-text = { $what } por { $price }. No se cobra nada hasta que confirmes.
confirm-many = Son { $count } trabajos, uno por modelo, por { $price } en total. No se cobra nada hasta que confirmes.
confirm-cheaper = { $way }: { $price } en lugar de { $instead }.
way-quality-low = Calidad baja
way-quality-medium = Calidad media
way-quality-high = Calidad alta
way-quality-xhigh = Calidad muy alta
way-resolution = En { $resolution }
way-count = Solo una imagen
button-confirm = Confirmar
button-enhance = Mejorar el texto
button-repost = Publicar aquí
button-repost-one = Publicar { $index } aquí
button-forget = Borrar para siempre
button-refuse = No, gracias
job-not-found-answered = Esto ya se respondió. No se cobró nada más.
notice-refused = De acuerdo. No se hizo nada y no se cobró nada.
enhance-text = Palabras más completas para tu imagen. Son gratis; solo se hace una imagen cuando eliges.
enhance-fell-back = El modelo de texto no pudo ayudar esta vez; las escribieron unas reglas integradas.
field-words-old = Tus palabras
field-words-new = Palabras nuevas
button-accept = Dibujar las nuevas
button-keep = Dibujar las mías
notice-nothing-to-enhance = Tus palabras ya lo dicen todo; no hay nada que añadir.
note-enhanced = Dibujado a partir de las palabras más completas.
invalid-prompt-enhance-edit = Un cambio se dice mejor en pocas palabras. Responde con lo que debe cambiar, sin /enhance.
invalid-prompt-compare-models = Nombra de { $least } a { $most } modelos para comparar, por ejemplo /compare un zorro rojo --models a,b. Hay { $known }.
invalid-prompt-compare-one = Solo hay un modelo conectado ({ $model }), así que no hay nada que comparar.
help-enhance = Palabras más completas para una imagen, gratis
help-compare = La misma imagen con varios modelos
flag-models = Comparar varios modelos

## Ajustes

settings-text = Lo que vale cuando no dices nada.
settings-how = Cámbialo con /settings quality medium y quítalo con /settings reset quality.
settings-changed-person = Guardado. Esto es lo que vale ahora para ti aquí.
settings-changed-channel = Guardado para este canal. Esto es lo que vale ahora para ti aquí.
settings-changed-server = Guardado para este servidor. Esto es lo que vale ahora para ti aquí.
settings-changed-team = Guardado para todo el equipo. Esto es lo que vale aquí para ti ahora.
settings-chosen = { $value } ({ $by })
settings-none = ninguno
settings-on = sí
settings-off = no
setting-model = Modelo
setting-quality = Calidad
setting-ratio = Proporción
setting-resolution = Resolución
setting-format = Formato
setting-style = Estilo
setting-private = Privado
setting-spoiler = Spoiler
setting-age-restricted = Canales con restricción de edad
setting-budget-day = Presupuesto al día, en créditos
scope-person = tuyo
scope-channel = este canal
scope-server = este servidor
scope-team = todo el equipo
spoiler-never = nunca
spoiler-always = siempre
spoiler-ask = cuando se pide
age-restricted-anywhere = en cualquiera
age-restricted-only = solo en ellos
age-restricted-never = nunca en ellos
invalid-prompt-unknown-setting = { $suggestion ->
    [none] No hay un ajuste { $setting }. Puedes ajustar { $known }.
   *[other] { $setting }: ¿querías decir { $suggestion }?
}
invalid-prompt-setting-of-chats = { $setting } se ajusta para todo un canal o servidor: /settings channel { $setting } ...
invalid-prompt-setting-of-teams = { $setting } se fija para todo el equipo, por sus administradores: /settings team { $setting } 500
invalid-prompt-setting-no-server = Aquí no hay servidor. Usa /settings channel, o escríbelo en un canal del servidor.
help-settings = Tus valores: modelo, calidad, proporción y más

## Cómo van los servicios

service-text = Las últimas 24 horas, según las llamadas de este bot.
service-up = { $calls ->
    [one] { $percent } de 1 llamada respondida
   *[other] { $percent } de { $calls } llamadas respondidas
}
service-speed = { $took } por imagen de media
service-unused = sin llamadas recientes
service-queue = { $running } en curso, { $waiting } en espera
field-queue = Cola
field-version = Versión
models-speed = normalmente { $took }

## Lo que se guarda

privacy-text = Esto es lo que se guarda sobre ti, y por qué.
privacy-how = /privacy export te lo da en un archivo, /privacy delete lo borra.
privacy-pictures = Palabras e imágenes
privacy-pictures-why = Tus textos, referencias, resultados y los mensajes que los muestran, para que puedas editarlos, repetirlos y encontrarlos. Hasta que los borres.
privacy-names = Nombre e identificador
privacy-names-why = Quién eres en esta plataforma, para que tus créditos y tus ajustes sean tuyos.
privacy-credits = Créditos
privacy-credits-why = Cantidades, fechas y números de trabajo, y los motivos que dieron los administradores. Se quedan, porque un libro de cuentas debe cuadrar; tus palabras nunca están en él.
privacy-services = Enviado fuera
privacy-services-why = Las palabras y referencias de una imagen van al servicio del modelo que la dibuja, sin tu nombre.
privacy-export = { $count ->
    [one] Todo lo que se guarda sobre ti, con 1 trabajo. El archivo se puede descargar hasta que el bot se reinicie.
   *[other] Todo lo que se guarda sobre ti, con { $count } trabajos. El archivo se puede descargar hasta que el bot se reinicie.
}
privacy-delete = Esto borra para siempre tus textos, referencias, imágenes y ajustes, y quita los mensajes del bot que los muestran. Tus créditos se quedan. No se puede deshacer.
notice-forgotten = Borrado: tus palabras, imágenes y ajustes. Tus créditos siguen siendo tuyos.
not-allowed-open-jobs = Todavía tienes trabajos abiertos. Espera a que terminen, o cancélalos en /queue, y vuelve a pulsar.
inbox-text = { $count ->
    [one] Esta imagen no se pudo entregar. Aquí está a salvo; ¿adónde debe ir?
   *[other] Estos { $count } resultados no se pudieron entregar. Aquí están a salvo; ¿adónde deben ir?
}
inbox-empty = Todo lo que hiciste se entregó.
inbox-hint = { $count ->
    [one] 1 resultado espera en /inbox.
   *[other] { $count } resultados esperan en /inbox.
}
help-inbox = Imágenes que no se pudieron entregar
help-privacy = Lo que se guarda sobre ti; exportarlo o borrarlo
help-more = Más

## Para operadores

outage = { $service } rechaza las peticiones de este bot. El registro dice por qué.
outage-key = { $service } no acepta la clave configurada. Pon la correcta y reinicia el bot.
outage-quota = La cuenta en { $service } está agotada. Recárgala o sube su límite.
outage-permission = { $service } no permite a esta cuenta usar { $model }. Actívalo allí: algunos modelos piden una organización verificada.
outage-model = { $service } no conoce el modelo { $model }. Corrige su entrada en models.toml o márcalo como retirado.
outage-meanwhile = Mientras tanto no se cobra a nadie. De vez en cuando se deja pasar una petición para ver si ya funciona.
