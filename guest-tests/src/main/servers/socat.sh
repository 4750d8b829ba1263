# Servers that fork for each client: TCP, UDP and AF_UNIX.
set -eu
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
socat TCP-LISTEN:47105,bind=127.0.0.1,reuseaddr,fork EXEC:'tr a-z A-Z' &
socat UDP-LISTEN:47106,bind=127.0.0.1,fork PIPE &
socat UNIX-LISTEN:sock,fork SYSTEM:'cat; echo done' &
socat -u UDP-RECV:47107,bind=127.0.0.1 CREATE:received &
sleep 0.5
for i in 1 2 3; do test "$(echo "tcp $i" | socat - TCP:127.0.0.1:47105)" = "TCP $i"; done
test "$(echo udp | socat -t 1 - UDP:127.0.0.1:47106)" = udp
test "$(echo unix | socat - UNIX-CONNECT:sock)" = "$(printf 'unix\ndone')"
seq 100 | socat -u - UDP-SENDTO:127.0.0.1:47107
sleep 0.3
seq 100 | cmp - received
echo x | socat - TCP:127.0.0.1:47108 || echo "status $?"
kill %1 %2 %3 %4
wait
