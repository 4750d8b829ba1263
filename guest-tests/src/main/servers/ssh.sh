# Keys of all types, and a server that runs a command for who has the key.
set -eu
trap 'kill $(jobs -p) 2> /dev/null || true' EXIT
for t in dsa rsa ecdsa ed25519; do ssh-keygen -q -t $t -N '' -f host_$t -C host; done
ssh-keygen -q -t ed25519 -N '' -f id -C client
for k in host_*.pub id.pub; do ssh-keygen -lf $k; done
cat > sshd_config <<C
Port 47110
ListenAddress 127.0.0.1
HostKey $PWD/host_ed25519
HostKey $PWD/host_rsa
PidFile none
AuthorizedKeysFile $PWD/id.pub
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
C
/usr/sbin/sshd -D -e -f sshd_config > sshd.log 2>&1 &
server=$!
sleep 1
status=0
ssh -F none -p 47110 -i id -o UserKnownHostsFile="$PWD/known" -o StrictHostKeyChecking=accept-new \
  127.0.0.1 'echo in; id -un; seq 3; exit 5' || status=$?
cat sshd.log
kill $server
test $status = 5
