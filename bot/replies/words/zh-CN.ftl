### 机器人说的话，简体中文。规则见 en.ftl。

## Amounts

credits = { $amount } 积分
price = { $amount ->
    [0] 免费
   *[other] { $amount } 积分
}
signed-credits = { $amount ->
    [0] 无
   *[other] { $sign }{ $amount } 积分
}
price-range = { $least } 到 { $most } 积分
price-each = 每张 { $price }
pictures = { $count } 张图
edits = 编辑 { $count } 张
cost = { $amount ->
    [0] 免费
   *[other] −{ $amount }
}
cost-and-left = { $amount ->
    [0] 免费 · 剩 { $available }
   *[other] −{ $amount } · 剩 { $available }
}
seconds = { NUMBER($seconds, maximumFractionDigits: 1) } 秒
size-auto = 由模型决定
quality-low = 低
quality-medium = 中
quality-high = 高
quality-xhigh = 很高
quality-max = 最高
quality-auto = 自动
background-transparent = 透明

## Names of fields

field-model = 模型
field-size = 尺寸
field-quality = 质量
field-references = 参考图
field-cost = 费用
field-price = 价格
field-time = 用时
field-style = 风格
field-avoid = 不要
field-background = 背景
field-available = 可用
field-held = 已预留
field-expiring = 到期

## What a reference is for

reference-with-role = { $name }（{ $role }）
role-source = 要修改的图
role-subject = 主体
role-style = 风格
role-character = 角色
role-logo = 标志
role-background = 背景
role-palette = 配色
role-pose = 姿势
role-composition = 构图
role-mask = 蒙版

## Buttons

button-create = 创建
button-again = 再来一次
button-vary = 变化
button-vary-one = 变化第 { $index } 张
button-upscale = 放大到 4K
button-upscale-one = 第 { $index } 张放大到 4K
button-edit = 编辑
button-edit-one = 编辑第 { $index } 张
button-quick = 快速修改
button-original = 原图
button-original-one = 第 { $index } 张原图
button-recipe = 查看配方
button-why = 为什么是这个价格？
button-as-png = 存为 PNG
button-as-png-one = { $index } 存为 PNG
button-as-jpeg = 存为 JPEG
button-as-jpeg-one = { $index } 存为 JPEG
button-as-webp = 存为 WebP
button-as-webp-one = { $index } 存为 WebP
button-reword = 换个说法
button-cancel = 取消
button-cancel-one = 取消第 { $index } 个
button-delete = 删除
delete-question = 要删除这个结果吗？删除后无法恢复，已花的积分也不会退回。
delete-not = 保留
button-publish = 给所有人看
button-propose-edit = 按这些话修改
button-propose-photo = 修改这张照片
button-propose-draw = 画出来
button-priced = { $label } · { $price }

## While a picture is being made

status-generate = 正在制作 { $count } 张图：{ $price }。
status-edit = { $count ->
    [1] 正在编辑图片：{ $price }。
   *[other] 正在把图片编辑成 { $count } 个版本：{ $price }。
}
status-vary = 正在制作 { $count } 张变化图：{ $price }。
status-upscale = 正在以 4K 重新绘制图片：{ $price }。
stage-queued = { $ahead ->
    [0] 下一个就是你。
   *[other] 前面还有 { $ahead } 个任务。
}
stage-queued-unplaced = 正在排队。
stage-queued-eta = 大约{ $eta_s }后完成。
stage-drawing = 正在绘制。
stage-drawing-eta = 正在绘制，大约还要{ $eta_s }。
stage-uploading = 画好了，正在发到这里。

## Results

