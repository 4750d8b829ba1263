package dev.reprise.guesttests;

import static dev.reprise.guesttests.RealCommand.Comparison.ALL;
import static dev.reprise.guesttests.RealCommand.Comparison.EXIT;

import dev.reprise.guesttests.RealCommand.Comparison;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table of the runtimes' programs, whose sources are in {@code src/main/runtimes}. */
final class RuntimePrograms {

  private static final Path SOURCES = Path.of("src/main/runtimes");
  private static final Path TCL_THREADS = Path.of("/usr/share/doc/tcl-thread");
  private static final Path OCAML_THREADS = Path.of("/usr/lib/ocaml/threads");

  /** The JDK that runs the tests: it is there, and new enough. */
  private static final String JDK = System.getProperty("java.home") + "/bin/";

  private static final String REPOSITORY = System.getProperty("user.home") + "/.m2/repository";

  private RuntimePrograms() {}

  /** All programs, in the order in which they run. */
  static List<RuntimeProgram> all() {
    List<RuntimeProgram> all = new ArrayList<>();
    all.add(quick("CPython: threading", "python3", "python", "python3 threading_mix.py"));
    for (String method : List.of("fork", "spawn", "forkserver")) {
      String name = "CPython: multiprocessing, " + method;
      all.add(row(name, "python3", "python", "python3 processes.py " + method));
    }
    all.add(row("CPython: multiprocessing, manager", "python3", "python", "python3 manager.py"));
    all.add(quick("CPython: asyncio", "python3", "python", "python3 asyncio_mix.py"));
    all.add(row("CPython: concurrent.futures", "python3", "python", "python3 pools.py"));
    all.add(quick("Node.js: workers, timers, promises", "node", "node", "node workers.js"));
    all.add(quick("OpenMP: loops and barriers that spin", "gcc", "openmp", OPENMP));
    all.add(row("Go: goroutines and channels", "go", "go", GO));
    all.add(row("Rust: std::thread and mpsc", "/usr/bin/rustc", "rust", RUST));
    all.add(quick("Perl: threads", "perl", "perl", "perl threads.pl"));
    all.add(row("Perl: processes", "perl", "perl", "perl processes.pl"));
    all.add(row("Ruby: threads, processes", "ruby", "ruby", "ruby threads.rb"));
    all.add(row("PHP: processes", "php", "php", "php processes.php"));
    all.add(quick("Lua: coroutines", "lua5.4", "lua", "lua5.4 coroutines.lua"));
    all.add(
        new RuntimeProgram(
            false, List.of(TCL_THREADS), command("Tcl: threads", "tclsh", "tcl", EXIT, TCL)));
    all.add(
        new RuntimeProgram(
            false,
            List.of(OCAML_THREADS),
            command("OCaml: threads", "ocamlopt", "ocaml", EXIT, OCAML)));
    addJava(all, "java", "OpenJDK on the PATH", "javac");
    addJava(all, JDK + "java", "OpenJDK of the tests", JDK + "javac");
    all.add(quick("OpenJDK of the tests: virtual threads", JDK + "java", "java", VIRTUAL));
    all.add(javac());
    all.add(maven());
    return List.copyOf(all);
  }

  /** The collectors differ in how their threads wait, and in how they stop the others. */
  private static void addJava(List<RuntimeProgram> all, String java, String name, String javac) {
    for (String collector : List.of("Serial", "Parallel", "G1", "Z")) {
      String script = javac + " Mixed.java && " + java + " -XX:+Use" + collector + "GC -cp . Mixed";
      all.add(row(name + ": " + collector + "GC", javac, "java", script));
    }
    String mixed = javac + " Mixed.java && " + java + " -cp . Mixed";
    all.add(
        new RuntimeProgram(
            false, List.of(), command(name + ": 4 processors", javac, "java", EXIT, mixed), 4));
    String spinning = javac + " Spinning.java && " + java + " -cp . Spinning";
    all.add(row(name + ": spinning", javac, "java", spinning));
  }

  /** A real project of several classes: a module of this one. */
  private static RuntimeProgram javac() {
    Path module = Path.of("../linux/src/main/java");
    String script =
        JDK
            + "javac -proc:none -cp "
            + onClassPath("jspecify")
            + " -d out $(find . -name '*.java')";
    RealCommand command =
        new RealCommand(
            "OpenJDK of the tests: javac", JDK + "javac", script, new SourceInputs(module), ALL);
    return new RuntimeProgram(false, List.of(), command);
  }

  /** A build without network, from the repository that this project's own build has filled. */
  private static RuntimeProgram maven() {
    String script =
        "JAVA_HOME=%s mvn -o -q -Dmaven.repo.local=%s %s test"
            .formatted(
                System.getProperty("java.home"),
                REPOSITORY,
                System.getProperty("reprise.matrix.versions", ""));
    return new RuntimeProgram(
        false,
        List.of(Path.of(REPOSITORY)),
        command("Maven: a project with JUnit", "mvn", "maven", EXIT, script));
  }

  private static String onClassPath(String name) {
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      if (entry.contains(name)) {
        return entry;
      }
    }
    throw new IllegalStateException(name + " is not on the class path");
  }

  private static RuntimeProgram quick(String name, String program, String folder, String script) {
    return new RuntimeProgram(true, List.of(), command(name, program, folder, EXIT, script));
  }

  private static RuntimeProgram row(String name, String program, String folder, String script) {
    return new RuntimeProgram(false, List.of(), command(name, program, folder, EXIT, script));
  }

  private static RealCommand command(
      String name, String program, String folder, Comparison comparison, String script) {
    return new RealCommand(
        name, program, script, new SourceInputs(SOURCES.resolve(folder)), comparison);
  }

  private static final String OPENMP =
      "gcc -O2 -fopenmp barriers.c -o barriers && OMP_WAIT_POLICY=active ./barriers";
  private static final String GO = "go build -o channels channels.go && ./channels";
  private static final String RUST = "/usr/bin/rustc -O threads.rs && ./threads";
  private static final String TCL = "tclsh threads.tcl";
  private static final String OCAML =
      "ocamlopt -I +threads unix.cmxa threads.cmxa threads.ml -o threads && ./threads";
  private static final String VIRTUAL = JDK + "javac Virtual.java && " + JDK + "java -cp . Virtual";
}
