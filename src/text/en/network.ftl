# The proxy of the environment.
network-proxy_kind = the proxy in { $variable } is of a kind that cannot be used: only http:// and https://
network-proxy_unreadable = the proxy's URL in { $variable } cannot be read

# Why a service outside took no notice.
network-status = HTTP status { $status }
network-silent = no answer within { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }
network-no_host = the host name is not known
network-no_connection = no connection
network-connection_broke = the connection broke
network-not_secure = no secure connection
network-not_sent = the request could not be made