result-generate = { $count ->
    [1] 你的图做好了。
   *[other] 你的 { $count } 张图做好了。
}
result-edit = { $count ->
    [1] 编辑好了。
   *[other] 编辑好的 { $count } 张图来了。
}
result-vary = { $count ->
    [1] 变化图做好了。
   *[other] { $count } 张变化图做好了。
}
result-upscale = 已用 4K 重新绘制。模型重新画了一遍，细节可能不同。
result-partial = { $count } 张中做好了 { $delivered } 张。
result-cancelled = 已取消，{ $count } 张中完成了 { $delivered } 张。
result-withheld = 有 { $withheld } 张被模型的安全检查拦下。
result-missing = 有 { $missing } 张没能做出来。
result-paid-for = 你只为这里的图付了费。
result-other-size = 模型做成了 { $got }，而不是 { $asked }。
result-preview = 这里显示的是 { $format }，{ $shown }。点“{ $original }”可获得图片本身：{ $kind }，{ $whole }。
result-non-commercial = 由 { $model } 生成：仅限非商业用途。
result-next = 回复图片即可修改。
result-next-private = 用下面的按钮可以修改它。
result-elsewhere = 无法在你提出请求的聊天中发布，所以发到这里给你。
result-waiting = 你的 { $count } 张图片已完成，但既无法在这里发布，也无法发送给你。图片已保存：用 /inbox 查看。
result-late = { $count } 张图片已完成，但目前无法在这里显示。我会继续尝试；在 /inbox 中也能找到。
sketch-footer = 这是草图，不是 AI。想要真正的图片，请联系管理员。
sketch-footer-admin = 这是草图，不是 AI。要得到真正的图片，请设置 OPENAI_API_KEY 并重启机器人。
sketch-unknown = 草图画不出{ $words }；真正的模型可以。
sketch-word = “{ $word }”
sketch-words-between = { "、" }
cancelled = 已取消。
deleted = 图片已删除。
alt-one = 根据这些文字制作的图片：{ $prompt }
alt-many = 根据这些文字制作的图片，第 { $index } 张，共 { $count } 张：{ $prompt }
alt-one-transparent = 根据这些文字制作的透明背景图片：{ $prompt }
alt-many-transparent = 根据这些文字制作的透明背景图片，第 { $index } 张，共 { $count } 张：{ $prompt }

## What it cost

nothing-charged = 没有扣除任何积分。
you-were-not-charged = 没有扣你的积分。
charged-for-part = 你为已完成的部分付了 { $price }。

## A job that made nothing

picture-failed = 图片没能做出来。请再试一次。
picture-failed-rejected = { $stage ->
    [prompt] 模型的安全检查没有通过这些文字{ $categories ->
        [none] 。
       *[other] （{ $categories }）。
    }请换个说法。
    [reference] 模型的安全检查没有通过其中一张参考图{ $categories ->
        [none] 。
       *[other] （{ $categories }）。
    }请换一张图。
    [output] 模型画出的图被它自己的安全检查拦下了{ $categories ->
        [none] 。
       *[other] （{ $categories }）。
    }再试一次常常有用，换个说法更有效。
   *[other] 模型的安全检查没有通过这个请求{ $categories ->
        [none] 。
       *[other] （{ $categories }）。
    }请修改文字{ $references ->
        [none] {""}
       *[other] 或参考图
    }。
}
picture-failed-outcome-unknown = 与模型的连接在收到结果前断开了。不会自动重发；如果还需要，请按“再来一次”。
picture-failed-busy = 模型现在很忙或无法连接。请过几分钟再试。
picture-failed-key = 模型服务不接受这个机器人的密钥。已通知管理人员；这期间可以试试别的模型。
picture-failed-quota = 团队在模型服务上的额度用完了。已通知管理人员；这期间可以试试别的模型。
picture-failed-permission = 模型服务不允许这个机器人使用该模型。已通知管理人员；这期间可以试试别的模型。
picture-failed-model = 模型服务不再提供这个模型。已通知管理人员；请用 --model 选别的模型。
picture-failed-request = 模型服务没有理解这个请求。已通知管理人员；可以试试别的选项或别的模型。
picture-failed-transparency = 模型服务不为这个机器人的账户画透明背景。请去掉 --transparent，或用 --model 选别的模型；/models 里有可用的模型。
picture-failed-failed = 模型服务试过了，但没能做出图片。再试一次往往就行。
picture-failed-missing = 模型服务发来的图片比要求的少。请再试一次。
picture-failed-unreadable = 模型服务发来的不是能打开的图片。请再试一次。
picture-failed-cancelled = 在图片做好之前已取消。
picture-failed-crashed = 绘制时机器人停了两次，所以放弃了。按“再来一次”重新开始。
picture-failed-storage = 机器人的磁盘满了，图片无法保存。管理人员需要腾出空间；请稍后再试。
picture-failed-base = 本应作为基础的图片没有生成。点“再来一次”会在之前的图片上做这个修改。
picture-failed-internal = 机器人内部出了问题。管理人员可以看到原因；请再试一次。

## Words and flags

