# Three workers, clients one after the other and at once, sendfile, ranges, logs, a graceful end.
set -eu
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
mkdir -p www logs tmp
echo hello > www/index.html
head -c 200000 /dev/zero | tr '\0' x > www/big
cat > nginx.conf <<'C'
user root root; worker_processes 3; daemon off; pid nginx.pid; error_log logs/error.log info;
events { worker_connections 64; }
http {
  access_log logs/access.log; sendfile on;
  client_body_temp_path tmp/a; proxy_temp_path tmp/b; fastcgi_temp_path tmp/c;
  uwsgi_temp_path tmp/d; scgi_temp_path tmp/e;
  server { listen 127.0.0.1:47102; root www; }
}
C
nginx -p "$PWD/" -e logs/error.log -c nginx.conf 2> start.log &
server=$!
url=http://127.0.0.1:47102
for i in $(seq 100); do curl -s -o /dev/null $url/ && break; sleep 0.1; done
curl -si $url/
curl -s $url/big | cmp - www/big
curl -si $url/none
curl -s -r 5-9 $url/big
for i in 1 2 3 4 5 6; do curl -s $url/index.html -o out$i & done
sleep 1
cat out?
kill -QUIT "$(cat nginx.pid)"
wait $server
cat logs/access.log
