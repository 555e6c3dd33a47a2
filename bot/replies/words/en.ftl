### Everything the bot says, in English. Other locales carry the same keys and the same facts.
###
### Facts are plain text; an empty fact is the word `none` and may be selected on. A fact ending in
### `_s` arrives as a duration ("20 seconds"), `_bytes` as a file size, a date as a date.
### Labels are short: buttons up to 75 characters, a form's title 24, its labels 45, hints 100.

## Amounts

credits = { $amount ->
    [one] { $amount } credit
   *[other] { $amount } credits
}
price = { $amount ->
    [0] free
    [one] { $amount } credit
   *[other] { $amount } credits
}
signed-credits = { $amount ->
    [0] nothing
    [one] { $sign }{ $amount } credit
   *[other] { $sign }{ $amount } credits
}
price-range = { $least } to { $most } credits
price-each = { $price } a picture
pictures = { $count ->
    [one] 1 picture
   *[other] { $count } pictures
}
edits = { $count ->
    [one] 1 edit
   *[other] { $count } edits
}
cost = { $amount ->
    [0] free
   *[other] −{ $amount }
}
cost-and-left = { $amount ->
    [0] free · { $available } left
   *[other] −{ $amount } · { $available } left
}
seconds = { NUMBER($seconds, maximumFractionDigits: 1) } s
size-auto = the model chooses
quality-low = low
quality-medium = medium
quality-high = high
quality-xhigh = very high
quality-max = highest
quality-auto = auto
background-transparent = transparent

## Names of fields

field-model = Model
field-size = Size
field-quality = Quality
field-references = References
field-cost = Cost
field-price = Price
field-time = Time
field-style = Style
field-avoid = Without
field-background = Background
field-available = You have
field-held = On hold
field-expiring = Expiring

## What a reference is for

reference-with-role = { $name } ({ $role })
role-source = the picture to change
role-subject = subject
role-style = style
role-character = character
role-logo = logo
role-background = background
role-palette = colours
role-pose = pose
role-composition = composition
role-mask = mask

## Buttons

button-create = Create
button-again = Again
button-vary = Vary
button-vary-one = Vary { $index }
button-upscale = Upscale to 4K
button-upscale-one = Upscale { $index } to 4K
button-edit = Edit
button-edit-one = Edit { $index }
button-quick = Quick change
button-original = Original
button-original-one = Original { $index }
button-recipe = Show recipe
button-why = Why this price?
button-as-png = As PNG
button-as-png-one = { $index } as PNG
button-as-jpeg = As JPEG
button-as-jpeg-one = { $index } as JPEG
button-as-webp = As WebP
button-as-webp-one = { $index } as WebP
button-reword = Change the words
button-cancel = Cancel
button-cancel-one = Cancel { $index }
button-delete = Delete
delete-question = Delete this result? It cannot be brought back, and what it cost stays paid.
delete-not = Keep it
button-publish = Show everyone
button-propose-edit = Edit with these words
button-propose-photo = Change this photo
button-propose-draw = Draw this
button-priced = { $label } · { $price }

## While a picture is being made

status-generate = { $count ->
    [one] Making a picture: { $price }.
   *[other] Making { $count } pictures: { $price }.
}
status-edit = { $count ->
    [one] Editing the picture: { $price }.
   *[other] Editing the picture in { $count } versions: { $price }.
}
status-vary = { $count ->
    [one] Making a variation: { $price }.
   *[other] Making { $count } variations: { $price }.
}
status-upscale = Rendering the picture again at 4K: { $price }.
stage-queued = { $ahead ->
    [0] You are next in line.
    [one] 1 job is ahead of you.
   *[other] { $ahead } jobs are ahead of you.
}
stage-queued-unplaced = Waiting for its turn.
stage-queued-eta = Ready in about { $eta_s }.
stage-drawing = Drawing now.
stage-drawing-eta = Drawing now, about { $eta_s } to go.
stage-uploading = Drawn. Sending it here.

## Results