error = 没有成功。请再试一次。
invalid-prompt = 没看懂。/help 里有可以输入的内容。
invalid-prompt-empty = 没有可以画的文字。请说明图里要有什么：/imagine 雪地里的红狐狸
invalid-prompt-too-long = 文字有 { $length } 个字符，最多 { $limit } 个。请缩短。
invalid-prompt-unknown-flag = { $suggestion ->
    [none] 没有 { $flag } 这个选项。/help 里有全部选项。
   *[other] { $flag }：你是想用 { $suggestion } 吗？
}
invalid-prompt-too-many-flags = 选项超过 { $limit } 个。请去掉一些。
invalid-prompt-bad-value = { $suggestion ->
    [none] { $flag } 不能是“{ $value }”。请用 { $allowed }。
   *[other] { $flag } 不能是“{ $value }”。你是想用 { $suggestion } 吗？请用 { $allowed }。
}
invalid-prompt-missing-value = { $allowed ->
    [none] { $flag } 后面要有文字。
   *[other] { $flag } 后面要有值，例如 { $allowed }。
}
invalid-prompt-conflict = { $flag } { $value } 和 { $other } { $other_value } 不能同时用。请去掉其中一个。
invalid-prompt-no-alpha = { $format } 文件不支持透明。请用 --format png 或 webp，或去掉 --transparent。
invalid-prompt-mask-without-source = 蒙版需要对应的图片。请回复一张图，或在蒙版之前附上一张图。
invalid-prompt-unknown-command = { $suggestion ->
    [none] 没有 { $command } 这个命令。/help 里有全部命令。
   *[other] { $command }：你是想用 { $suggestion } 吗？
}
invalid-prompt-grant-user = 请写明给谁：/credits grant @名字 100 原因
invalid-prompt-grant-users = 一次只能写一个人。
invalid-prompt-grant-unknown-user = 这里没有 { $user }。请输入 @ 后从列表中选择名字。
invalid-prompt-grant-no-amount = 请写明多少积分：/credits grant @名字 100 原因
invalid-prompt-grant-amount = “{ $value }”不能作为数量。请用 1 到 { $limit } 的整数。
invalid-prompt-grant-expiry = “{ $value }”不是期限。请写成 expires:30d 或 expires:12w。

## References

invalid-reference = “{ $name }”不能用。请发送 PNG、JPEG、WebP 或 HEIC 图片。
invalid-reference-empty = “{ $name }”是空的。请重新附上。
invalid-reference-too-large = “{ $name }”超过了参考图的上限 { $limit_bytes }。请发送小一些的版本。
invalid-reference-too-many-pixels = “{ $name }”超过了参考图的上限 { $limit_pixels }。请发送小一些的版本。
invalid-reference-not-a-picture = { $kind ->
    [pdf] “{ $name }”是 PDF，不是图片。请把那一页存成 PNG 或 JPEG 发送。
    [archive] “{ $name }”是压缩包，不是图片。请解压后附上图片。
    [video] “{ $name }”是视频，不是图片。请发送其中一帧，用 PNG 或 JPEG。
    [audio] “{ $name }”是音频，不是图片。参考图可以是 PNG、JPEG、WebP 或 HEIC。
    [program] “{ $name }”是程序，不是图片。参考图可以是 PNG、JPEG、WebP 或 HEIC。
    [web-page] 收到的不是“{ $name }”，而是一个网页。机器人可能没有权限读取这里的文件；请联系管理员，或重新附上。
    [text] “{ $name }”是文本，不是图片。参考图可以是 PNG、JPEG、WebP 或 HEIC。
   *[other] “{ $name }”不是图片。参考图可以是 PNG、JPEG、WebP 或 HEIC。
}
invalid-reference-format = “{ $name }”的格式（{ $found }）不能用。请用 PNG、JPEG、WebP 或 HEIC 发送。
invalid-reference-damaged = “{ $name }”已损坏，无法完整打开。请重新导出或重新发送。
invalid-reference-animated = “{ $name }”是动图。请发送其中一帧，用 PNG 或 JPEG。
invalid-reference-bomb = “{ $name }”解压后远大于文件本身，所以没有打开。请发送普通的图片。
invalid-reference-timeout = 打开“{ $name }”花的时间太长。请用别的软件另存，或发送小一些的版本。
invalid-reference-mask-size = “{ $name }”是 { $mask }，不能作为 { $source } 图片的蒙版。请用相同比例的蒙版。
invalid-reference-mask-kind = “{ $name }”不能作为蒙版。请用可修改处透明的 PNG，或可修改处为白色的黑白图。
invalid-reference-mask-empty = “{ $name }”没有标出要修改的地方。请把可修改处设为透明或白色。
invalid-reference-download-failed = 无法从聊天中下载“{ $name }”。请重新附上。
invalid-reference-unreadable = 无法读取“{ $name }”。请确认文件存在且可以打开。
invalid-reference-text-encoding = “{ $name }”不是 UTF-8 文本。请存为 UTF-8，或直接粘贴文字。
invalid-reference-too-many = 最多可用 { $limit } 张参考图，现在有 { $count } 张。请去掉一些。

