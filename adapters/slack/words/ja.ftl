### Slack 自身の画面。

mend-invite = ここで /invite @{ $bot } と入力してください
mend-direct = この会話にはボットが入れません。@{ $bot } に直接メッセージを送るか、チャンネルを使ってください。
mend-archived = このチャンネルはアーカイブされています。

home-title = あなたの画像
home-create = 画像を作る
home-help = ヘルプ
home-history = クレジットの履歴
home-settings = 設定
home-recent = 最近の画像
home-edit = 編集

close = キャンセル

pane-title = 何を見たいですか？
pane-thinking = 言葉を読んでいます…
pane-poster = ポスター
pane-poster-words = ネオンで「OPEN LATE」と書かれたポスター --ratio 4:5
pane-logo = ロゴ
pane-logo-words = コーヒーバーのためのキツネのロゴ
pane-photo = 写真
pane-photo-words = 夜明けの静かな湖に浮かぶ紙の舟、写真 --ratio 16:9

install-refused-title = このワークスペースでは使えません
install-refused = このボットは別のチームのものなので、{ $team } にはインストールされませんでした。何も保存されず、料金もかかっていません。ここで使うには、ボットの運用者に IMAGINE_HOMES へ slack:{ $team } を追加するよう頼んでください。

group-unknown = このワークスペースにグループ { $group } はありません。何も付与していません。
group-empty = { $group } には誰もいません。何も付与していません。
group-large = { $group } は { $count } 人います。一度に付与できるのは { $most } 人までです。何も付与していません。
