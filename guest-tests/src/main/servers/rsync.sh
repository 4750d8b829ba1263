# A daemon with two modules: fetching, sending, and sending what has changed.
set -eu
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
mkdir -p src/a dst
for i in $(seq 20); do seq $i > src/a/f$i; done
cat > r.conf <<C
use chroot = no
port = 47111
address = 127.0.0.1
uid = 0
gid = 0
log file = $PWD/r.log
[m]
path = $PWD/src
[w]
path = $PWD/dst
read only = no
C
rsync --daemon --no-detach --config=r.conf &
server=$!
sleep 1
rsync -av rsync://127.0.0.1:47111/m/ got/
rsync -av src/ rsync://localhost:47111/w/
echo more >> src/a/f3
rsync -ai --checksum src/ rsync://localhost:47111/w/
diff -r src dst
cmp src/a/f5 got/a/f5
kill $server
wait $server || test $? = 20
cat r.log