## Refusals

source-not-found = 找不到要修改的图。请回复一条带有我的图片的消息。
source-not-found-deleted = 那张图已被删除。请回复另一张，或用 /imagine 重新开始。
source-not-found-unfinished = 那张图还在绘制。等它到了再回复。
source-not-found-no-pictures = 那条消息里没有可修改的图。请回复我的一张图片。
source-not-found-number = 那里没有 #{ $index } 这张图。可以用 { $known }。
insufficient-credits = 需要 { $needed } 积分，你可用的有 { $available }。{ $least ->
    [none] 请向管理员要积分。
   *[other] 请向管理员要积分，或减少张数、降低质量。
}
too-many-jobs = 进行中的任务太多了。请等一个任务完成。
too-many-jobs-person = 你已有 { $limit } 个进行中的任务。请等任务完成，或在 /queue 中取消一个。
too-many-jobs-queue = 队列已满（{ $limit } 个任务）。请过几分钟再试。
too-fast = 操作太快了。没有扣费。请在 { $wait_s }后继续。
too-fast-events = 操作太快了。没有扣费。请在 { $wait_s }后继续。
too-fast-enhance = 要改进的文字太多了。没有扣费。请在 { $wait_s }后继续。
too-fast-export = 每小时只能导出一次。请在 { $wait_s }后再试。
no-room = 我的磁盘空间不足，暂时无法接收文件。没有扣费。请稍后再试，并告诉管理员。
not-allowed = 你没有权限这样做。
not-allowed-admin-only = 只有管理员可以这样做。
not-allowed-not-owner = 只有发起人或版主可以这样做。
not-allowed-not-asked = 只有被询问的人才能拒绝。
not-allowed-private = 这张图是私密的。只有制作者可以使用。
not-allowed-not-home = 我为其他团队服务，无法在这里接受订单。没有扣费。请联系运行此机器人的人开通使用。
budget-reached-team = 你的团队每天可用 { $limit } 积分，今天还剩 { $left }，这次需要 { $needed }。没有扣费。预算在 00:00 UTC 重新开始；管理员可以用 /settings team budget-day 提高。
budget-reached-all = 这个机器人每天可用 { $limit } 积分，今天还剩 { $left }，这次需要 { $needed }。没有扣费。00:00 UTC 恢复；已通知机器人的运营者。
budget-spent-team = 团队 { $team } 已达到每天 { $limit } 积分的预算：在 00:00 UTC 之前，之后的请求都会被免费拒绝。可在那里用 /settings team budget-day { $limit } 提高。
budget-spent-all = 所有人每天 { $limit } 积分的预算已用完：在 00:00 UTC 之前，之后的请求都会被免费拒绝。要在今天继续，请提高 IMAGINE_CREDITS_PER_DAY_MAX 并重启。
price-drift-more = { $model } 的“{ $quality }”质量：在最近 { $orders } 个订单中，服务商计算的 token 比 config/prices.toml 多 { $percent } %，图片的成本高于大家支付的价格。请在 { $row } 的 patches 中写入 { $line } 并重启。
price-drift-less = { $model } 的“{ $quality }”质量：在最近 { $orders } 个订单中，服务商计算的 token 比 config/prices.toml 少 { $percent } %。请在 { $row } 的 patches 中写入 { $line } 并重启，报价就会与实际用量一致。
model-ending = 服务商称 { $model } 将于 { $at } 停用。请在 config/models.toml 中写明后继模型（retired_for、retires），以免当天的订单失败。
files-refused = { $platform } 不接受此机器人的文件（{ $code }），已完成的图片在各自的收件箱中等待。
files-refused-why = imagine doctor 会说明如何处理。
files-refused-rights = 机器人没有在那里发送文件的权限：imagine doctor 会说明缺少什么以及如何授予。
files-refused-space = 那里的存储空间已满：请删除文件，或升级套餐。
files-refused-policy = 那里的设置或套餐不允许应用发送这类文件：所有者可以放行。
files-refused-keys = 那里的加密密钥访问权已被收回：密钥管理员可以重新授予。
files-refused-trouble = 这是 { $platform } 自身的错误，我会继续尝试。如果持续出现，请查看其状态页面。
files-refused-meanwhile = 没有人会重复付费：恢复接受文件后，用 /inbox 即可取回图片。
unknown-model = { $suggestion ->
    [none] 没有“{ $asked }”这个模型。可以用 { $known }。
   *[other] 没有“{ $asked }”这个模型。你是想用 { $suggestion } 吗？
}
unsupported = { $what ->
    [retired] { $model } 已不再提供。
    [size] { $model } 不能画 { $asked }。
    [resolution] { $model } 不能以 { $asked } 绘制。
    [quality] { $model } 没有 { $asked } 这种质量。
    [format] { $model } 不能生成 { $asked } 文件。
    [count] { $model } 不能一次做 { $asked } 张图。
    [references] { $model } 不能用 { $asked } 张参考图。
    [mask] { $model } 不能用蒙版。
    [needs-reference] { $model } 需要一张图作为起点。请附上一张，或回复一张图。
    [needs-mask] { $model } 需要蒙版来标出要改的地方。
    [transparency] { $model } 不能画透明背景。
    [complexity] { $model } 不能指定思考程度。
   *[other] { $model } 做不到。
}{ $instead ->
    [none] /models 里有可用的模型。
   *[other] 加上 --model { $instead } 就可以。
}
unsupported-largest = 这张图已经是 { $size }，是 { $model } 能画的最大尺寸。
cannot-post-here = 我没有权限在这个聊天里发图片。{ $mend ->
    [none] 请让管理员允许我发送。
   *[other] { $mend }
}
job-not-found = 已经找不到这张图了。请用 /imagine 重新开始。

