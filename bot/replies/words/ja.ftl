### ボットの言葉、日本語。きまりは en.ftl にあります。

## Amounts

credits = { $amount } クレジット
price = { $amount ->
    [0] 無料
   *[other] { $amount } クレジット
}
signed-credits = { $amount ->
    [0] なし
   *[other] { $sign }{ $amount } クレジット
}
price-range = { $least }〜{ $most } クレジット
price-each = 1 枚 { $price }
pictures = { $count } 枚
edits = 編集 { $count } 枚
cost = { $amount ->
    [0] 無料
   *[other] −{ $amount }
}
cost-and-left = { $amount ->
    [0] 無料 · 残り { $available }
   *[other] −{ $amount } · 残り { $available }
}
seconds = { NUMBER($seconds, maximumFractionDigits: 1) } 秒
size-auto = モデルにおまかせ
quality-low = 低
quality-medium = 中
quality-high = 高
quality-xhigh = とても高い
quality-max = 最高
quality-auto = 自動
background-transparent = 透明

## Names of fields

field-model = モデル
field-size = サイズ
field-quality = 品質
field-references = 参考画像
field-cost = 料金
field-price = 価格
field-time = 時間
field-style = スタイル
field-avoid = 除くもの
field-background = 背景
field-available = 利用可能
field-held = 確保中
field-expiring = 期限

## What a reference is for

reference-with-role = { $name }（{ $role }）
role-source = 変更する画像
role-subject = 主題
role-style = スタイル
role-character = キャラクター
role-logo = ロゴ
role-background = 背景
role-palette = 配色
role-pose = ポーズ
role-composition = 構図
role-mask = マスク

## Buttons

button-create = 作る
button-again = もう一度
button-vary = バリエーション
button-vary-one = { $index } のバリエーション
button-upscale = 4K にする
button-upscale-one = { $index } を 4K にする
button-edit = 編集
button-edit-one = { $index } を編集
button-quick = かんたん変更
button-original = 原本
button-original-one = { $index } の原本
button-recipe = レシピを見る
button-why = この価格の内訳
button-as-png = PNG で受け取る
button-as-png-one = { $index } を PNG で
button-as-jpeg = JPEG で受け取る
button-as-jpeg-one = { $index } を JPEG で
button-as-webp = WebP で受け取る
button-as-webp-one = { $index } を WebP で
button-reword = 言葉を変える
button-cancel = 中止
button-cancel-one = { $index } を中止
button-delete = 削除
delete-question = この結果を削除しますか？元に戻せず、使ったクレジットも戻りません。
delete-not = 残す
button-publish = 全員に見せる
button-propose-edit = この言葉で編集
button-propose-photo = この写真を変える
button-propose-draw = これを描く
button-priced = { $label } · { $price }

## While a picture is being made

status-generate = 画像を { $count } 枚作ります：{ $price }。
status-edit = { $count ->
    [1] 画像を編集します：{ $price }。
   *[other] 画像を { $count } 通りに編集します：{ $price }。
}
status-vary = バリエーションを { $count } 枚作ります：{ $price }。
status-upscale = 画像を 4K で描き直します：{ $price }。
stage-queued = { $ahead ->
    [0] 次があなたの番です。
   *[other] 前に { $ahead } 件あります。
}
stage-queued-unplaced = 順番を待っています。
stage-queued-eta = 約{ $eta_s }で完成します。
stage-drawing = 描いています。
stage-drawing-eta = 描いています。あと約{ $eta_s }です。
stage-uploading = 描き終わりました。ここに送っています。

## Results

