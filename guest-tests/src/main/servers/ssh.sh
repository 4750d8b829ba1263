# A daemon, in which a process of each connection works in an empty root, and clients with a key.
set -eu
trap 'test ! -e sshd.pid || kill "$(cat sshd.pid)"' EXIT
mkdir -p /run/sshd
ssh-keygen -q -t ed25519 -N '' -f host -C host
ssh-keygen -q -t ed25519 -N '' -f id -C client
cp id.pub authorized_keys
cat > sshd_config <<C
Port 47114
ListenAddress 127.0.0.1
HostKey $PWD/host
PidFile $PWD/sshd.pid
AuthorizedKeysFile $PWD/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin yes
Subsystem sftp internal-sftp
LogLevel VERBOSE
C
echo "[localhost]:47114 $(cat host.pub)" > known_hosts
ssh="-F none -p 47114 -i id -o UserKnownHostsFile=known_hosts -o StrictHostKeyChecking=yes -o BatchMode=yes"
/usr/sbin/sshd -f "$PWD/sshd_config" -E "$PWD/sshd.log"
for i in 1 2 3 4 5; do test -e sshd.pid && break; sleep 1; done
ssh $ssh localhost 'echo "from $(hostname) as $(id -un)"; cat' < known_hosts
ssh $ssh localhost 'exit 7' || echo "exit $?"
seq 20000 > numbers
scp -q -P 47114 -F none -i id -o UserKnownHostsFile=known_hosts -o BatchMode=yes numbers "localhost:$PWD/copy"
cmp numbers copy
kill "$(cat sshd.pid)"
sleep 1
grep -c "Accepted publickey" sshd.log
