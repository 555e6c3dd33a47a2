### Slack 自己的界面。

mend-invite = 请在这里输入：/invite @{ $bot }
mend-direct = Slack 不允许机器人进入这个对话。请直接给 @{ $bot } 发消息，或使用频道。
mend-archived = 这个频道已归档。

home-title = 你的图片
home-create = 创建图片
home-help = 帮助
home-history = 积分记录
home-settings = 设置
home-recent = 最近的图片
home-edit = 编辑

close = 取消

pane-title = 你想看到什么？
pane-thinking = 正在读你的话……
pane-poster = 一张海报
pane-poster-words = 一张用霓虹灯写着“OPEN LATE”的海报 --ratio 4:5
pane-logo = 一个标志
pane-logo-words = 咖啡馆的狐狸标志
pane-photo = 一张照片
pane-photo-words = 黎明时平静湖面上的纸船，照片 --ratio 16:9

install-refused-title = 此工作区无法使用
install-refused = 这个机器人属于另一个团队，因此没有安装到 { $team }：没有保存任何内容，也没有收费。如果要在这里使用，请让机器人的运营者把 slack:{ $team } 加入 IMAGINE_HOMES。

group-unknown = 此工作区中没有群组 { $group }，未发放任何积分。
group-empty = { $group } 中没有人，未发放任何积分。
group-large = { $group } 有 { $count } 名成员，一次最多可向 { $most } 人发放积分，未发放任何积分。