result-generate = { $count ->
    [1] 画像ができました。
   *[other] 画像が { $count } 枚できました。
}
result-edit = { $count ->
    [1] 編集できました。
   *[other] 編集した画像が { $count } 枚できました。
}
result-vary = { $count ->
    [1] バリエーションができました。
   *[other] バリエーションが { $count } 枚できました。
}
result-upscale = 4K で描き直しました。モデルが新しく描くため、細部が異なることがあります。
result-partial = { $count } 枚のうち { $delivered } 枚ができました。
result-cancelled = { $count } 枚のうち { $delivered } 枚で中止しました。
result-withheld = { $withheld } 枚はモデルの安全確認で止められました。
result-missing = { $missing } 枚は作れませんでした。
result-paid-for = 料金はここにある分だけです。
result-other-size = モデルは { $asked } ではなく { $got } で作りました。
result-preview = ここでは { $format }、{ $shown } で表示しています。「{ $original }」で画像そのもの（{ $kind }、{ $whole }）を受け取れます。
result-non-commercial = { $model } で作成：商用利用はできません。
result-next = 画像に返信すると変更できます。
result-next-private = 下のボタンで変更できます。
result-elsewhere = ご依頼のあったチャットに投稿できなかったため、こちらにお届けします。
result-waiting = 画像が{ $count }枚できましたが、ここに投稿することも、お送りすることもできませんでした。保管してあり、/inbox で見られます。
result-late = 画像 { $count } 枚ができましたが、今はここに表示できません。引き続き試します。/inbox でも見られます。
sketch-footer = これはスケッチで、AI ではありません。本物の画像については管理者に尋ねてください。
sketch-footer-admin = これはスケッチで、AI ではありません。本物の画像には OPENAI_API_KEY を設定してボットを再起動してください。
sketch-unknown = スケッチは{ $words }を描けません。本物のモデルなら描けます。
sketch-word = 「{ $word }」
sketch-words-between = { "、" }
cancelled = 中止しました。
deleted = 画像は削除されました。
alt-one = 次の言葉から作った画像：{ $prompt }
alt-many = 次の言葉から作った画像 { $index }/{ $count }：{ $prompt }
alt-one-transparent = 次の言葉から作った、背景が透明な画像：{ $prompt }
alt-many-transparent = 次の言葉から作った、背景が透明な画像 { $index }/{ $count }：{ $prompt }

## What it cost

nothing-charged = 料金はかかっていません。
you-were-not-charged = 料金はかかっていません。
charged-for-part = できた分の料金は { $price } です。

## A job that made nothing

picture-failed = 画像を作れませんでした。もう一度お試しください。
picture-failed-rejected = { $stage ->
    [prompt] モデルの安全確認がこの言葉を受け付けませんでした{ $categories ->
        [none] 。
       *[other] （{ $categories }）。
    }別の言葉でお試しください。
    [reference] モデルの安全確認が参考画像の一つを受け付けませんでした{ $categories ->
        [none] 。
       *[other] （{ $categories }）。
    }別の画像でお試しください。
    [output] モデルが描いた画像が安全確認で止められました{ $categories ->
        [none] 。
       *[other] （{ $categories }）。
    }もう一度でうまくいくこともありますが、言葉を変えるほうが確実です。
   *[other] モデルの安全確認がこの依頼を受け付けませんでした{ $categories ->
        [none] 。
       *[other] （{ $categories }）。
    }言葉{ $references ->
        [none] {""}
       *[other] か参考画像
    }を変えてください。
}
picture-failed-outcome-unknown = 答えが届く前にモデルとの接続が切れました。自動では送り直しません。まだ必要なら「もう一度」を押してください。
picture-failed-busy = モデルがとても混み合っているか、つながりません。数分後にもう一度お試しください。
picture-failed-key = モデルのサービスがこのボットの鍵を受け付けません。運用者に知らせました。それまで別のモデルなら使えるかもしれません。
picture-failed-quota = モデルのサービスのチームの残高がなくなりました。運用者に知らせました。それまで別のモデルなら使えるかもしれません。
picture-failed-permission = モデルのサービスがこのボットにこのモデルの使用を認めていません。運用者に知らせました。それまで別のモデルなら使えるかもしれません。
picture-failed-model = このモデルはもう提供されていません。運用者に知らせました。--model で別のモデルを選んでください。
picture-failed-request = モデルのサービスが依頼を理解できませんでした。運用者に知らせました。別の設定か別のモデルなら使えるかもしれません。
picture-failed-transparency = モデルのサービスは、このボットのアカウントでは透明な背景を描きません。--transparent を外すか、--model で別のモデルを選んでください。使えるモデルは /models にあります。
picture-failed-failed = モデルのサービスは試みましたが、画像を作れませんでした。もう一度試すとうまくいくことがよくあります。
picture-failed-missing = モデルのサービスから届いた画像が、頼んだ数より少なめでした。もう一度お試しください。
picture-failed-unreadable = モデルのサービスから届いたものは、画像として開けませんでした。もう一度お試しください。
picture-failed-cancelled = 画像ができる前に中止しました。
picture-failed-crashed = 描いている間にボットが二度止まったため、あきらめました。「もう一度」を押すと最初から始めます。
picture-failed-storage = ボットのディスクがいっぱいで、画像を保存できませんでした。運用者が空きを作る必要があります。後でもう一度お試しください。
picture-failed-base = 元になるはずの画像ができませんでした。「もう一度」を押すと、ひとつ前の画像にこの変更を加えます。
picture-failed-internal = ボットの中で問題が起きました。運用者が原因を確認できます。もう一度お試しください。

## Words and flags

