# A cluster from nothing, SQL through sockets of both kinds, a benchmark, a clean end.
set -eu
# The server refuses to run as root.
if [ "$(id -u)" = 0 ]; then
  chown daemon .
  exec setpriv --reuid=1 --regid=1 --clear-groups bash -c "$BASH_EXECUTION_STRING"
fi
PATH=$(echo /usr/lib/postgresql/*/bin):$PATH
export LC_ALL=C.UTF-8 PGHOST="$PWD" PGPORT=47113 PGUSER=me
trap '[ $? = 0 ] || cat ./*.log >&2' EXIT
initdb -D data -A trust -U me > initdb.log 2>&1
pg_ctl -D data -o "-k '$PWD' -h 127.0.0.1 -p 47113" -l pg.log -w start > ctl.log
createdb t
psql -X -v ON_ERROR_STOP=1 t <<'S'
create table n(i int primary key, v text, at timestamp default now());
insert into n(i, v) select g, 'row ' || g from generate_series(1, 1000) g;
select count(*), sum(i), min(at) from n;
select i, v from n where v like '%99' order by i limit 5;
select gen_random_uuid(), random(), pg_backend_pid();
S
psql -X -h 127.0.0.1 t -c 'select inet_server_addr(), inet_server_port()'
pgbench -i -q t > bi.log 2>&1
pgbench -t 100 -c 2 t
psql -X t -c vacuum -c 'select sum(abalance) from pgbench_accounts'
pg_ctl -D data -m fast -w stop
