# Keys of all types, and their fingerprints.
set -eu
for t in dsa rsa ecdsa ed25519; do ssh-keygen -q -t $t -N '' -f host_$t -C host; done
ssh-keygen -q -t ed25519 -N '' -f id -C client
for k in host_*.pub id.pub; do ssh-keygen -lf $k; done
