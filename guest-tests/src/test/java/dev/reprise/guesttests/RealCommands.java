package dev.reprise.guesttests;

import static dev.reprise.guesttests.MatrixInputs.LARGE_SOURCE;
import static dev.reprise.guesttests.MatrixInputs.LINES;
import static dev.reprise.guesttests.MatrixInputs.NOTHING;
import static dev.reprise.guesttests.MatrixInputs.PROJECT;
import static dev.reprise.guesttests.MatrixInputs.TREE;
import static dev.reprise.guesttests.RealCommand.Comparison.ALL;
import static dev.reprise.guesttests.RealCommand.Comparison.EXIT;
import static dev.reprise.guesttests.RealCommand.Comparison.FILES;

import dev.reprise.guesttests.RealCommand.Comparison;
import java.util.List;

/** The table of the matrix: programs as Debian ships them. */
final class RealCommands {

  private RealCommands() {}

  /** All commands, in the order in which they run. */
  static List<RealCommand> all() {
    return List.of(
        row("date", "date", NOTHING, EXIT, "date; date +%s.%N; date -u -d @0"),
        row("ls", "ls", TREE, EXIT, "ls -laR --full-time tree; ls -la /usr/share/doc | head -200"),
        row("stat", "stat", TREE, EXIT, "stat tree/*/* /etc/passwd /usr; stat -f ."),
        row(
            "find",
            "find",
            TREE,
            EXIT,
            "find tree -printf '%p %s %i %T@ %n\\n'; find /etc/alternatives /usr/include/linux"),
        row("sha256sum", "sha256sum", TREE, ALL, "sha256sum tree/*/* > sums && sha256sum -c sums"),
        row("sort", "sort", LINES, ALL, "sort lines.txt > sorted && tail -3 sorted"),
        row(
            "tar",
            "tar",
            TREE,
            EXIT,
            "tar cf a.tar tree && tar tvf a.tar; mkdir out; tar xf a.tar -C out"),
        row(
            "tar, reproducible",
            "tar",
            TREE,
            ALL,
            "tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf a.tar tree"),
        row("users and owners", "setpriv", NOTHING, ALL, USERS),
        row("gzip", "gzip", TREE, EXIT, "gzip -kr tree; gzip -lv tree/d0/file0.txt.gz"),
        row("gzip -n", "gzip", TREE, ALL, "cat tree/*/* | gzip -n9 > all.gz; gzip -t all.gz"),
        row("xz", "xz", TREE, ALL, "cat tree/*/* | xz -T2 > all.xz; xz -dc all.xz | sha256sum"),
        row(
            "openssl rand",
            "openssl",
            NOTHING,
            EXIT,
            "openssl rand -hex 64; openssl rand -base64 20"),
        row(
            "openssl enc",
            "openssl",
            TREE,
            ALL,
            """
            cat tree/*/* > all
            openssl enc -aes-256-cbc -pbkdf2 -S 0011223344556677 -pass pass:word -in all -out all.enc
            openssl enc -d -aes-256-cbc -pbkdf2 -S 0011223344556677 -pass pass:word -in all.enc \
              | cmp - all
            """),
        row("mktemp", "mktemp", NOTHING, EXIT, "mktemp; mktemp -d; mktemp here.XXXXXXXX; ls"),
        row("uuidgen", "uuidgen", NOTHING, EXIT, "uuidgen; uuidgen -t; uuidgen -r"),
        row("bash, plain", "bash", TREE, ALL, BASH_PLAIN),
        row("bash, random", "bash", NOTHING, EXIT, BASH_RANDOM),
        row("perl", "perl", NOTHING, EXIT, PERL),
        row("python3", "python3", NOTHING, EXIT, "cat > p.py <<'P'\n" + PYTHON + "P\npython3 p.py"),
        row("sqlite3", "sqlite3", NOTHING, ALL, "sqlite3 a.db <<'S'\n" + SQL + "S\n"),
        row("sqlite3, random", "sqlite3", NOTHING, EXIT, SQL_RANDOM),
        row("git", "git", TREE, EXIT, GIT),
        row(
            "gcc",
            "gcc",
            LARGE_SOURCE,
            ALL,
            "gcc -O1 -c large.c && gcc -o large large.o && ./large"),
        row("make -j4", "make", PROJECT, FILES, "make -j4 && ./sum"),
        row("java -version", JAVA, NOTHING, ALL, JAVA + " -Xshare:auto -version"));
  }

  private static RealCommand row(
      String name, String program, MatrixInputs inputs, Comparison comparison, String script) {
    return new RealCommand(name, program, script, inputs, comparison);
  }

  /** The one that runs the tests: it is there, and new enough. */
  private static final String JAVA = System.getProperty("java.home") + "/bin/java";

