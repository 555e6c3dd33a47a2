### Slack’s own surfaces, in English. What the bot says is worded in bot/replies.

mend-invite = Write here: /invite @{ $bot }
mend-direct = Slack lets no bot into this conversation. Message @{ $bot } directly, or use a channel.
mend-archived = This channel is archived.

home-title = Your pictures
home-create = Create image
home-help = Help
home-history = Credit history
home-settings = Settings
home-recent = Latest pictures
home-edit = Edit

close = Cancel

pane-title = What would you like to see?
pane-thinking = is looking at your words …
pane-poster = A poster
pane-poster-words = a poster that says "OPEN LATE" in neon --ratio 4:5
pane-logo = A logo
pane-logo-words = a logo of a fox for a coffee bar
pane-photo = A photograph
pane-photo-words = a paper boat on a calm lake at dawn, photograph --ratio 16:9

install-refused-title = This workspace cannot use it
install-refused = This bot belongs to another team, so it was not installed in { $team }: nothing was kept, and nothing was charged. If it should work here, ask whoever runs the bot to add slack:{ $team } to IMAGINE_HOMES.

group-unknown = There is no group { $group } in this workspace. Nothing was given.
group-empty = Nobody is in { $group }. Nothing was given.
group-large = { $group } has { $count } members, and at most { $most } can get credits at once. Nothing was given.