## Notes beside an answer

note-builds-on = 它以刚刚要求的那张图片为基础。
note-size-snapped-step = { $asked } → { $got }：边长以 { $limit } 为单位。
note-size-snapped-edge = { $asked } → { $got }：一条边最多 { $limit } 像素。
note-size-snapped-ratio = { $asked } → { $got }：长边最多是短边的 { $limit } 倍。
note-size-snapped-pixels-max = { $asked } → { $got }：一张图最多 { $limit } 像素。
note-size-snapped-pixels-min = { $asked } → { $got }：一张图至少要 { $limit } 像素。
note-size-snapped-model = { $asked } → { $got }：{ $model } 能画的最接近的尺寸。
note-left-out = 未使用：{ $reason }
note-role-unused = as:{ $role } 没有用上：没有对应的附件。
note-size-animated = { $asked } → { $got }：动图比图片小。
note-compression-unused = --compression 没有用上：{ $format } 会保留全部内容。
note-transparent-format = 文件是 PNG 或 WebP，不是平常的 { $format }：{ $format } 不支持透明。
note-opaque-format = 这张图有背景：{ $format } 不支持透明。
note-opaque-model = 这张图有背景：{ $model } 不能画透明背景。
note-enhance-unused = 没有使用 --enhance：修改会保留你的原话。

## Credits