error = うまくいきませんでした。もう一度お試しください。
invalid-prompt = 読み取れませんでした。書き方は /help にあります。
invalid-prompt-empty = 描くための言葉がありません。何の画像か書いてください：/imagine 雪の中の赤いきつね
invalid-prompt-too-long = 文章が { $length } 文字あります。上限は { $limit } 文字です。短くしてください。
invalid-prompt-unknown-flag = { $suggestion ->
    [none] { $flag } というフラグはありません。一覧は /help にあります。
   *[other] { $flag }：{ $suggestion } のことですか？
}
invalid-prompt-too-many-flags = フラグが { $limit } 個を超えています。減らしてください。
invalid-prompt-bad-value = { $suggestion ->
    [none] { $flag } に「{ $value }」は使えません。{ $allowed } を使ってください。
   *[other] { $flag } に「{ $value }」は使えません。{ $suggestion } のことですか？{ $allowed } を使ってください。
}
invalid-prompt-missing-value = { $allowed ->
    [none] { $flag } の後に言葉が必要です。
   *[other] { $flag } の後に値が必要です。例：{ $allowed }。
}
invalid-prompt-conflict = { $flag } { $value } と { $other } { $other_value } は同時に使えません。どちらかを外してください。
invalid-prompt-no-alpha = { $format } ファイルは透明にできません。--format png か webp を使うか、--transparent を外してください。
invalid-prompt-mask-without-source = マスクには元の画像が必要です。画像に返信するか、マスクの前に画像を添付してください。
invalid-prompt-unknown-command = { $suggestion ->
    [none] { $command } というコマンドはありません。一覧は /help にあります。
   *[other] { $command }：{ $suggestion } のことですか？
}
invalid-prompt-grant-user = だれの分か書いてください：/credits grant @名前 100 理由
invalid-prompt-grant-users = 一度に書けるのは一人だけです。
invalid-prompt-grant-unknown-user = { $user } はここにいません。@ を入力すると出る一覧から選んでください。
invalid-prompt-grant-no-amount = 何クレジットか書いてください：/credits grant @名前 100 理由
invalid-prompt-grant-amount = 「{ $value }」は使えません。1 から { $limit } までの整数にしてください。
invalid-prompt-grant-expiry = 「{ $value }」は期間として読めません。expires:30d や expires:12w のように書いてください。

## References

invalid-reference = 「{ $name }」は使えません。PNG、JPEG、WebP、HEIC の画像を送ってください。
invalid-reference-empty = 「{ $name }」は空です。もう一度添付してください。
invalid-reference-too-large = 「{ $name }」は参考画像の上限 { $limit_bytes } を超えています。小さくして送ってください。
invalid-reference-too-many-pixels = 「{ $name }」は参考画像の上限 { $limit_pixels } を超えています。小さくして送ってください。
invalid-reference-not-a-picture = { $kind ->
    [pdf] 「{ $name }」は PDF で、画像ではありません。ページを PNG か JPEG で送ってください。
    [archive] 「{ $name }」は圧縮ファイルで、画像ではありません。展開して画像を添付してください。
    [video] 「{ $name }」は動画で、画像ではありません。一場面を PNG か JPEG で送ってください。
    [audio] 「{ $name }」は音声で、画像ではありません。参考画像に使えるのは PNG、JPEG、WebP、HEIC です。
    [program] 「{ $name }」はプログラムで、画像ではありません。参考画像に使えるのは PNG、JPEG、WebP、HEIC です。
    [web-page] 「{ $name }」の代わりにウェブページが届きました。ボットがここのファイルを読めないのかもしれません。管理者に確認するか、もう一度添付してください。
    [text] 「{ $name }」は文章で、画像ではありません。参考画像に使えるのは PNG、JPEG、WebP、HEIC です。
   *[other] 「{ $name }」は画像ではありません。参考画像に使えるのは PNG、JPEG、WebP、HEIC です。
}
invalid-reference-format = 「{ $name }」の形式（{ $found }）は使えません。PNG、JPEG、WebP、HEIC で送ってください。
invalid-reference-damaged = 「{ $name }」は壊れていて、最後まで開けません。書き出し直すか、もう一度送ってください。
invalid-reference-animated = 「{ $name }」はアニメーションです。一枚だけを PNG か JPEG で送ってください。
invalid-reference-bomb = 「{ $name }」は展開するとファイルよりはるかに大きくなるため、開きませんでした。普通の画像を送ってください。
invalid-reference-timeout = 「{ $name }」を開くのに時間がかかりすぎました。別のソフトで保存し直すか、小さくして送ってください。
invalid-reference-mask-size = 「{ $name }」は { $mask } で、{ $source } の画像のマスクになりません。同じ縦横比のマスクを使ってください。
invalid-reference-mask-kind = 「{ $name }」はマスクになりません。変えてよい所が透明な PNG か、そこが白い白黒画像を使ってください。
invalid-reference-mask-empty = 「{ $name }」には変える所がありません。変えてよい所を透明か白にしてください。
invalid-reference-download-failed = 「{ $name }」をチャットから取得できませんでした。もう一度添付してください。
invalid-reference-unreadable = 「{ $name }」を読めません。ファイルがあり、開けることを確認してください。
invalid-reference-text-encoding = 「{ $name }」は UTF-8 の文章ではありません。UTF-8 で保存するか、文章を貼り付けてください。
invalid-reference-too-many = 参考画像は { $limit } 枚までです。{ $count } 枚あるので減らしてください。

