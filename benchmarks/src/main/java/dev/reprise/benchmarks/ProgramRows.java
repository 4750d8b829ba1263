package dev.reprise.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows of programs that are larger than a command: several processes, threads, servers. */
final class ProgramRows {
  private static final int FILES_TO_COMPRESS = 40;
  private static final int BYTES_TO_COMPRESS = 5_000_000;
  private static final int CLASSES = 100;

  private ProgramRows() {}

  /** These rows, in the order of the table. */
  static List<Row> all() {
    return List.of(
        new Row("gzip-p2", "xargs -P2 gzip of 40 files of 5 MB", ProgramRows::gzip)
            .wanted(Target.ratio(1.15, 1.02)),
        new Row("hmmsearch", "hmmsearch --cpu 0 of 40,000 proteins", ProgramRows::hmmsearch)
            .wanted(Target.ratio(1.3, 1.05)),
        new Row(
                "raxml-t2",
                "RAxML with two threads, which spin, against native runs on one core",
                ProgramRows::raxml)
            .wanted(Target.ends(1.0))
            .with(Row.Trait.NATIVE_ON_ONE_CORE),
        new Row("redis", "redis-server and redis-benchmark, 50,000 requests", ProgramRows::redis)
            .wanted(Target.ratio(3, 1.2)),
        new Row("javac", "javac of a generated project of 100 classes", ProgramRows::javac)
            .wanted(Target.ratio(2.2, 1.2)));
  }

  /** Without names and times in the outputs (-n), which would not be the same in every run. */
  private static Work gzip(Path directory) throws IOException {
    String gzip = HostPrograms.find("gzip").toString();
    List<String> command =
        HostPrograms.command("xargs", "-a", "list", "-n", "1", "-P", "2", gzip, "-n", "-k", "-f");
    List<String> names = new ArrayList<>();
    for (int number = 0; number < FILES_TO_COMPRESS; number++) {
      String name = "words" + number;
      names.add(name);
      Files.writeString(
          directory.resolve(name),
          GeneratedText.words(number, BYTES_TO_COMPRESS),
          StandardCharsets.US_ASCII);
    }
    Files.write(directory.resolve("list"), names);
    return new Work(command, directory, names.stream().map(name -> name + ".gz").toList());
  }

  /** Of its outputs, the one which has neither the date nor the time it took. */
  private static Work hmmsearch(Path directory) throws IOException, InterruptedException {
    List<String> build = HostPrograms.command("hmmbuild", "family.hmm", "family.sto");
    Files.writeString(directory.resolve("family.sto"), GeneratedProteins.alignment());
    Files.writeString(directory.resolve("proteins.fa"), GeneratedProteins.database(40_000));
    HostPrograms.outputOf(directory, build);
    return new Work(
        HostPrograms.command(
            "hmmsearch",
            "--cpu",
            "0",
            "-o",
            "/dev/null",
            "-A",
            "hits",
            "family.hmm",
            "proteins.fa"),
        directory,
        List.of("hits"));
  }

  /**
   * The likelihood of one tree with its model and its branches optimized: some thousand barriers,
   * at each of which a thread spins until the other comes. On one core that is a time slice each.
   */
  private static Work raxml(Path directory) throws IOException {
    Files.writeString(directory.resolve("species.phy"), GeneratedAlignment.phylip(5, 20_000));
    Files.writeString(
        directory.resolve("tree"),
        "(species000,species001,(species002,(species003,species004)));\n");
    String program = HostPrograms.find("raxmlHPC-PTHREADS").toString();
    String command =
        "exec %s -T 2 -f e -m GTRGAMMA -e 100 -p 1 -t tree -s species.phy -n run >/dev/null";
    return new Work(
        HostPrograms.command("sh", "-c", command.formatted(program)),
        directory,
        List.of("RAxML_result.run"),
        List.of("RAxML_info.run", "RAxML_log.run", "RAxML_binaryModelParameters.run"));
  }

  /**
   * The server and its client in one script. Its standard output is a value which the client has
   * stored; what the client prints are times.
   */
  private static Work redis(Path directory) throws IOException {
    for (String program : List.of("redis-server", "redis-cli", "redis-benchmark")) {
      HostPrograms.find(program);
    }
    String script =
        """
        set -eu
        redis-server --port 26391 --bind 127.0.0.1 --save '' --logfile server.log &
        server=$!
        trap 'kill $server 2>/dev/null || true' EXIT
        while ! redis-cli -p 26391 ping >/dev/null 2>&1; do
          kill -0 $server # It has not ended, for want of the port or of memory.
          sleep 0.01
        done
        redis-benchmark -p 26391 -n 50000 -t set -q >/dev/null
        redis-cli -p 26391 get key:__rand_int__
        redis-cli -p 26391 shutdown nosave
        wait
        """;
    Files.writeString(directory.resolve("serve"), script);
    return new Work(
        HostPrograms.command("sh", "serve"), directory, List.of(), List.of("server.log"));
  }

  /** With the compiler of the JDK that runs this command. */
  private static Work javac(Path directory) throws IOException {
    Path compiler = Path.of(System.getProperty("java.home"), "bin", "javac");
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, String> source : GeneratedJava.sources(CLASSES).entrySet()) {
      Path file = directory.resolve("src").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
      names.add("src/" + source.getKey());
    }
    Files.write(directory.resolve("list"), names);
    return new Work(
        List.of(compiler.toString(), "-d", "classes", "@list"),
        directory,
        GeneratedJava.outputs(CLASSES).stream().map(name -> "classes/" + name).toList());
  }
}