result-generate = { $count ->
    [one] Your picture is ready.
   *[other] Your { $count } pictures are ready.
}
result-edit = { $count ->
    [one] Your edit is ready.
   *[other] Your { $count } edits are ready.
}
result-vary = { $count ->
    [one] Your variation is ready.
   *[other] Your { $count } variations are ready.
}
result-upscale = Rendered again at 4K. The model drew it anew, so details may differ.
result-partial = { $delivered ->
    [one] 1 of { $count } pictures is ready.
   *[other] { $delivered } of { $count } pictures are ready.
}
result-cancelled = { $delivered ->
    [one] Cancelled after 1 of { $count } pictures.
   *[other] Cancelled after { $delivered } of { $count } pictures.
}
result-withheld = { $withheld ->
    [one] The model’s safety check held 1 back.
   *[other] The model’s safety check held { $withheld } back.
}
result-missing = { $missing ->
    [one] 1 could not be made.
   *[other] { $missing } could not be made.
}
result-paid-for = You paid only for what is here.
result-other-size = The model made it { $got } instead of { $asked }.
result-preview = Shown here as { $format }, { $shown }. “{ $original }” brings the picture itself: { $kind }, { $whole }.
result-non-commercial = Made with { $model }: non-commercial use only.
result-next = Reply to a picture to change it.
result-next-private = Press a button below to change it.
result-elsewhere = I could not post this in the chat where you asked for it, so it comes to you here.
result-waiting = { $count ->
    [one] Your picture is ready, but I could not post it here or send it to you. It is kept: /inbox shows it.
   *[other] Your { $count } pictures are ready, but I could not post them here or send them to you. They are kept: /inbox shows them.
}
result-late = { $count ->
    [one] Your picture is ready, but it cannot be shown here right now. I go on trying; /inbox has it too.
   *[other] Your { $count } pictures are ready, but they cannot be shown here right now. I go on trying; /inbox has them too.
}
sketch-footer = This is a sketch, not AI. For real pictures, ask your admin.
sketch-footer-admin = This is a sketch, not AI. For real pictures, set OPENAI_API_KEY and restart the bot.
sketch-unknown = The sketch does not know { $words }; a real model will.
sketch-word = “{ $word }”
sketch-words-between = { ", " }
cancelled = Cancelled.
deleted = The pictures were deleted.
alt-one = Picture made from the words: { $prompt }
alt-many = Picture { $index } of { $count } made from the words: { $prompt }
alt-one-transparent = Picture on a transparent background, made from the words: { $prompt }
alt-many-transparent = Picture { $index } of { $count } on a transparent background, made from the words: { $prompt }

## What it cost

nothing-charged = Nothing was charged.
you-were-not-charged = You were not charged.
charged-for-part = You paid { $price } for what was finished.

## A job that made nothing