## Refusals

source-not-found = 変更する画像が見つかりません。わたしの画像があるメッセージに返信してください。
source-not-found-deleted = その画像は削除されました。別の画像に返信するか、/imagine で作り直してください。
source-not-found-unfinished = その画像はまだ描いている途中です。できてから返信してください。
source-not-found-no-pictures = そのメッセージには変更できる画像がありません。わたしの画像に返信してください。
source-not-found-number = #{ $index } の画像はありません。使えるのは { $known } です。
insufficient-credits = 料金は { $needed } クレジットで、使えるのは { $available } です。{ $least ->
    [none] 管理者にクレジットを頼んでください。
   *[other] 管理者にクレジットを頼むか、枚数や品質を下げてください。
}
too-many-jobs = 進行中の依頼が多すぎます。どれかが終わるのをお待ちください。
too-many-jobs-person = 進行中の依頼がすでに { $limit } 件あります。終わるのを待つか、/queue で中止してください。
too-many-jobs-queue = 順番待ちがいっぱいです（{ $limit } 件）。数分後にもう一度お試しください。
too-fast = 操作が速すぎます。クレジットは使われていません。{ $wait_s }後に続けてください。
too-fast-events = 操作が速すぎます。クレジットは使われていません。{ $wait_s }後に続けてください。
too-fast-enhance = 改善する文章が多すぎます。クレジットは使われていません。{ $wait_s }後に続けてください。
too-fast-export = 書き出しは 1 時間に 1 回です。{ $wait_s }後にもう一度お試しください。
no-room = いまディスクの空きが足りず、ファイルを受け取れません。クレジットは使われていません。しばらくしてからもう一度お試しになり、管理者にお知らせください。
not-allowed = この操作は許可されていません。
not-allowed-admin-only = この操作は管理者だけができます。
not-allowed-not-owner = この操作は依頼した本人かモデレーターだけができます。
not-allowed-not-asked = 断れるのは、確認を求められた本人だけです。
not-allowed-private = この画像は非公開です。使えるのは作った本人だけです。
not-allowed-not-home = このボットは別のチームのためのもので、ここでは注文を受けられません。クレジットは使われていません。ボットの運営者に利用の許可を依頼してください。
budget-reached-team = このチームが 1 日に使えるクレジットは { $limit } で、今日の残りは { $left } です。これには { $needed } かかります。料金はかかっていません。予算は 00:00 UTC に戻ります。管理者は /settings team budget-day で増やせます。
budget-reached-all = このボットが 1 日に使えるクレジットは { $limit } で、今日の残りは { $left } です。これには { $needed } かかります。料金はかかっていません。00:00 UTC に再開します。運用者には知らせました。
budget-spent-team = チーム { $team } が 1 日の予算 { $limit } クレジットに達しました。00:00 UTC まで、以後の注文は無料で断られます。そのチームで /settings team budget-day { $limit } を使って増やせます。
budget-spent-all = 全体の 1 日の予算 { $limit } クレジットに達しました。00:00 UTC まで、以後の注文は無料で断られます。今日続けるには IMAGINE_CREDITS_PER_DAY_MAX を増やして再起動してください。
price-drift-more = { $model } の品質「{ $quality }」: 直近 { $orders } 件の注文で、提供元が数えたトークンは config/prices.toml より { $percent } % 多く、支払われる額より画像の費用がかかっています。{ $row } の patches に { $line } と書いて再起動してください。
price-drift-less = { $model } の品質「{ $quality }」: 直近 { $orders } 件の注文で、提供元が数えたトークンは config/prices.toml より { $percent } % 少なくなっています。{ $row } の patches に { $line } と書いて再起動すると、実際の使用量どおりの価格になります。
model-ending = 提供元によると { $model } は { $at } に終了します。その日に注文が失敗しないよう、config/models.toml に後継を書いてください（retired_for、retires）。
files-refused = { $platform } がこのボットのファイルを受け付けません（{ $code }）。完成した画像は各自の受信箱で待っています。
files-refused-why = 対処は imagine doctor が示します。
files-refused-rights = ボットにファイルを送る権限がありません。足りない権限と追加の方法は imagine doctor が示します。
files-refused-space = 保存容量がいっぱいです。ファイルを削除するか、プランを上げてください。
files-refused-policy = 設定またはプランにより、アプリはこのようなファイルを送れません。オーナーが許可できます。
files-refused-keys = 暗号鍵へのアクセスが取り消されています。鍵の管理者が再び許可できます。
files-refused-trouble = { $platform } 側のエラーなので、引き続き試します。長引く場合はステータスページを見てください。
files-refused-meanwhile = 二重に支払うことはありません。再び受け付けられれば /inbox で画像を受け取れます。
unknown-model = { $suggestion ->
    [none] 「{ $asked }」というモデルはありません。使えるのは { $known } です。
   *[other] 「{ $asked }」というモデルはありません。{ $suggestion } のことですか？
}
unsupported = { $what ->
    [retired] { $model } の提供は終わりました。
    [size] { $model } は { $asked } を描けません。
    [resolution] { $model } は { $asked } で描けません。
    [quality] { $model } に品質 { $asked } はありません。
    [format] { $model } は { $asked } のファイルを作れません。
    [count] { $model } は一度に { $asked } 枚作れません。
    [references] { $model } は参考画像を { $asked } 枚使えません。
    [mask] { $model } はマスクを使えません。
    [needs-reference] { $model } には元になる画像が必要です。画像を添付するか、画像に返信してください。
    [needs-mask] { $model } には変える場所を示すマスクが必要です。
    [transparency] { $model } は透明な背景を描けません。
    [complexity] { $model } には考える量を指定できません。
   *[other] { $model } にはできません。
}{ $instead ->
    [none] 使えるモデルは /models にあります。
   *[other] --model { $instead } ならできます。
}
unsupported-largest = この画像はもう { $size } で、{ $model } が描ける最大です。
cannot-post-here = このチャットに画像を投稿する許可がありません。{ $mend ->
    [none] 管理者に許可を頼んでください。
   *[other] { $mend }
}
job-not-found = この画像の記録はもうありません。/imagine で新しく作ってください。

