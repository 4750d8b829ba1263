# The text protocol through a plain connection, with the server's figures about itself.
set -eu
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
memcached -l 127.0.0.1 -p 47103 -u root &
server=$!
for i in $(seq 100); do nc -z 127.0.0.1 47103 && break; sleep 0.05; done
printf '%s\r\n' 'set k 0 0 5' hello 'get k' 'set n 0 0 1' 5 'incr n 3' stats quit |
  nc 127.0.0.1 47103 > answers
cat answers
grep -q hello answers
kill $server
wait $server || test $? = 143
