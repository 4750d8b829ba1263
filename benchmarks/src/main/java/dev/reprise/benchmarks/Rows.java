package dev.reprise.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The rows of the table, from single system calls to whole builds. */
final class Rows {
  private Rows() {}

  /** All rows, in the order of the table. */
  static List<Row> all() {
    return List.of(
        new Row(
            "syscalls",
            "100,000 raw getpid and clock_gettime in turns",
            directory -> compiled("syscalls", directory)),
        new Row(
            "echo",
            "/bin/echo: start-up alone",
            directory -> installed(directory, "echo", "hello")),
        new Row(
            "fork-exec",
            "fork, exec and wait for /bin/true, 25 times",
            directory -> compiled("forkexec", directory)),
        new Row("shell-loop", "sh running /bin/true 200 times", Rows::shellLoop),
        new Row("sort", "sort of 1,000,000 lines", Rows::sort),
        new Row(
            "ping-pong",
            "20,000 round trips between two threads, mutex and condition variable",
            directory -> compiled("pingpong", directory)),
        new Row("python-start", "python3 -c pass", directory -> python(directory, "pass")),
        new Row(
            "python-sum",
            "python3 summing 5,000,000 numbers in a loop",
            directory -> python(directory, "print(sum(i * i % 7 for i in range(5000000)))")),
        new Row(
            "cpu-loop",
            "integer arithmetic without system calls",
            directory -> compiled("cpuloop", directory)),
        new Row("gcc", "gcc -O2 -c of one generated file of 2,000 lines", Rows::gcc),
        new Row("make", "make -j1 of a generated project of 12 C files", Rows::make));
  }

  private static Work compiled(String program, Path directory)
      throws IOException, InterruptedException {
    return new Work(List.of(HostPrograms.compile(program, directory).toString()), directory);
  }

  private static Work installed(Path directory, String program, String... arguments)
      throws IOException {
    return new Work(HostPrograms.command(program, arguments), directory);
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

  private static Work make(Path directory) throws IOException {
    HostPrograms.find("gcc");
    GeneratedProject project = GeneratedProject.of(12);
    project.writeTo(directory);
    return new Work(HostPrograms.command("make", "-j1"), directory, project.outputs());
  }
}