## Notes beside an answer

note-builds-on = 直前に頼まれた画像をもとにしています。
note-size-snapped-step = { $asked } → { $got }：辺の長さは { $limit } 刻みです。
note-size-snapped-edge = { $asked } → { $got }：一辺は { $limit } ピクセルまでです。
note-size-snapped-ratio = { $asked } → { $got }：長辺は短辺の { $limit } 倍までです。
note-size-snapped-pixels-max = { $asked } → { $got }：画像は { $limit } ピクセルまでです。
note-size-snapped-pixels-min = { $asked } → { $got }：画像には { $limit } ピクセル以上が必要です。
note-size-snapped-model = { $asked } → { $got }：{ $model } が描ける一番近いサイズです。
note-left-out = 使わなかったもの：{ $reason }
note-role-unused = as:{ $role } は使いませんでした。対応する添付がありません。
note-size-animated = { $asked } → { $got }：アニメーションは画像より小さくなります。
note-compression-unused = --compression は使いませんでした。{ $format } はすべてを残します。
note-transparent-format = いつもの { $format } ではなく PNG か WebP にしました。{ $format } は透明にできません。
note-opaque-format = この画像には背景があります。{ $format } は透明にできません。
note-opaque-model = この画像には背景があります。{ $model } は透明な背景を描けません。
note-enhance-unused = --enhance は使われませんでした。変更ではあなたの言葉をそのまま使います。

## Credits

