package dev.reprise.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The rows of the table, from single system calls to whole builds. */
final class Rows {
  private Rows() {}

  /** All rows, in the order of the table. */
  static List<Row> all() {
    return Stream.of(calls(), processes(), threads(), interpreters(), builds(), ProgramRows.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Row> calls() {
    return List.of(
        new Row(
                "syscalls",
                "100,000 raw getpid and clock_gettime in turns",
                directory -> compiled("syscalls", directory, "50000"))
            .wanted(Target.ratio(4, 1.5)),
        new Row(
                "syscalls-1m",
                "the same with 1,000,000 calls: a warm tracer",
                directory -> compiled("syscalls", directory, "500000"))
            .wanted(Target.ratio(4, 1.5))
            .with(Row.Trait.WITHOUT_STRACE),
        new Row("find", "find over 200,000 files, of each its size", Rows::find)
            .wanted(Target.ratio(2.5, 1.3)),
        new Row("sort", "sort of 1,000,000 lines", Rows::sort).wanted(Target.ratio(1.3, 1.05)));
  }

  private static List<Row> processes() {
    return List.of(
        new Row("true", "/bin/true: the start-up itself", directory -> installed(directory, "true"))
            .wanted(Target.millis(150, 60))
            .with(Row.Trait.START_UP),
        new Row(
            "echo",
            "/bin/echo: one short process",
            directory -> installed(directory, "echo", "hello")),
        new Row(
                "fork-exec",
                "fork, exec and wait for /bin/true, 25 times",
                directory -> compiled("forkexec", directory))
            .wanted(Target.ratio(2.5, 1.3)),
        new Row("shell-loop", "sh running /bin/true 200 times", Rows::shellLoop)
            .wanted(Target.ratio(2.5, 1.3)));
  }

  private static List<Row> threads() {
    return List.of(
        new Row(
            "ping-pong",
            "20,000 round trips between two threads, mutex and condition variable",
            directory -> compiled("pingpong", directory)),
        new Row(
                "ping-pong-1",
                "the same against native runs on one core",
                directory -> compiled("pingpong", directory))
            .wanted(Target.ratio(1.5, 1.0))
            .with(Row.Trait.NATIVE_ON_ONE_CORE));
  }

  private static List<Row> interpreters() {
    return List.of(
        new Row("python-start", "python3 -c pass", directory -> python(directory, "pass")),
        new Row(
                "python-sum",
                "python3: its start, and 5,000,000 numbers summed in a loop",
                directory -> python(directory, "print(sum(i * i % 7 for i in range(5000000)))"))
            .wanted(Target.ratio(1.3, 1.05)),
        new Row(
                "cpu-loop",
                "integer arithmetic without system calls",
                directory -> compiled("cpuloop", directory))
            .wanted(Target.ratio(1.01, 1.0)));
  }

  private static List<Row> builds() {
    return List.of(
        new Row("gcc", "gcc -O2 -c of one generated file of 2,000 lines", Rows::gcc)
            .wanted(Target.ratio(1.1, 1.02)),
        new Row(
            "make",
            "make -j1 of a generated project of 12 C files",
            directory -> make(directory, GeneratedProject.of(12), 1)),
        new Row(
                "make-j1",
                "make -j1 of a generated project like Lua 5.4: 34 C files, an archive, two programs",
                directory -> make(directory, GeneratedLibrary.project(), 1))
            .wanted(Target.ratio(1.25, 1.08)),
        new Row(
                "make-j2",
                "the same with make -j2",
                directory -> make(directory, GeneratedLibrary.project(), 2))
            .wanted(Target.ratio(1.6, 1.1)));
  }

  private static Work compiled(String program, Path directory, String... arguments)
      throws IOException, InterruptedException {
    String binary = HostPrograms.compile(program, directory).toString();
    return new Work(Stream.concat(Stream.of(binary), Stream.of(arguments)).toList(), directory);
  }

  private static Work installed(Path directory, String program, String... arguments)
      throws IOException {
    return new Work(HostPrograms.command(program, arguments), directory);
  }

  /**
   * The test of the size makes find ask for each file; without one it would read the directories
   * alone. What it prints does not tell the order of the files, which is the host's own natively.
   */
  private static Work find(Path directory) throws IOException {
    List<String> command =
        HostPrograms.command("find", "tree", "-type", "f", "-size", "0", "-printf", ".");
    GeneratedTree.write(directory.resolve("tree"), 200_000);
    return new Work(command, directory);
  }

  private static Work shellLoop(Path directory) throws IOException {
    String loop = "i=0; while [ $i -lt 200 ]; do /bin/true; i=$((i+1)); done; echo $i";
    return installed(directory, "sh", "-c", loop);
  }

  private static Work sort(Path directory) throws IOException {
    Files.writeString(
        directory.resolve("lines.txt"), GeneratedText.lines(1_000_000), StandardCharsets.US_ASCII);
    return installed(directory, "sort", "lines.txt");
  }

  /** The path which the interpreter itself reports, since python3 on the PATH may be a script. */
  private static Work python(Path directory, String program)
      throws IOException, InterruptedException {
    Path shim = HostPrograms.find("python3");
    String interpreter =
        HostPrograms.outputOf(
            directory, List.of(shim.toString(), "-c", "import sys; print(sys.executable)"));
    return new Work(List.of(interpreter.strip(), "-c", program), directory);
  }

  private static Work gcc(Path directory) throws IOException {
    Files.writeString(directory.resolve("generated.c"), GeneratedSource.file(2_000));
    return new Work(
        HostPrograms.command("gcc", "-O2", "-c", "generated.c", "-o", "generated.o"),
        directory,
        List.of("generated.o"));
  }

  private static Work make(Path directory, GeneratedProject project, int jobs) throws IOException {
    HostPrograms.find("gcc");
    HostPrograms.find("ar");
    project.writeTo(directory);
    return new Work(HostPrograms.command("make", "-j" + jobs), directory, project.outputs());
  }
}
