### 聊天周围的页面，中文。机器人自己说的话在 bot/replies。

title = studio · imagine
channel-about = 做图，并通过回复来修改
you-are = 你是
be-person = 切换为 { $name }
admin = 管理员
two-people = 再开一个标签页，就可以是两个人。
credits-left = { $amount } 积分
sketch-title = 草图模式：没有连接 AI 模型。
sketch-how = 图片按规则绘制，其余都是真的。要连接模型，请在名为 .env 的文件里写上 OPENAI_API_KEY=… 并重新启动。

empty-title = 你想看到什么？
empty-text = 输入 /imagine，用自己的话说出来。要修改图片，请回复它。
empty-try = 或者试试这些：
example-1 = /imagine 一张写着 "OPEN LATE" 的霓虹海报 --ratio 4:5 -n 2
example-2 = /imagine 黎明时平静湖面上的一只纸船 --ratio 16:9
example-3 = /imagine 一家咖啡馆的狐狸标志 --quality medium

write = 输入 /imagine …
send = 发送
attach = 添加图片
attached = 已添加的图片
drop-here = 把图片放到这里
remove-file = 移除 { $name }
replying-person = 回复 { $name }
replying-picture = 回复第 { $index } 张图
replying-message = 回复这个结果
drop-reply = 不回复了
suggestions = 建议
older = 更早的消息
new-messages = 新消息
ready-elsewhere = 有图片做好了
log = 消息
bot-name = imagine
bot-badge = 机器人
only-you = 只有你能看到
for-person = 给 { $name }
earlier-message = 更早的一条消息
picture-of = 第 { $index } 张图 · { $text }
show-all = 显示全部
reply = 回复
reply-to-picture = 回复第 { $index } 张图
open-picture = 打开第 { $index } 张图
open-partial = 打开目前的图
picture-actions = 第 { $index } 张图
progress = 进度
close = 关闭
cancel = 取消
previous = 上一张
next = 下一张
confirm-delete = 为所有人删除这些图片吗？
choose-none = 保持原样
jump = 转到这条消息

reconnecting = 连接断开，正在重试 …
send-failed = 没能发送。程序还在运行吗？
too-many-files = 一条消息最多带 { $limit } 个文件。
too-large-file = “{ $name }”超过了 { $limit_bytes }。
too-much = 超出了一条消息能带的量。最多发送 { $files } 个文件，每个不超过 { $limit_bytes }，文字少于 { $text_bytes }。
bad-request = 没能读取。请重新加载页面再试。
broken = 机器人内部出了问题，详情在日志里。请再试一次。
not-found-title = 这里什么也没有
not-found-text = 你要的页面或图片不存在，或者已经不在了。
error-title = 出了点问题
error-text = 详情在程序的日志里。你之前做的都还在。
back = 回到聊天