balance-text = { $available ->
    [0] クレジットが残っていません。管理者に頼んでください。
   *[other] 使えるクレジットは { $available } です。
}
balance-of-text = { $available ->
    [0] { $name } さんに使えるクレジットはありません。
   *[other] { $name } さんが使えるクレジットは { $available } です。
}
notice-comes-alone = 非公開の画像は、あなたとのダイレクトメッセージにだけ届きます。
notice-unknown-person = { $name } さんはまだここを使ったことがなく、クレジットもありません。
balance-elsewhere = ここでの支払いに使われる残高です。ほかのチームには別の残高があります。
balance-held = 進行中の依頼に { $amount }
balance-expiring = { $at } に { $amount }
history-text = 最近のクレジットの動きです。新しい順です。
history-of-text = { $name } さんの最近のクレジットの動きです。新しい順です。
times-utc = 時刻は UTC です。
history-empty = クレジットの動きはまだありません。
history-line = { $available ->
    [none] { $amount } { $what }
   *[other] { $amount } { $what } · 残り { $available }
}
history-grant = { $actor ->
    [none] 管理者から
   *[other] { $actor } さんから
}{ $reason ->
    [none] {""}
   *[other] ：{ $reason }
}
history-start = 最初の分
history-hold = { $words ->
    [none] 画像のために確保
   *[other] 「{ $words }」のために確保
}
history-capture = { $words ->
    [none] 画像の料金
   *[other] 「{ $words }」の料金
}
history-release = 返却
history-expire = 期限切れ
history-revoke = { $actor ->
    [none] 管理者が回収
   *[other] { $actor } さんが回収
}{ $reason ->
    [none] {""}
   *[other] ：{ $reason }
}
grant-text = { $name } さんに { $amount } クレジットを渡しました。
grant-expires = { $amount ->
   *[other] 期限は { $at } です。
}
grant-reason = 理由：{ $reason }
moved-to-you = { $by } さんから { $amount } クレジットを受け取りました。
moved-back = { $by } さんが { $amount } クレジットを取り戻しました。
share-text = { $group }：一人 { $amount } クレジットを渡しました。
unshare-text = { $group }：一人 { $amount } クレジットを回収しました。
revoke-text = { $name } さんから { $amount } クレジットを回収しました。使えるのは { $available } になりました。
revoke-too-much = { $available ->
    [0] { $name } さんに回収できるクレジットはありません。
   *[other] { $name } さんから回収できるのは { $available } クレジットで、{ $amount } は回収できません。何も回収していません。
}

## Help and greeting

help-text = 見たいものを書くと描きます。画像に返信して変えたい所を書くと編集します。
help-imagine = 画像を作ります。参考画像も添付できます。
help-edit = 返信先の画像を変える
help-reply = 画像に返信
help-reply-how = 変えたい所を書きます。使いたい画像は添付します。#2 で二枚目を選べます。
help-flags = フラグ（文中のどこでも）
help-roles = 添付したファイルが何のためかを順番に書きます。ファイルは { $references } 個までです。マスクは、変えたい部分を透明か白にします。
flag-ratio = 横と縦の比
flag-size = 正確なピクセル数（例：1024x1536）
flag-resolution = 大きさ
flag-quality = 細かさ
flag-complexity = 描く前にモデルがどれだけ考えるか
flag-count = 枚数
flag-format = ファイル形式
flag-compression = JPEG と WebP を小さく
flag-model = 描くモデル
flag-style = 用意されたスタイル
flag-avoid = 入れたくないもの
flag-private = 自分だけに見せる
flag-transparent = 背景なし：ステッカー、ロゴ、アイコン
flag-enhance = 先にプロンプトを整える
help-models = モデルと料金
help-queue = 進行中の依頼と中止
help-status = モデルの調子
help-help = 書けることのすべて
help-balance = 使えるクレジット
help-history = クレジットの使い道
help-grant = クレジットを渡す（expires:30d で期限付き）
help-revoke = 使っていないクレジットを回収する
help-cost = 料金は先に表示されます。受け取っていない画像の料金はかかりません。
help-starting = 最初に { $amount } クレジットがもらえます。
welcome = こんにちは。見たいものを自分の言葉で書くか、写真を送って変えたいところを書いてください。画像に返信すると、その続きができます。/help ですべてを確認できます。まずはこちらをどうぞ：
welcome-1 = 夜明けの紙の舟
welcome-2 = カフェのためのキツネのロゴ
welcome-3 = OPEN LATE と書かれたポスター
proposal = この言葉を注文として受け取りますか？ボタンを押さないかぎり料金はかかりません。
proposal-latest = いちばん新しい画像のことですか？ボタンを押さないかぎり料金はかかりません。ほかの画像を変えるには、その画像に返信してください。
lost-event = お答えする前にボットが再起動しました。料金はかかっていません。もう一度送ってください。
platform-fault = チャット側がこの操作を受け付けませんでした{ $fault ->
    [none] {""}
   *[other] （{ $fault }）
}。もう一度お試しください。続く場合はボットの管理者に伝えてください。imagine doctor が足りないものを示します。
defect = ボットの中で問題が起きました。運営者が原因を確認できます。もう一度お試しください。

## Models and queue

models-text = --model で選べるモデルです。
models-default = 標準
models-commercial = 商用利用可
models-non-commercial = 非商用のみ
models-retires = { $at }に提供終了
queue-empty = 進行中の依頼はありません。
queue-text = 進行中の依頼が { $count } 件あります。
queue-running = 描いています
queue-place = { $position } 番目
queue-eta = 約{ $eta_s }で完成

## Forms

