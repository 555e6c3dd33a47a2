### The page around the chat, in English. What the bot itself says is worded in bot/replies.

title = studio · imagine
channel-about = Make pictures, and change them by replying
you-are = You are
admin = admin
two-people = Open a second tab to be two people.
credits-left = { $amount ->
    [one] 1 credit left
   *[other] { $amount } credits left
}
number = { $amount }
price-left = → { $amount } left
price-short = You have only { $amount }.
sketch-title = Sketch mode: no AI model is connected.
sketch-how = Pictures are drawn by rule, and everything else is real. For real pictures, ask your admin.
sketch-how-admin = Pictures are drawn by rule, and everything else is real. To connect a model, put OPENAI_API_KEY=… into a file named .env and start again.

empty-title = What would you like to see?
empty-text = Say it in your own words, or attach a photo and say what should change. To go on from a picture, reply to it.
empty-try = Or try one of these:
example-1 = /imagine a poster that says "OPEN LATE" in neon --ratio 4:5 -n 2
example-2 = /imagine a paper boat on a calm lake at dawn --ratio 16:9
example-3 = /imagine a logo of a fox for a coffee bar --quality medium

write = What would you like to see?
write-change = Say what should change
composer = Your message
send = Send
skip = Skip to the box
attach = Attach pictures
attached = Attached pictures
drop-here = Drop pictures here
remove-file = Remove { $name }
replying-person = Replying to { $name }
replying-photo = Changing the photo from { $name }
replying-picture = Replying to picture { $index }
replying-first = Picture 1 of { $count } · #2 picks another
replying-message = Replying to this result
drop-reply = Do not reply to this
thread = Thread · { $count }
leave-thread = All messages
suggestions = Suggestions
older = Earlier messages
to-newest = ↓ To the newest
new-messages = New messages
ready-elsewhere = A picture is ready
drawing-elsewhere = Your picture is being drawn
log = Messages
bot-name = imagine
bot-badge = BOT
only-you = Only you can see this
for-person = for { $name }
earlier-message = an earlier message
picture-of = picture { $index } · { $text }
show-all = Show all
more = More
reply = Reply
mend = Edit and send again
short-upscale = 4K
reply-to-picture = Reply to picture { $index }
open-picture = Open picture { $index }
open-partial = Open the picture so far
made-from = Made from
see-before = See the picture before
before = Before
after = After
side-by-side = Side by side
zoom = Zoom in
copy = Copy
copied = Copied
picture-actions = Picture { $index }
progress = Progress
close = Close
cancel = Cancel
previous = Previous picture
next = Next picture
confirm-delete = Delete these pictures for everyone?
choose-none = as it is
jump = Go to the message

reconnecting = Connection lost. Trying again …
send-failed = That could not be sent. Is the program still running?
too-many-files = At most { $limit } files can go with one message.
too-large-file = Left out, as larger than { $limit_bytes }: { $name }
too-much = That is more than one message can carry. Send at most { $files } files of { $limit_bytes } each, and a text under { $text_bytes }.
bad-request = That could not be read. Reload the page and try again.
disk-full = The program’s disk is full, so nothing could be kept. Make room, then send it again.
not-found-title = There is nothing here
not-found-text = The page or picture you asked for does not exist, or not any more.
error-title = Something broke
error-text = The program’s log has the details. What you did before is kept.
back = Back to the chat
