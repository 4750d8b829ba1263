# A replica, a log of all changes, a subscriber, scripts, and a benchmark with two threads.
set -eu
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
mkdir a b
redis-server --port 47201 --dir a --appendonly yes --save 1 1 --logfile log --unixsocket "$PWD/a/s" &
redis-server --port 47202 --dir b --replicaof 127.0.0.1 47201 --logfile log &
for i in $(seq 100); do redis-cli -p 47202 info replication | grep -q master_link_status:up && break; sleep 0.1; done
redis-cli -p 47201 subscribe ch > sub 2>&1 &
sleep 0.2
for i in $(seq 50); do redis-cli -s a/s set k$i v$i > /dev/null; done
redis-cli -p 47201 publish ch hello
redis-cli -p 47201 wait 1 1000
test "$(redis-cli -p 47202 get k33)" = v33
redis-cli -p 47201 bgrewriteaof
sleep 2
redis-cli -p 47201 eval 'return redis.call("randomkey")' 0
redis-cli -p 47202 dbsize
redis-benchmark -p 47201 -n 300 -c 10 -P 3 -t incr,lpush --threads 2 --csv
redis-cli -p 47202 shutdown nosave
redis-cli -p 47201 shutdown
wait
cat sub
ls -R a b
tail -5 b/log