edit-title = 画像を編集
edit-title-one = 画像 { $index } を編集
edit-change = どこを変えますか？
edit-change-hint = 例：空をもっと暖かい色に、このロゴを隅に
edit-keep = そのまま残す所は？
edit-keep-hint = 例：顔と文字
edit-ratio = 縦横比
edit-ratio-hint = 空欄なら元の画像のままです
quick-change = 変更の種類
quick-picture = 画像
quick-details = ひとことで
quick-details-hint = 例：夜明けの浜辺。空欄ならおまかせになります
edit-files = 使う画像
edit-files-hint = PNG、JPEG、WebP、HEIC
edit-use = { $count ->
   *[other] 添付した画像を使ってください。
}
edit-restyle = この画像を指定のスタイルで描き直し、写っているものはそのままにしてください。
edit-reframe = この画像を新しい比率にしてください。広がった部分は場面の続きを描き、残りはそのままにしてください。
edit-clear-ground = 背景を取り除いてください。
edit-redraw = この画像をそのままもう一度描いてください。
reword-title = 言葉を変える
reword-prompt = どんな画像にしますか？
reword-cut = ここに入るのは { $length } 文字のうち最初の { $shown } 文字だけで、残りは省かれます。
imagine-title = 画像を作る
imagine-prompt-hint = 画像に入れる文字は「」で囲んでください。--フラグも使えます
imagine-resolution = 解像度
imagine-count = 枚数
imagine-usual = いつもどおり：{ $value }
imagine-none = なし
imagine-mask = マスク
imagine-mask-hint = 変えてよい部分を透明か白にしてください
imagine-private = 自分だけに見せる
imagine-transparent = 透明な背景

## Short answers

recipe-text = もう一度作るには、この行をコピーしてください。参考画像は含まれません。
why-picture = { $what }、{ $quality }、{ $resolution }: { $price }
why-references = 参照 { $count } 件: { $price }
why-words = 長い文章: { $price }
why-changed = その後、価格表が変わりました。当時は 1 枚あたり { $unit } でした（{ $what }）。
why-held = 画像が届くまで { $price } を確保しています。届かなかった分は戻ります。
why-some = { $count } 枚のうち { $captured } 枚が届き、{ $price } が支払われ、残りは戻りました。
why-less = モデルの使用量がそれより少なかったため、{ $price } だけ支払われ、残りは戻りました。
notice-too-late = もう中止できません。この依頼は終わっています。
notice-deleted = 削除しました。
notice-published = 全員に見えるように投稿します。
notice-original = 元のままのファイル：{ $name }
notice-exported = 変換しました：{ $name }（{ $size_bytes }）。元のファイルはそのままです。
notice-internal = ボットの中で問題が起きました。運用者が原因を確認できます。もう一度お試しください。

## 何かを作る前に

confirm-text = { $what }で{ $price }かかります。確認されるまで何も請求されません。
confirm-many = モデルごとに1件、合わせて{ $count }件で{ $price }です。確認されるまで何も請求されません。
confirm-cheaper = { $way }なら{ $instead }ではなく{ $price }です。
way-quality-low = 低品質
way-quality-medium = 中品質
way-quality-high = 高品質
way-quality-xhigh = とても高い品質
way-resolution = { $resolution }
way-count = 1枚だけ
button-confirm = 確認する
button-enhance = 言葉を磨く
button-repost = ここに投稿
button-repost-one = { $index }をここに投稿
button-forget = 完全に削除
button-refuse = やめておく
job-not-found-answered = これにはすでに回答済みです。追加の請求はありません。
notice-refused = わかりました。何も作られず、何も請求されていません。
enhance-text = 画像のための、より詳しい言葉です。無料です。選んだときにだけ画像が作られます。
enhance-fell-back = 今回はテキストモデルが使えなかったため、内蔵のルールで書きました。
field-words-old = 元の言葉
field-words-new = 新しい言葉
button-accept = 新しい言葉で描く
button-keep = 元の言葉で描く
notice-nothing-to-enhance = すでに十分に書かれています。付け加えることはありません。
note-enhanced = より詳しい言葉で描きました。
invalid-prompt-enhance-edit = 変更は短い言葉で伝えるのがいちばんです。/enhance を付けずに、変えたい点を返信してください。
invalid-prompt-compare-models = 比べるモデルを{ $least }〜{ $most }個指定してください。例: /compare 赤いキツネ --models a,b。使えるのは{ $known }です。
invalid-prompt-compare-one = つながっているモデルは{ $model }だけなので、比べるものがありません。
help-enhance = 画像の言葉を詳しくする（無料）
help-compare = 同じ画像を複数のモデルで作る
flag-models = 複数のモデルを比べる

## 設定