  /** Only root has anything to give up: others pass at once. */
  private static final String USERS =
      """
      set -e
      [ "$(id -u)" = 0 ] || exit 0
      test "$(setpriv --reuid=65534 --regid=65534 --clear-groups id -un)" = nobody
      test "$(su nobody -s /bin/sh -c 'id -u')" = 65534
      echo text > a
      install -o nobody -m 600 a b
      test "$(stat -c %U b)" = nobody
      ! setpriv --reuid=1 --clear-groups cat b 2> error
      grep -q 'Permission denied' error
      test "$(setpriv --reuid=65534 --clear-groups cat b)" = text
      tar cf b.tar b && rm b && tar xf b.tar
      test "$(stat -c %U b)" = nobody
      rm a b b.tar error
      """;

  private static final String BASH_PLAIN =
      """
      cat tree/*/* | tr 'a-z' 'A-Z' | sort | uniq -c | sort -rn | head -5
      for f in tree/d1/*; do wc -l < "$f"; done | awk '{ s += $1 } END { print s }'
      (sleep 0.05; echo late > late.txt) & wait; cat late.txt
      false | true; echo "${PIPESTATUS[@]}"
      yes | head -3
      mapfile -t lines < <(seq 5); echo "${#lines[@]}"
      trap 'echo trapped' USR1; kill -USR1 $$; exit 7
      """;

  private static final String BASH_RANDOM =
      """
      echo $$ $BASHPID $PPID $RANDOM $RANDOM $SRANDOM $SECONDS $EPOCHREALTIME
      for i in 1 2 3 4 5 6; do (for j in 1 2 3 4 5; do echo "$i.$j" >> log; done) & done; wait
      cat log; jobs; sleep 3 & echo $!; kill $!; wait $!; echo $?
      for i in 3 1 2; do (sleep 0.0$i; exit $i) & done
      wait -n; echo $?; wait -n; echo $?; wait -n; echo $?
      cat /proc/uptime /proc/loadavg; ps -o pid,ppid,stat,comm; uname -a; id; ulimit -a; env | sort
      time sleep 1.5
      """;

  private static final String PERL =
      """
      perl -MTime::HiRes=time -e '
        my %h = map { $_ => 1 } "a" .. "z"; print join(",", keys %h), "\\n";
        print rand(), " ", time(), " $$ ", scalar(localtime), "\\n";
        for my $i (1 .. 4) { if (!fork) { select(undef, undef, undef, 0.01 * $i); exit $i } }
        while ((my $p = wait) > 0) { print "$p ", $? >> 8, "\\n" }
        open(my $f, "-|", "echo from a child; exit 3"); print <$f>; close $f; print $? >> 8, "\\n";'
      """;

  private static final String PYTHON =
      """
      import os, random, subprocess, sys, tempfile, threading, time, uuid
      print(hash("text"), list({str(i) for i in range(20)}))
      print(random.random(), os.urandom(8).hex(), uuid.uuid4(), uuid.uuid1())
      print(time.time(), time.monotonic(), time.process_time(), time.ctime())
      with tempfile.NamedTemporaryFile(dir=".") as f: print(f.name)
      order, lock = [], threading.Lock()
      def work(n):
          for i in range(20):
              with lock: order.append(n)
              if i % 5 == 0: time.sleep(0.001)
      threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
      for t in threads: t.start()
      for t in threads: t.join()
      print(order)
      print(subprocess.run(["sh", "-c", "echo $$; cat; exit 4"], input=b"in", capture_output=True))
      start = time.time(); time.sleep(2); print(time.time() - start >= 2)
      print(os.cpu_count(), os.getpid(), id(order), sys.version)
      """;

  private static final String SQL =
      """
      create table t(id integer primary key, name text, value real);
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)
        insert into t select i, 'name' || i, i * 1.5 from n;
      create index by_name on t(name);
      update t set value = value + 1 where id % 3 = 0;
      delete from t where id % 7 = 0;
      select count(*), sum(value), max(name) from t;
      pragma integrity_check;
      """;

  private static final String SQL_RANDOM =
      """
      sqlite3 a.db "create table t(a, b); insert into t values(random(), datetime('now'));
        insert into t values(hex(randomblob(8)), julianday('now')); select * from t;"
      sqlite3 a.db "pragma journal_mode = wal; insert into t values(1, 2); select count(*) from t;"
      """;

  private static final String GIT =
      """
      git init -q . && git config user.name Someone && git config user.email someone@example.org
      git add . && git commit -q -m first && git rev-parse HEAD
      echo more >> tree/d0/file0.txt && git status --short && git commit -q -a -m second
      git log --format='%H %ad %an' && git fsck && git gc -q && git count-objects -v
      """;
}
