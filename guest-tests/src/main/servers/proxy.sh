# A proxy with two workers in front of a server with a thread for each connection.
set -eu
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
mkdir -p logs tmp
cat > s.py <<'P'
import http.server
import os
import threading
import time

class H(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if "slow" in self.path:
            time.sleep(0.2)
        b = f"{self.path} {threading.current_thread().name} {os.getpid()}\n".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(b)))
        self.end_headers()
        self.wfile.write(b)

    def log_message(self, *arguments):
        pass


s = http.server.ThreadingHTTPServer(("127.0.0.1", 47204), H)
s.serve_forever()
P
cat > nginx.conf <<'C'
user root root; worker_processes 2; daemon off; pid nginx.pid; error_log logs/error.log info;
events { worker_connections 64; }
http {
  access_log logs/access.log; client_body_temp_path tmp/a; proxy_temp_path tmp/b; fastcgi_temp_path tmp/c;
  uwsgi_temp_path tmp/d; scgi_temp_path tmp/e; gzip on; gzip_min_length 1;
  upstream u { server 127.0.0.1:47204; keepalive 4; }
  server { listen 127.0.0.1:47203 reuseport; listen [::1]:47203; location / { proxy_pass http://u; proxy_http_version 1.1; proxy_set_header Connection ""; } }
}
C
python3 s.py &
nginx -p "$PWD/" -e logs/error.log -c nginx.conf 2> start.log &
for i in $(seq 100); do curl -sf -o /dev/null http://127.0.0.1:47203/ && break; sleep 0.1; done
for i in $(seq 12); do curl -s http://127.0.0.1:47203/slow$i -o o$i & p="${p:-} $!"; done; wait $p
cat o*
curl -s -Z http://127.0.0.1:47203/[1-8]
curl -s http://[::1]:47203/six
curl -s --compressed -i http://127.0.0.1:47203/z
kill -HUP $(cat nginx.pid)
sleep 0.5
curl -s http://127.0.0.1:47203/after
kill $(cat nginx.pid)
sleep 0.3
cat logs/access.log