settings-text = 何も指定しないときの設定です。
settings-how = /settings quality medium で変更し、/settings reset quality で元に戻します。
settings-changed-person = 保存しました。ここでのあなたの設定は次のとおりです。
settings-changed-channel = このチャンネル用に保存しました。ここでのあなたの設定は次のとおりです。
settings-changed-server = このサーバー用に保存しました。ここでのあなたの設定は次のとおりです。
settings-changed-team = チーム全体に保存しました。いまここでのあなたの設定です。
settings-chosen = { $value }（{ $by }）
settings-none = なし
settings-on = オン
settings-off = オフ
setting-model = モデル
setting-quality = 品質
setting-ratio = 縦横比
setting-resolution = 解像度
setting-format = ファイル形式
setting-style = スタイル
setting-private = 非公開
setting-spoiler = ネタバレ表示
setting-age-restricted = 年齢制限チャンネル
setting-budget-day = 1 日の予算（クレジット）
scope-person = あなたの設定
scope-channel = このチャンネル
scope-server = このサーバー
scope-team = チーム全体
spoiler-never = 使わない
spoiler-always = いつも
spoiler-ask = 求められたとき
age-restricted-anywhere = どこでも
age-restricted-only = そこだけ
age-restricted-never = そこ以外
invalid-prompt-unknown-setting = { $suggestion ->
    [none] { $setting }という設定はありません。設定できるのは{ $known }です。
   *[other] { $setting }: { $suggestion }のことですか？
}
invalid-prompt-setting-of-chats = { $setting }はチャンネルかサーバー全体の設定です: /settings channel { $setting } ...
invalid-prompt-setting-of-teams = { $setting } はチーム全体の設定で、管理者が決めます: /settings team { $setting } 500
invalid-prompt-setting-no-server = ここにはサーバーがありません。/settings channel を使うか、サーバーのチャンネルで入力してください。
help-settings = 既定値: モデル、品質、縦横比など

## サービスの状態

service-text = このボット自身の呼び出しによる、過去24時間の記録です。
service-up = { $calls }回の呼び出しのうち{ $percent }に応答
service-speed = 1枚あたり平均{ $took }
service-unused = 最近の呼び出しなし
service-queue = 描画中{ $running }件、待機中{ $waiting }件
field-queue = 順番待ち
field-version = バージョン
models-speed = 通常{ $took }

## 保存されるもの

privacy-text = あなたについて保存されているものと、その理由です。
privacy-how = /privacy export でファイルとして受け取り、/privacy delete で削除できます。
privacy-pictures = 言葉と画像
privacy-pictures-why = プロンプト、参照、結果、それらを表示するメッセージ。編集し、繰り返し、見つけられるようにするためです。あなたが削除するまで。
privacy-names = 名前とID
privacy-names-why = このプラットフォームでのあなたの名前とID。クレジットと設定をあなたのものにするためです。
privacy-credits = クレジット
privacy-credits-why = 金額、日時、ジョブ番号、管理者が付けた理由。帳簿は合わなければならないため残ります。あなたの言葉は含まれません。
privacy-services = 外部への送信
privacy-services-why = 画像の言葉と参照は、それを描くモデルのサービスに送られます。名前は送られません。
privacy-export = あなたについて保存されているすべて（ジョブ{ $count }件）です。ファイルはボットの再起動まで取得できます。
privacy-delete = プロンプト、参照、画像、設定を完全に削除し、それらを表示するボットのメッセージも消します。クレジットは残ります。元に戻せません。
notice-forgotten = 言葉、画像、設定を削除しました。クレジットはそのままです。
not-allowed-open-jobs = まだ終わっていないジョブがあります。終わるのを待つか /queue で取り消してから、もう一度押してください。
inbox-text = 届けられなかった結果が{ $count }件あります。ここに安全に保管されています。どこに投稿しますか？
inbox-empty = 作ったものはすべて届いています。
inbox-hint = /inbox に届けられなかった結果が{ $count }件あります。
help-inbox = 届けられなかった画像
help-privacy = 保存されているもの。書き出しと削除
help-more = その他

## 運用者向け

outage = { $service } がこのボットのリクエストを拒否しています。理由はログにあります。
outage-key = { $service } が設定された鍵を受け付けません。正しい鍵を設定し、ボットを再起動してください。
outage-quota = { $service } のアカウントの利用枠がなくなりました。チャージするか、上限を上げてください。
outage-permission = { $service } がこのアカウントでの { $model } の利用を認めていません。サービス側で許可してください。組織の確認が必要なモデルもあります。
outage-model = { $service } にモデル { $model } がありません。models.toml の項目を直すか、提供終了と記してください。
outage-meanwhile = その間、誰にも課金されません。復旧を確かめるため、ときどき 1 件だけリクエストを送ります。