picture-failed = The picture could not be made. Please try again.
picture-failed-rejected = { $stage ->
    [prompt] The model’s safety check refused these words{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Please put it in other words.
    [reference] The model’s safety check refused one of the reference pictures{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Please try another picture.
    [output] The model drew something that its own safety check held back{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Trying again often works; changing the words works better.
   *[other] The model’s safety check refused this request{ $categories ->
        [none] .
       *[other] {" "}({ $categories }).
    } Please change the words{ $references ->
        [none] {""}
       *[other] {" "}or the reference pictures
    }.
}
picture-failed-outcome-unknown = The connection to the model broke before its answer came. It was not sent again by itself; press Again if you still want it.
picture-failed-busy = The model is very busy or cannot be reached right now. Please try again in a few minutes.
picture-failed-key = The model’s service does not accept this bot’s key. The operator has been told; another model may work meanwhile.
picture-failed-quota = The team’s account with the model’s service is used up. The operator has been told; another model may work meanwhile.
picture-failed-permission = The model’s service does not let this bot use that model. The operator has been told; another model may work meanwhile.
picture-failed-model = The model’s service does not offer this model any more. The operator has been told; please choose another with --model.
picture-failed-request = The model’s service did not understand the request. The operator has been told; other options or another model may work.
picture-failed-transparency = The model’s service does not draw transparent backgrounds for this bot’s account. Leave --transparent out, or choose another model with --model; /models shows what there is.
picture-failed-failed = The model’s service tried and could not make the picture. Trying again often works.
picture-failed-missing = The model’s service sent fewer pictures than were asked for. Please try again.
picture-failed-unreadable = What the model’s service sent is not a picture that can be opened. Please try again.
picture-failed-cancelled = Cancelled before a picture was made.
picture-failed-crashed = The bot was stopped twice while this was being drawn, so it gave up. Press Again to start afresh.
picture-failed-storage = The bot’s disk is full, so the picture could not be kept. The operator has to make room; please try again later.
picture-failed-base = The picture that this was to build on did not come. Again makes this change on the picture before it.
picture-failed-internal = Something broke inside the bot. The operator can see what; please try again.

## Words and flags

error = That did not work. Please try again.
invalid-prompt = That could not be understood. /help shows what can be typed.
invalid-prompt-empty = There are no words to draw from. Say what the picture should show: /imagine a red fox in the snow
invalid-prompt-too-long = The text has { $length } characters; { $limit } is the most. Please shorten it.
invalid-prompt-unknown-flag = { $suggestion ->
    [none] There is no flag { $flag }. /help lists them all.
   *[other] { $flag }: did you mean { $suggestion }?
}
invalid-prompt-too-many-flags = There are more than { $limit } flags. Please leave some out.
invalid-prompt-bad-value = { $suggestion ->
    [none] { $flag } cannot be “{ $value }”. Use { $allowed }.
   *[other] { $flag } cannot be “{ $value }”. Did you mean { $suggestion }? Use { $allowed }.
}
invalid-prompt-missing-value = { $allowed ->
    [none] { $flag } needs a word after it.
   *[other] { $flag } needs a value after it, such as { $allowed }.
}
invalid-prompt-conflict = { $flag } { $value } and { $other } { $other_value } do not fit together. Please leave one of them out.
invalid-prompt-no-alpha = { $format } files have no transparency. Use --format png or webp, or leave --transparent out.
invalid-prompt-mask-without-source = A mask needs the picture it belongs to. Reply to a picture, or attach one before the mask.
invalid-prompt-unknown-command = { $suggestion ->
    [none] There is no command { $command }. /help lists them all.
   *[other] { $command }: did you mean { $suggestion }?
}
invalid-prompt-grant-user = Say who it is for: /credits grant @name 100 reason
invalid-prompt-grant-users = Please name one person at a time.
invalid-prompt-grant-unknown-user = I do not know { $user } here. Pick the name from the list that opens when you type @.
invalid-prompt-grant-no-amount = Say how many credits: /credits grant @name 100 reason
invalid-prompt-grant-amount = “{ $value }” is not an amount that can be given. It takes a whole number from 1 to { $limit }.
invalid-prompt-grant-expiry = “{ $value }” is not a time span. Write it like expires:30d or expires:12w.

## References

invalid-reference = “{ $name }” cannot be used. Please send a PNG, JPEG, WebP or HEIC picture.
invalid-reference-empty = “{ $name }” is empty. Please attach it again.
invalid-reference-too-large = “{ $name }” is larger than { $limit_bytes }, the most for a reference. Please send a smaller copy.
invalid-reference-too-many-pixels = “{ $name }” has more than { $limit_pixels }, the most for a reference. Please send a smaller copy.
invalid-reference-not-a-picture = { $kind ->
    [pdf] “{ $name }” is a PDF, not a picture. Please send the page as PNG or JPEG.
    [archive] “{ $name }” is an archive, not a picture. Please unpack it and attach the pictures.
    [video] “{ $name }” is a video, not a picture. Please send one frame as PNG or JPEG.
    [audio] “{ $name }” is a sound, not a picture. References can be PNG, JPEG, WebP or HEIC.
    [program] “{ $name }” is a program, not a picture. References can be PNG, JPEG, WebP or HEIC.
    [web-page] “{ $name }” came as a web page instead of the picture. The bot may lack the right to read files here; ask an admin, or attach it again.
    [text] “{ $name }” is text, not a picture. References can be PNG, JPEG, WebP or HEIC.
   *[other] “{ $name }” is not a picture. References can be PNG, JPEG, WebP or HEIC.
}
invalid-reference-format = “{ $name }” is in a format that cannot be used ({ $found }). Please send it as PNG, JPEG, WebP or HEIC.
invalid-reference-damaged = “{ $name }” is damaged and cannot be opened whole. Please export or send it again.
invalid-reference-animated = “{ $name }” is animated. Please send a single frame as PNG or JPEG.
invalid-reference-bomb = “{ $name }” unpacks to far more than its size, so it was not opened. Please send an ordinary copy.
invalid-reference-timeout = “{ $name }” took too long to open. Please save it again in another program, or send a smaller copy.
invalid-reference-mask-size = “{ $name }” measures { $mask } and cannot be the mask of a picture of { $source }. Please use a mask of the same shape.
invalid-reference-mask-kind = “{ $name }” cannot be a mask. Use a PNG that is transparent where the picture may change, or black and white with white there.
invalid-reference-mask-empty = “{ $name }” marks nothing to change. Make it transparent, or white, where the picture may change.
invalid-reference-download-failed = “{ $name }” could not be downloaded from the chat. Please attach it again.
invalid-reference-unreadable = “{ $name }” cannot be read. Check that the file is there and may be opened.
invalid-reference-text-encoding = “{ $name }” is not plain text in UTF-8. Please save it as UTF-8, or paste the words.
invalid-reference-too-many = { $limit ->
    [one] Only 1 reference is possible here; there are { $count }. Please leave some out.
   *[other] At most { $limit } references are possible; there are { $count }. Please leave some out.
}

## Refusals

source-not-found = I cannot find the picture to change. Reply to a message that shows one of my pictures.
source-not-found-deleted = That picture was deleted. Reply to another one, or start anew with /imagine.
source-not-found-unfinished = That picture is still being drawn. Reply to it once it is here.
source-not-found-no-pictures = That message has no picture to change. Reply to one of my pictures.
source-not-found-number = There is no picture #{ $index } there. You can use { $known }.
insufficient-credits = This costs { $needed ->
    [one] 1 credit
   *[other] { $needed } credits
} and you have { $available } to spend. { $least ->
    [none] Ask an admin for credits.
   *[other] Ask an admin for credits, or try fewer pictures or a lower quality.
}
too-many-jobs = There are too many jobs open. Please wait for one to finish.
too-many-jobs-person = { $limit ->
    [one] You already have a job open. Wait until it is done, or cancel it in /queue.
   *[other] You already have { $limit } jobs open. Wait for one to finish, or cancel one in /queue.
}
too-many-jobs-queue = The queue is full ({ $limit } jobs). Please try again in a few minutes.
too-fast = You are going faster than I can follow. Nothing was charged. Please go on in { $wait_s }.
too-fast-events = You are going faster than I can follow. Nothing was charged. Please go on in { $wait_s }.
too-fast-enhance = That is a lot of prompts to improve. Nothing was charged. Please go on in { $wait_s }.
too-fast-export = You can have one export an hour. Please ask again in { $wait_s }.
no-room = There is too little room on my disk to take in files right now. Nothing was charged. Please try again later, and tell an admin.
not-allowed = You are not allowed to do this.
not-allowed-admin-only = Only an admin can do this.
not-allowed-not-owner = Only the person who asked for it, or a moderator, can do this.
not-allowed-not-asked = Only the person who was asked can say no to this.
not-allowed-private = This picture is private. Only the person who made it can use it.
not-allowed-not-home = I work for other teams here and cannot take orders in this place. Nothing was charged. Ask whoever runs this bot to let you in.
budget-reached-team = Your team may spend { $limit } credits a day, and { $left } are left today; this takes { $needed }. Nothing was charged. The budget starts anew at 00:00 UTC; an admin can raise it with /settings team budget-day.
budget-reached-all = This bot may spend { $limit } credits a day, and { $left } are left today; this takes { $needed }. Nothing was charged. It goes on at 00:00 UTC; whoever runs the bot was told.
budget-spent-team = The daily budget of { $limit } credits is reached in the team { $team }: more orders are refused, free, until 00:00 UTC. Raise it there with /settings team budget-day { $limit }.
budget-spent-all = The daily budget of { $limit } credits for everyone is reached: more orders are refused, free, until 00:00 UTC. Raise IMAGINE_CREDITS_PER_DAY_MAX and restart to go on today.
price-drift-more = { $model } at { $quality } quality: over the last { $orders } orders the provider counted { $percent } % more tokens than config/prices.toml says, so pictures cost you more than people pay. Write { $line } in the patches of { $row } and restart.
price-drift-less = { $model } at { $quality } quality: over the last { $orders } orders the provider counted { $percent } % fewer tokens than config/prices.toml says. Write { $line } in the patches of { $row } and restart, and people are quoted what is used.
model-ending = { $model } ends on { $at }, says its provider. Name a successor for it in config/models.toml (retired_for, retires), so that nobody’s order fails on that day.
files-refused = { $platform } takes no files from this bot ({ $code }), so finished pictures wait in people’s inboxes there.
files-refused-why = imagine doctor says what to change.
files-refused-rights = The bot has no right to send files there: imagine doctor names what is missing, and how to give it.
files-refused-space = The storage there is full: delete files, or take a larger plan.
files-refused-policy = The settings or the plan there do not let apps send such files: an owner can allow it.
files-refused-keys = Access to the encryption keys there was withdrawn: whoever manages them can give it again.
files-refused-trouble = The error is { $platform }’s own, so I go on trying. If it lasts, its status page says why.
files-refused-meanwhile = Nobody pays twice: /inbox brings the pictures once files are taken again.
unknown-model = { $suggestion ->
    [none] There is no model “{ $asked }”. You can use { $known }.
   *[other] There is no model “{ $asked }”. Did you mean { $suggestion }?
}
unsupported = { $what ->
    [retired] { $model } is no longer offered.
    [size] { $model } cannot draw { $asked }.
    [resolution] { $model } cannot draw at { $asked }.
    [quality] { $model } has no quality { $asked }.
    [format] { $model } cannot make { $asked } files.
    [count] { $model } cannot make { $asked } pictures at once.
    [references] { $model } { $asked ->
        [one] takes no references
       *[other] cannot take { $asked } references
    }.
    [mask] { $model } cannot use a mask.
    [needs-reference] { $model } needs a picture to work from. Attach one, or reply to one.
    [needs-mask] { $model } needs a mask that shows where to change the picture.
    [transparency] { $model } cannot draw a transparent background.
    [complexity] { $model } cannot be told how much to think.
   *[other] { $model } cannot do this.
} { $instead ->
    [none] /models shows what there is.
   *[other] Add --model { $instead } for one that can.
}
unsupported-largest = This picture is already { $size }, the largest that { $model } can draw.
cannot-post-here = I am not allowed to post pictures in this chat. { $mend ->
    [none] Ask an admin to let me in.
   *[other] { $mend }
}
job-not-found = I do not know this picture any more. Start a new one with /imagine.

## Notes beside an answer

note-builds-on = It builds on the picture asked for just before it.
note-size-snapped-step = { $asked } → { $got }, edges come in steps of { $limit }.
note-size-snapped-edge = { $asked } → { $got }, an edge can have up to { $limit } pixels.
note-size-snapped-ratio = { $asked } → { $got }, the long edge can be up to { $limit } times the short one.
note-size-snapped-pixels-max = { $asked } → { $got }, a picture can have up to { $limit } pixels.
note-size-snapped-pixels-min = { $asked } → { $got }, a picture needs at least { $limit } pixels.
note-size-snapped-model = { $asked } → { $got }, the nearest that { $model } can draw.
note-left-out = Left out: { $reason }
note-role-unused = as:{ $role } was not used: there is no attachment for it.
note-size-animated = { $asked } → { $got }: an animation is smaller than a picture.
note-compression-unused = --compression was not used: { $format } files keep everything.
note-transparent-format = The file is a PNG or WebP, not the usual { $format }: { $format } files have no transparency.
note-opaque-format = This picture has a background: { $format } files have no transparency.
note-opaque-model = This picture has a background: { $model } cannot draw a transparent one.
note-enhance-unused = --enhance was not used: a change keeps to your words.

## Credits

balance-text = { $available ->
    [0] You have no credits left. Ask an admin for more.
    [one] You have 1 credit to spend.
   *[other] You have { $available } credits to spend.
}
balance-of-text = { $available ->
    [0] { $name } has no credits to spend.
    [one] { $name } has 1 credit to spend.
   *[other] { $name } has { $available } credits to spend.
}
notice-comes-alone = Your private picture comes to you alone, in our direct messages.
notice-unknown-person = { $name } has not been here yet and has no credits.
balance-elsewhere = That is what pays here; in another team you have another balance.
balance-held = { $amount } for jobs that are not finished
balance-expiring = { $amount } on { $at }
history-text = Your latest credits, newest first.
history-of-text = The latest credits of { $name }, newest first.
times-utc = Times are UTC.
history-empty = No credits have moved yet.
history-line = { $available ->
    [none] { $amount } { $what }
   *[other] { $amount } { $what } · { $available } left
}
history-grant = { $actor ->
    [none] from an admin
   *[other] from { $actor }
}{ $reason ->
    [none] {""}
   *[other] : { $reason }
}
history-start = to start with
history-hold = { $words ->
    [none] on hold for a picture
   *[other] on hold for “{ $words }”
}
history-capture = { $words ->
    [none] for pictures
   *[other] for “{ $words }”
}
history-release = given back
history-expire = expired
history-revoke = { $actor ->
    [none] taken back by an admin
   *[other] taken back by { $actor }
}{ $reason ->
    [none] {""}
   *[other] : { $reason }
}
grant-text = { $amount ->
    [one] { $name } got 1 credit.
   *[other] { $name } got { $amount } credits.
}
grant-expires = { $amount ->
    [one] It expires on { $at }.
   *[other] They expire on { $at }.
}
grant-reason = Reason: { $reason }
moved-to-you = { $by } gave you { $amount ->
    [one] 1 credit
   *[other] { $amount } credits
}.
moved-back = { $by } took back { $amount ->
    [one] 1 credit
   *[other] { $amount } credits
} of yours.
share-text = { $amount ->
    [one] { $group }: 1 credit each.
   *[other] { $group }: { $amount } credits each.
}
unshare-text = { $amount ->
    [one] Taken back from { $group }: 1 credit each.
   *[other] Taken back from { $group }: { $amount } credits each.
}
revoke-text = { $amount ->
    [one] 1 credit was taken back from { $name }, who now has { $available } to spend.
   *[other] { $amount } credits were taken back from { $name }, who now has { $available } to spend.
}
revoke-too-much = { $available ->
    [0] { $name } has no credits that could be taken back.
    [one] { $name } has 1 credit that can be taken back, not { $amount }. Nothing was taken.
   *[other] { $name } has { $available } credits that can be taken back, not { $amount }. Nothing was taken.
}

## Help and greeting

help-text = Say what you want to see, and I draw it. Reply to a picture with what to change, and I edit it.
help-imagine = Make pictures. Attach references if you like.
help-edit = Change a picture you reply to
help-reply = Reply to a picture
help-reply-how = Say what to change; attach pictures to use them. #2 picks the second.
help-flags = Flags, anywhere in the text
help-roles = What each attached file is for, in their order; up to { $references } files. A mask is transparent or white where the picture is to change.
flag-ratio = Width to height
flag-size = Exact pixels, such as 1024x1536
flag-resolution = How large
flag-quality = How much detail
flag-complexity = How much the model thinks before it draws
flag-count = How many pictures
flag-format = File format
flag-compression = Smaller files, for JPEG and WebP
flag-model = Which model draws
flag-style = A ready-made look
flag-avoid = What should not be in it
flag-private = Only you see it
flag-transparent = No background: stickers, logos, icons
flag-enhance = Improve the prompt first
help-models = Models, with prices
help-queue = Your open jobs, with Cancel
help-status = How the models are doing
help-help = Everything that can be typed
help-balance = What you can spend
help-history = Where your credits went
help-grant = Give someone credits; expires:30d limits their time
help-revoke = Take unspent credits back
help-cost = You see the price before it counts, and never pay for a picture you did not get.
help-starting = { $amount ->
    [one] Everyone starts with 1 credit.
   *[other] Everyone starts with { $amount } credits.
}
welcome = Hello. Tell me in your own words what you would like to see, or send a photo and say what should change. Reply to a picture to go on from it; /help shows everything. Or try one of these:
welcome-1 = A paper boat at dawn
welcome-2 = A fox logo for a café
welcome-3 = A poster that says OPEN LATE
proposal = Shall I take these words as an order? Nothing is charged unless you press the button.
proposal-latest = Do you mean your latest picture? Nothing is charged unless you press the button. To change another one, reply to it.
lost-event = The bot was restarted before it could answer you. Nothing was charged; please send it again.
platform-fault = The chat did not let me do that{ $fault ->
    [none] {""}
   *[other] { " " }({ $fault })
}. Please try again; if it stays so, tell whoever runs the bot: imagine doctor says what is missing.
defect = Something broke inside the bot. The operator can see what; please try again.

## Models and queue

models-text = These models can be used with --model.
models-default = default
models-commercial = commercial use allowed
models-non-commercial = non-commercial use only
models-retires = gone from { $at }
queue-empty = You have no open jobs.
queue-text = { $count ->
    [one] You have 1 open job.
   *[other] You have { $count } open jobs.
}
queue-running = drawing now
queue-place = number { $position } in line
queue-eta = ready in about { $eta_s }

## Forms

edit-title = Edit picture
edit-title-one = Edit picture { $index }
edit-change = What should change?
edit-change-hint = For example: make the sky warmer, put this logo in the corner
edit-keep = What must stay as it is?
edit-keep-hint = For example: the face and the lettering
edit-ratio = Ratio
edit-ratio-hint = Leave empty to keep the picture’s own
quick-change = Kind of change
quick-picture = Picture
quick-details = In a few words
quick-details-hint = For example: a beach at dawn. Leave empty for a good default
edit-files = Pictures to use
edit-files-hint = PNG, JPEG, WebP or HEIC
edit-use = { $count ->
    [one] Use the picture I attached.
   *[other] Use the pictures I attached.
}
edit-restyle = Redraw this picture in the style named, and keep what it shows.
edit-reframe = Show this picture in the new format: go on with the scene where there is more room, and keep the rest as it is.
edit-clear-ground = Remove the background.
edit-redraw = Draw this picture again as it is.
reword-title = Change the words
reword-prompt = What should the picture show?
reword-cut = Only the first { $shown } of { $length } characters fit here; the rest is left out.
imagine-title = Create image
imagine-prompt-hint = Put words to be lettered in “quotes”; --flags work here too
imagine-resolution = Resolution
imagine-count = How many pictures
imagine-usual = As usual: { $value }
imagine-none = None
imagine-mask = Mask
imagine-mask-hint = Transparent or white where the picture may change
imagine-private = Only I see it
imagine-transparent = Transparent background

## Short answers

recipe-text = To make it again, copy this line. References are not part of it.
why-picture = { $what }, { $quality }, { $resolution }: { $price }
why-references = { $count ->
    [one] 1 reference: { $price }
   *[other] { $count } references: { $price }
}
why-words = long words: { $price }
why-changed = The price list has changed since. It was { $unit } for each picture ({ $what }).
why-held = On hold until the pictures are there: { $price }. Whatever does not come is given back.
why-some = { $captured } of { $count } came. Paid: { $price }; the rest was given back.
why-less = The model used less than that. Paid: { $price }; the rest was given back.
notice-too-late = It is too late to cancel: this job has already ended.
notice-deleted = Deleted.
notice-published = I am posting it for everyone.
notice-original = The untouched file: { $name }
notice-exported = Re-encoded for you: { $name } ({ $size_bytes }). The original is unchanged.
notice-internal = Something broke inside the bot. The operator can see what; please try again.

## Before anything is made

confirm-text = { $what } for { $price }. Nothing is charged before you confirm.
confirm-many = These are { $count } jobs, one for each model, for { $price } together. Nothing is charged before you confirm.
confirm-cheaper = { $way }: { $price } instead of { $instead }.
way-quality-low = Low quality
way-quality-medium = Medium quality
way-quality-high = High quality
way-quality-xhigh = Very high quality
way-resolution = At { $resolution }
way-count = Just one picture
button-confirm = Confirm
button-enhance = Enhance
button-repost = Post here
button-repost-one = Post { $index } here
button-forget = Delete for good
button-refuse = No, thanks
job-not-found-answered = This was answered already. Nothing more was charged.
notice-refused = All right. Nothing was made and nothing was charged.
enhance-text = Fuller words for your picture. They are free; a picture is made only when you choose.
enhance-fell-back = The text model could not help this time, so built-in rules wrote them.
field-words-old = Your words
field-words-new = New words
button-accept = Draw the new words
button-keep = Draw my words
notice-nothing-to-enhance = Your words say everything already; there is nothing to add.
note-enhanced = Drawn from the fuller words.
invalid-prompt-enhance-edit = A change is best said in few words. Reply with what to change, without /enhance.
invalid-prompt-compare-models = Name { $least } to { $most } models to compare, such as /compare a red fox --models a,b. There are { $known }.
invalid-prompt-compare-one = Only one model ({ $model }) is connected, so there is nothing to compare.
help-enhance = Fuller words for a picture, free
help-compare = The same picture by several models
flag-models = Compare several models

## Settings

settings-text = What holds where you say nothing.
settings-how = Change one with /settings quality medium, take it back with /settings reset quality.
settings-changed-person = Saved. This is what holds for you here now.
settings-changed-channel = Saved for this channel. This is what holds for you here now.
settings-changed-server = Saved for this server. This is what holds for you here now.
settings-changed-team = Saved for the whole team. This is what holds for you here now.
settings-chosen = { $value } ({ $by })
settings-none = none
settings-on = on
settings-off = off
setting-model = Model
setting-quality = Quality
setting-ratio = Ratio
setting-resolution = Resolution
setting-format = Format
setting-style = Style
setting-private = Private
setting-spoiler = Spoiler
setting-age-restricted = Age-restricted channels
setting-budget-day = Budget a day, in credits
scope-person = yours
scope-channel = this channel
scope-server = this server
scope-team = the whole team
spoiler-never = never
spoiler-always = always
spoiler-ask = when asked for
age-restricted-anywhere = anywhere
age-restricted-only = only there
age-restricted-never = never there
invalid-prompt-unknown-setting = { $suggestion ->
    [none] There is no setting { $setting }. You can set { $known }.
   *[other] { $setting }: did you mean { $suggestion }?
}
invalid-prompt-setting-of-chats = { $setting } is set for a whole channel or server: /settings channel { $setting } ...
invalid-prompt-setting-of-teams = { $setting } is set for the whole team, by its admins: /settings team { $setting } 500
invalid-prompt-setting-no-server = There is no server here. Use /settings channel, or ask in a channel of the server.
help-settings = Your defaults: model, quality, ratio and more

## How the services do

service-text = The last 24 hours, by this bot’s own calls.
service-up = { $calls ->
    [one] { $percent } of 1 call answered
   *[other] { $percent } of { $calls } calls answered
}
service-speed = { $took } a picture on average
service-unused = not called lately
service-queue = { $running } being drawn, { $waiting } waiting
field-queue = Queue
field-version = Version
models-speed = typically { $took }

## What is kept

privacy-text = This is what is kept about you, and why.
privacy-how = /privacy export hands it to you as a file, /privacy delete deletes it.
privacy-pictures = Words and pictures
privacy-pictures-why = Your prompts, references, results and the messages that show them, so that you can edit, repeat and find them. Until you delete them.
privacy-names = Name and id
privacy-names-why = Who you are on this platform, so that your credits and your settings are yours.
privacy-credits = Credits
privacy-credits-why = Amounts, times and job numbers, and the reasons admins gave. They stay, because a ledger must add up; your words are never in it.
privacy-services = Sent elsewhere
privacy-services-why = The words and references of a picture go to the service of the model that draws it, without your name.
privacy-export = { $count ->
    [one] Everything that is kept about you, with 1 job. The file can be fetched until the bot restarts.
   *[other] Everything that is kept about you, with { $count } jobs. The file can be fetched until the bot restarts.
}
privacy-delete = This deletes your prompts, references, pictures and settings for good, and removes the bot’s messages that show them. Your credits stay. It cannot be undone.
notice-forgotten = Deleted: your words, pictures and settings. Your credits are still yours.
not-allowed-open-jobs = You still have jobs open. Wait until they are done, or cancel them in /queue, and press again.
inbox-text = { $count ->
    [one] This picture could not be delivered. It is safe here; where should it go?
   *[other] These { $count } results could not be delivered. They are safe here; where should they go?
}
inbox-empty = Everything you made was delivered.
inbox-hint = { $count ->
    [one] 1 result waits in /inbox.
   *[other] { $count } results wait in /inbox.
}
help-inbox = Pictures that could not be delivered
help-privacy = What is kept about you; export or delete it
help-more = More

## For operators

outage = { $service } refuses this bot’s requests. The log says why.
outage-key = { $service } does not accept the key it was given. Please set the right one and restart the bot.
outage-quota = The account with { $service } is used up. Please top it up, or raise its limit.
outage-permission = { $service } does not let this account use { $model }. Please allow it there: some models ask for a verified organisation.
outage-model = { $service } does not know the model { $model }. Please correct its entry in models.toml, or mark it as retired.
outage-meanwhile = Nobody is charged meanwhile. From time to time one request is let through, to see whether it works again.
