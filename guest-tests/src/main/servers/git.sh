# A daemon that serves a clone, a push and a fetch.
set -eu
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'
git init -q -b main r
for i in $(seq 10); do seq $i > r/f$i; git -C r add .; git -C r commit -q -m c$i; done
git clone -q --bare r r.git
git daemon --base-path="$PWD" --export-all --enable=receive-pack --reuseaddr --listen=127.0.0.1 \
  --port=47112 --verbose 2> daemon.log &
server=$!
sleep 1
git clone git://localhost:47112/r.git c
echo x > c/new
git -C c add new
git -C c commit -q -m new
git -C c push
git -C c fetch -v
git -C r.git log -1 --format='%H %s %ct'
test "$(git -C r.git rev-parse main)" = "$(git -C c rev-parse main)"
kill $server
wait $server || test $? = 143
cat daemon.log
