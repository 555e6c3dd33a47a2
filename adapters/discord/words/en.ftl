### What Discord shows around the bot's own words, in English. Command texts have at most 100 characters.

cmd-imagine = Make pictures from your words
cmd-edit = Change a picture: say what, and which
cmd-models = The models, with prices
cmd-queue = Your open jobs: place in line, time left, cancel
cmd-credits = Credits: yours, and giving them to others
cmd-balance = What you can spend
cmd-history = Where your credits went
cmd-grant = Give credits to a person or to everyone with a role (admins)
cmd-revoke = Take unspent credits back (admins)
cmd-help = Everything that can be typed here
cmd-enhance = Improve a prompt before it is drawn
cmd-compare = One prompt, several models, side by side
cmd-settings = Your defaults; for this channel or server, if you are an admin
cmd-status = How the models and the queue are doing
cmd-privacy = What is kept about you; export it or have it deleted
cmd-inbox = Finished pictures that could not be delivered

opt-prompt = What should the picture show? Flags such as --ratio 4:5 work too
opt-ratio = Width to height
opt-resolution = How large
opt-quality = How much detail; it sets the price
opt-count = How many pictures
opt-image = A picture to use as a reference
opt-mask = Where to edit: transparent, or white
opt-model = Which model draws
opt-style = A ready-made look
opt-size = Exact pixels, such as 1024x1536
opt-format = File format
opt-transparent = No background: stickers, logos, icons
opt-private = Only you see it
opt-spoiler = Hide the picture until it is tapped
opt-change = What should change?
opt-picture = The picture to change
opt-link = Or the link of the message that shows it
opt-target = Who
opt-amount = How many credits
opt-reason = Why; it is kept in the ledger
opt-expires = When they lapse, such as 30d or 12w
opt-models = Two to four models, separated by commas
opt-setting = What to set, such as: quality medium. Empty shows everything
opt-scope = For whom
opt-privacy = export or delete; empty tells what is kept

scope-me = me
scope-channel = this channel
scope-server = this server
scope-team = the whole team

more = More
thread = Continue in a thread
rest = { $count ->
    [one] … and 1 more
   *[other] … and { $count } more
}
thread-name = Picture
menu-edit = Edit image
menu-vary = Vary
menu-use = Use as reference
menu-recipe = Show recipe
menu-credits = Credits
menu-which = Which picture?
menu-edit-title = Edit this picture
menu-use-title = Use as a reference
menu-use-prompt = What should the new picture show?
menu-use-files = More pictures to use
menu-credits-title = Credits for { $name }
menu-credits-amount = Credits; with a minus they are taken back
menu-credits-reason = Reason

no-picture = There is no picture in that message.
form-expired = This form was opened before a restart. Nothing was charged; please open it again. Here is what you wrote:
command-changed = This command has just changed. Please reload Discord (Ctrl-R) and try again.
accepted = Your order is in, but I could not show here how far it is. The result comes as soon as it is done.
cannot-read = I cannot read this message. Mention me in it, or press Edit under the picture. Nothing was charged.
point-by-menu = I cannot see a picture in that message. Press and hold it (or right-click it), then Apps, { menu-edit }. Nothing was charged.
cannot-write = I cannot write to you directly. Use my commands here (type /), or open your direct messages, and ask again.
members-intent = I cannot see who has a role. Switch on “Server Members Intent” for this bot in Discord’s developer portal, or name people one by one.
no-bots = Bots cannot draw, so they get no credits.
role-empty = Nobody has the role { $role }.
role-too-large = { $role } has { $count } members; { $limit } is the most in one go.
role-people = { $count ->
    [one] 1 person with the role { $role }
   *[other] { $count } people with the role { $role }
}
role-ask = This reaches { $people }: { $amount ->
    [one] 1 credit each
   *[other] { $amount } credits each
}, { $total } in all. Nothing is given before you agree.
role-take-ask = This concerns { $people }: { $amount ->
    [one] 1 credit is taken back from each
   *[other] { $amount } credits are taken back from each
}, { $total } in all. Nothing is taken before you agree.
role-give = { $total ->
    [one] Give 1 credit
   *[other] Give { $total } credits
}
role-take = { $total ->
    [one] Take back 1 credit
   *[other] Take back { $total } credits
}
role-refused = All right. Nobody’s credits have changed.
role-gone = That role is gone. Nobody’s credits have changed.
copy = Here it is as { $format } ({ $size_bytes }), so that it fits: re-encoded, not the untouched file.
parts = The untouched file is larger than Discord lets me send here, so it comes in { $count } parts. A computer joins them: put them into one folder and open the first in 7-Zip, or join them in order (cat, copy /b).
parts-else = The preview in the result comes whole, and so may another format under More, such as “As JPEG”.
too-large = “{ $name }” has { $size_bytes }, more than Discord lets me send here. Under More you can take it as a smaller file; with PUBLIC_URL set, the operator lets me link it.
linked = The untouched file, “{ $name }” ({ $size_bytes }). Whoever has the link can open it, for 24 hours.
download = Download
thread-failed = I could not open a thread here.

thread-exists = There is a thread under this picture already.
thread-not-yours = You are not allowed to open threads in this channel. Ask a server admin for the permission “Create Public Threads”.
thread-opened = Mention { $me } here and say what to change; /edit works too.
mend = Ask an admin to give me these permissions here: { $missing }.
age-only = My admins here let me draw in age-restricted channels only.
age-never = My admins here let me draw only in channels without an age restriction.
perm-view_channel = View Channel
perm-send_messages = Send Messages
perm-send_messages_in_threads = Send Messages in Threads
perm-attach_files = Attach Files
perm-embed_links = Embed Links
perm-read_message_history = Read Message History
perm-create_public_threads = Create Public Threads
