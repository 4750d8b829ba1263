# A key and a certificate, a server of TLS and two clients.
set -eu
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -subj /CN=localhost -days 10 2> req.log
openssl s_server -accept 127.0.0.1:47109 -key key.pem -cert cert.pem -www -naccept 2 > server.log 2>&1 &
sleep 1
printf 'GET / HTTP/1.0\r\n\r\n' |
  openssl s_client -connect localhost:47109 -CAfile cert.pem -verify_return_error -ign_eof > client.log
curl -s --cacert cert.pem https://localhost:47109/
grep 'Verify return code: 0' client.log
grep '^ *Session-ID:\|TLS session ticket' -A 3 client.log
cat server.log