balance-text = { $available ->
    [0] 你的积分用完了。请向管理员要一些。
   *[other] 你有 { $available } 积分可用。
}
balance-of-text = { $available ->
    [0] { $name } 没有可用的积分。
   *[other] { $name } 有 { $available } 积分可用。
}
notice-comes-alone = 你的私密图片只会发到我们的私信里。
notice-unknown-person = { $name } 还没来过这里，也没有积分。
balance-elsewhere = 在这里用的是这份余额；在其他团队里你有另一份。
balance-held = { $amount }，用于未完成的任务
balance-expiring = { $at } 到期 { $amount }
history-text = 你最近的积分变动，最新的在前。
history-of-text = { $name } 最近的积分变动，最新的在前。
times-utc = 时间为 UTC。
history-empty = 还没有积分变动。
history-line = { $available ->
    [none] { $amount } { $what }
   *[other] { $amount } { $what } · 剩 { $available }
}
history-grant = { $actor ->
    [none] 来自管理员
   *[other] 来自 { $actor }
}{ $reason ->
    [none] {""}
   *[other] ：{ $reason }
}
history-start = 初始积分
history-hold = { $words ->
    [none] 为图片预留
   *[other] 为“{ $words }”预留
}
history-capture = { $words ->
    [none] 用于图片
   *[other] 用于“{ $words }”
}
history-release = 已退回
history-expire = 已到期
history-revoke = { $actor ->
    [none] 由管理员收回
   *[other] 由 { $actor } 收回
}{ $reason ->
    [none] {""}
   *[other] ：{ $reason }
}
grant-text = { $name } 得到 { $amount } 积分。
grant-expires = { $amount ->
   *[other] 到期日为 { $at }。
}
grant-reason = 原因：{ $reason }
moved-to-you = { $by } 给了你 { $amount } 积分。
moved-back = { $by } 收回了你的 { $amount } 积分。
share-text = { $group }：每人得到 { $amount } 积分。
unshare-text = { $group }：每人收回 { $amount } 积分。
revoke-text = 已从 { $name } 收回 { $amount } 积分，现在有 { $available } 可用。
revoke-too-much = { $available ->
    [0] { $name } 没有可以收回的积分。
   *[other] { $name } 可收回的积分是 { $available }，不是 { $amount }。没有收回任何积分。
}

## Help and greeting

help-text = 说出你想看到的，我来画。回复图片并说明要改什么，我来改。
help-imagine = 制作图片。可以附上参考图。
help-edit = 修改你回复的那张图
help-reply = 回复图片
help-reply-how = 说明要改什么；要用的图请附上。#2 表示第二张。
help-flags = 选项，可写在文字的任何位置
help-roles = 按顺序说明每个附件的用途；最多 { $references } 个文件。蒙版中透明或白色的部分就是要修改的地方。
flag-ratio = 宽高比
flag-size = 精确像素，例如 1024x1536
flag-resolution = 多大
flag-quality = 细节多少
flag-complexity = 模型在绘制前思考多少
flag-count = 几张图
flag-format = 文件格式
flag-compression = 让 JPEG 和 WebP 更小
flag-model = 由哪个模型画
flag-style = 现成的风格
flag-avoid = 图里不要有什么
flag-private = 只有你能看到
flag-transparent = 没有背景：贴纸、标志、图标
flag-enhance = 先优化提示词
help-models = 模型和价格
help-queue = 进行中的任务，可取消
help-status = 模型的状态
help-help = 所有可以输入的内容
help-balance = 可用的积分
help-history = 积分用在了哪里
help-grant = 给某人积分（expires:30d 可设期限）
help-revoke = 收回未用的积分
help-cost = 价格会先显示；没收到的图绝不收费。
help-starting = 每个人开始时有 { $amount } 积分。
welcome = 你好。用自己的话告诉我你想看到什么，或者发一张照片并说明要改哪里。回复一张图片即可在它的基础上继续；/help 会显示全部功能。也可以先试试：
welcome-1 = 黎明时的纸船
welcome-2 = 咖啡馆的狐狸标志
welcome-3 = 写着 OPEN LATE 的海报
proposal = 要把这些话当作一个要求吗？不按按钮就不会扣费。
proposal-latest = 是指你最新的那张图片吗？不按按钮就不会扣费。要修改另一张，请回复那张图片。
lost-event = 机器人还没来得及回答你就重启了。没有扣除任何积分；请再发一次。
platform-fault = 聊天平台没有允许此操作{ $fault ->
    [none] {""}
   *[other] （{ $fault }）
}。请重试；如果一直如此，请告诉机器人的管理者：imagine doctor 会说明缺少什么。
defect = 机器人内部出了问题，运营者能看到原因；请再试一次。

## Models and queue

models-text = 这些模型可以用 --model 选择。
models-default = 默认
models-commercial = 可商用
models-non-commercial = 仅限非商用
models-retires = { $at } 起停用
queue-empty = 你没有进行中的任务。
queue-text = 你有 { $count } 个进行中的任务。
queue-running = 正在绘制
queue-place = 队列第 { $position } 位
queue-eta = 大约{ $eta_s }后完成

## Forms

