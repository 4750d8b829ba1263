# A server with snapshots, its client, transactions and a benchmark with five connections.
set -eu
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
redis-server --port 47101 --bind 127.0.0.1 --dir . --save '' --logfile redis.log &
for i in $(seq 100); do redis-cli -p 47101 ping > ping 2>&1 && break; sleep 0.05; done
redis-cli -p 47101 > answers <<'R'
SET a 1
GET a
INCR a
MULTI
LPUSH l x y z
LRANGE l 0 -1
EXEC
HSET h f1 v1 f2 v2
HGETALL h
SADD s one two three four
SMEMBERS s
SRANDMEMBER s
TIME
SAVE
BGSAVE
R
cat answers
grep -q 'Background saving started' answers
sleep 1
redis-cli -p 47101 info | grep -v '^#'
redis-benchmark -p 47101 -n 200 -c 5 -t set,get --csv
redis-cli -p 47101 shutdown save
wait $!
test -s dump.rdb
