# Python's server of files: listings, errors, and clients at once.
set -eu
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
mkdir d
echo hello > d/a.txt
echo there > d/b.txt
python3 -u -m http.server -b localhost -d d 47104 > server.log 2>&1 &
server=$!
url=http://localhost:47104
for i in $(seq 100); do curl -s -o /dev/null $url/ && break; sleep 0.1; done
curl -si $url/
curl -sI $url/c.txt
curl -s $url/a.txt -o a &
a=$!
curl -s $url/b.txt -o b &
wait $a $!
cmp a d/a.txt
cmp b d/b.txt
kill $server
wait $server || test $? = 143
cat server.log