edit-title = 编辑图片
edit-title-one = 编辑第 { $index } 张图
edit-change = 要改什么？
edit-change-hint = 例如：天空暖一些，把这个标志放在角落
edit-keep = 哪些要保持不变？
edit-keep-hint = 例如：脸和文字
edit-ratio = 比例
edit-ratio-hint = 留空则保持图片原来的比例
quick-change = 修改类型
quick-picture = 图片
quick-details = 用几个词说明
quick-details-hint = 例如：黎明的海滩。留空则使用默认效果
edit-files = 要用的图片
edit-files-hint = PNG、JPEG、WebP 或 HEIC
edit-use = { $count ->
   *[other] 使用我附上的图片。
}
edit-restyle = 用指定的风格重画这张图片，保留其中的内容。
edit-reframe = 把这张图片改成新的画幅：在多出的地方延续场景，其余保持不变。
edit-clear-ground = 去掉背景。
edit-redraw = 照原样再画一次这张图片。
reword-title = 换个说法
reword-prompt = 图里要有什么？
reword-cut = 这里只能放下 { $length } 个字符中的前 { $shown } 个，其余将被省略。
imagine-title = 创建图片
imagine-prompt-hint = 要写进图里的字请加“引号”；这里也能用 --参数
imagine-resolution = 分辨率
imagine-count = 几张图
imagine-usual = 照常：{ $value }
imagine-none = 无
imagine-mask = 蒙版
imagine-mask-hint = 可以修改的地方为透明或白色
imagine-private = 只有我能看到
imagine-transparent = 透明背景

## Short answers

recipe-text = 要再做一次，请复制这一行。其中不含参考图片。
why-picture = { $what }，{ $quality }，{ $resolution }：{ $price }
why-references = { $count } 张参考图：{ $price }
why-words = 较长的文字：{ $price }
why-changed = 价格表此后已变更。当时每张图片为 { $unit }（{ $what }）。
why-held = { $price } 已预留，直到图片完成；未完成的部分会退还。
why-some = { $count } 张中完成了 { $captured } 张：已支付 { $price }，其余已退还。
why-less = 模型用量低于报价：已支付 { $price }，其余已退还。
notice-too-late = 来不及取消了：这个任务已经结束。
notice-deleted = 已删除。
notice-published = 正在发布给所有人看。
notice-original = 原封不动的文件：{ $name }
notice-exported = 已为你转换：{ $name }（{ $size_bytes }）。原文件没有改动。
notice-internal = 机器人内部出了问题。管理人员可以看到原因；请再试一次。

## 在制作之前

confirm-text = { $what }，共 { $price }。确认之前不会扣费。
confirm-many = 这是 { $count } 个任务，每个模型一个，合计 { $price }。确认之前不会扣费。
confirm-cheaper = { $way }：{ $price }，而不是 { $instead }。
way-quality-low = 低质量
way-quality-medium = 中等质量
way-quality-high = 高质量
way-quality-xhigh = 很高质量
way-resolution = { $resolution } 分辨率
way-count = 只要一张
button-confirm = 确认
button-enhance = 优化提示词
button-repost = 发到这里
button-repost-one = 把 { $index } 发到这里
button-forget = 永久删除
button-refuse = 不用了
job-not-found-answered = 这已经回答过了，没有再扣费。
notice-refused = 好的。什么都没有制作，也没有扣费。
enhance-text = 这是更完整的描述，免费。只有在你选择之后才会制作图片。
enhance-fell-back = 文本模型这次没能帮上忙，所以由内置规则写成。
field-words-old = 你的描述
field-words-new = 新的描述
button-accept = 用新的描述画
button-keep = 用我的描述画
notice-nothing-to-enhance = 你的描述已经很完整，没有可补充的。
note-enhanced = 按更完整的描述绘制。
invalid-prompt-enhance-edit = 修改最好用几个字说清楚。请不带 /enhance，直接回复要改什么。
invalid-prompt-compare-models = 请指定 { $least } 到 { $most } 个模型来比较，例如 /compare 一只红狐狸 --models a,b。可用的有 { $known }。
invalid-prompt-compare-one = 只连接了一个模型（{ $model }），没有可比较的。
help-enhance = 让描述更完整，免费
help-compare = 用多个模型画同一张图
flag-models = 比较多个模型

## 设置

