### チャットを囲むページの日本語。ボット自身の言葉は bot/replies にあります。

title = studio · imagine
channel-about = 画像を作り、返信で変えていきます
you-are = あなたは
be-person = { $name } になる
admin = 管理者
two-people = もう一つタブを開くと、二人になれます。
credits-left = { $amount } クレジット
sketch-title = スケッチモード：AI モデルは接続されていません。
sketch-how = 画像は規則で描かれますが、ほかはすべて本物です。モデルを接続するには、.env というファイルに OPENAI_API_KEY=… を書いて起動し直してください。

empty-title = 何を見たいですか
empty-text = /imagine と入力し、自分の言葉で書いてください。画像を変えるには返信します。
empty-try = または、こちらをお試しください：
example-1 = /imagine "OPEN LATE" と書かれたネオンのポスター --ratio 4:5 -n 2
example-2 = /imagine 夜明けの静かな湖に浮かぶ紙の舟 --ratio 16:9
example-3 = /imagine コーヒーバーのためのキツネのロゴ --quality medium

write = /imagine と入力 …
send = 送信
attach = 画像を添付
attached = 添付した画像
drop-here = ここに画像を置いてください
remove-file = { $name } を外す
replying-person = { $name } に返信
replying-picture = 画像 { $index } に返信
replying-message = この結果に返信
drop-reply = 返信をやめる
suggestions = 候補
older = 以前のメッセージ
new-messages = 新しいメッセージ
ready-elsewhere = 画像ができました
log = メッセージ
bot-name = imagine
bot-badge = ボット
only-you = あなただけに見えています
for-person = { $name } へ
earlier-message = 以前のメッセージ
picture-of = 画像 { $index } · { $text }
show-all = すべて表示
reply = 返信
reply-to-picture = 画像 { $index } に返信
open-picture = 画像 { $index } を開く
open-partial = 途中の画像を開く
picture-actions = 画像 { $index }
progress = 進み具合
close = 閉じる
cancel = やめる
previous = 前の画像
next = 次の画像
confirm-delete = この画像を全員から削除しますか？
choose-none = そのまま
jump = メッセージへ移動

reconnecting = 接続が切れました。つなぎ直しています …
send-failed = 送信できませんでした。プログラムは動いていますか？
too-many-files = 一つのメッセージに付けられるファイルは { $limit } 個までです。
too-large-file = 「{ $name }」は { $limit_bytes } を超えています。
too-much = 一つのメッセージには多すぎます。ファイルは { $files } 個まで、それぞれ { $limit_bytes } まで、文章は { $text_bytes } 未満にしてください。
bad-request = 読み取れませんでした。ページを読み込み直して、もう一度お試しください。
broken = ボットの中で問題が起きました。詳しくはログにあります。もう一度お試しください。
not-found-title = ここには何もありません
not-found-text = お探しのページや画像はないか、なくなりました。
error-title = 問題が起きました
error-text = 詳しくはプログラムのログにあります。それまでの操作は残っています。
back = チャットに戻る
