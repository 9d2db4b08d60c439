# The proxy of the environment.
network-proxy_kind = { $variable } のプロキシの種類には対応していません。使えるのは http:// と https:// だけです
network-proxy_unreadable = { $variable } にあるプロキシのURLを読み取れません

# Why a service outside took no notice.
network-status = HTTPステータス{ $status }
network-silent = { $seconds }秒以内に応答がありませんでした
network-no_host = ホスト名が見つかりません
network-no_connection = 接続できません
network-connection_broke = 接続が切れました
network-not_secure = 安全に接続できません
network-not_sent = リクエストを送信できませんでした