settings-text = 没有特别说明时使用这些设置。
settings-how = 用 /settings quality medium 修改，用 /settings reset quality 恢复。
settings-changed-person = 已保存。现在你在这里的设置如下。
settings-changed-channel = 已为本频道保存。现在你在这里的设置如下。
settings-changed-server = 已为本服务器保存。现在你在这里的设置如下。
settings-changed-team = 已为整个团队保存。这是现在在这里对你有效的设置。
settings-chosen = { $value }（{ $by }）
settings-none = 无
settings-on = 开
settings-off = 关
setting-model = 模型
setting-quality = 质量
setting-ratio = 宽高比
setting-resolution = 分辨率
setting-format = 文件格式
setting-style = 风格
setting-private = 私密
setting-spoiler = 剧透遮盖
setting-age-restricted = 年龄限制频道
setting-budget-day = 每天的预算（积分）
scope-person = 你的设置
scope-channel = 本频道
scope-server = 本服务器
scope-team = 整个团队
spoiler-never = 从不
spoiler-always = 总是
spoiler-ask = 按需
age-restricted-anywhere = 任何频道
age-restricted-only = 仅限这些频道
age-restricted-never = 除了这些频道
invalid-prompt-unknown-setting = { $suggestion ->
    [none] 没有 { $setting } 这个设置。可以设置 { $known }。
   *[other] { $setting }：你是想写 { $suggestion } 吗？
}
invalid-prompt-setting-of-chats = { $setting } 是整个频道或服务器的设置：/settings channel { $setting } ...
invalid-prompt-setting-of-teams = { $setting } 由管理员为整个团队设置：/settings team { $setting } 500
invalid-prompt-setting-no-server = 这里没有服务器。请用 /settings channel，或在服务器的频道里输入。
help-settings = 你的默认设置：模型、质量、宽高比等

## 服务状态

service-text = 过去 24 小时，按本机器人自己的调用统计。
service-up = { $calls } 次调用中 { $percent } 有应答
service-speed = 平均每张 { $took }
service-unused = 近期没有调用
service-queue = { $running } 个正在绘制，{ $waiting } 个等待中
field-queue = 队列
field-version = 版本
models-speed = 通常 { $took }

## 保存了什么

privacy-text = 这里是保存的与你有关的内容及原因。
privacy-how = /privacy export 以文件形式交给你，/privacy delete 将其删除。
privacy-pictures = 文字和图片
privacy-pictures-why = 你的提示词、参考图、结果以及显示它们的消息，便于你修改、重做和查找。保存到你删除为止。
privacy-names = 名字和编号
privacy-names-why = 你在这个平台上的身份，使积分和设置属于你。
privacy-credits = 积分
privacy-credits-why = 金额、时间和任务编号，以及管理员写的理由。账目必须平衡，所以会保留；其中没有你的文字。
privacy-services = 发送到别处
privacy-services-why = 图片的文字和参考图会发送给绘制它的模型服务，不含你的名字。
privacy-export = 保存的与你有关的全部内容，含 { $count } 个任务。机器人重启之前可以取得该文件。
privacy-delete = 这会永久删除你的提示词、参考图、图片和设置，并移除机器人显示它们的消息。积分会保留。此操作无法撤销。
notice-forgotten = 已删除你的文字、图片和设置。积分仍然是你的。
not-allowed-open-jobs = 你还有未完成的任务。请等待完成，或在 /queue 中取消，然后再按一次。
inbox-text = 有 { $count } 个结果没能送达。它们安全地保存在这里；要发到哪里？
inbox-empty = 你制作的一切都已送达。
inbox-hint = /inbox 中有 { $count } 个结果在等你。
help-inbox = 没能送达的图片
help-privacy = 保存了什么；导出或删除
help-more = 更多

## 致运维人员

outage = { $service } 拒绝了本机器人的请求，原因见日志。
outage-key = { $service } 不接受所设置的密钥。请设置正确的密钥并重启机器人。
outage-quota = { $service } 的账户额度已用完。请充值或提高其限额。
outage-permission = { $service } 不允许此账户使用 { $model }。请在该服务处开通：有些模型要求组织通过验证。
outage-model = { $service } 没有模型 { $model }。请更正 models.toml 中的条目，或将其标记为已停用。
outage-meanwhile = 在此期间不会向任何人收费。机器人会不时放行一个请求，看看是否恢复。
