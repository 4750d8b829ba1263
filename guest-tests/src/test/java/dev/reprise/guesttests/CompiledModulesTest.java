package dev.reprise.guesttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.Command;
import dev.reprise.FileTimes;
import dev.reprise.Input;
import dev.reprise.Reprise;
import dev.reprise.RunConfig;
import dev.reprise.RunControl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A compiled module of Python is valid in a run if and only if it is so on the host. */
@Tag("reprise")
class CompiledModulesTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final List<String> IMPORT = List.of(PYTHON, "-v", "-c", "import json, m");

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void write() throws Exception {
    assumeTrue(Files.isExecutable(Path.of(PYTHON)), PYTHON + " is not installed");
    Files.writeString(directory.resolve("m.py"), "print(1)\n");
    Files.setLastModifiedTime(
        directory.resolve("m.py"), FileTime.from(Instant.parse("2020-02-03T04:05:06.7Z")));
  }

  private void compile() throws Exception {
    Ran ran = NativeRun.run(directory, List.of(PYTHON, "-m", "compileall", "-q", "."));
    assertThat(ran.exit()).isZero();
  }

  @Test
  void areValidThatAreSoOnTheHost() throws Exception {
    compile();
    Ran ran = RepriseRun.run(directory, IMPORT);
    assertThat(ran.stdout()).isEqualTo("1\n");
    assertThat(ran.stderr()).contains(" matches /work/m.py").containsPattern("matches .*/json/__");
    assertThat(ran.files()).isEqualTo(FileTree.snapshot(directory));
  }

  @Test
  void areNotValidWhenTheirSourceHasChangedSince() throws Exception {
    compile();
    // The same size, so that the time alone tells of it.
    Files.writeString(directory.resolve("m.py"), "print(2)\n");
    assertThat(RepriseRun.run(directory, IMPORT).stdout()).isEqualTo("2\n");
  }

  @Test
  void areNotValidAfterTheRunThatMadeThem() throws Exception {
    assertThat(RepriseRun.run(directory, IMPORT).stdout()).isEqualTo("1\n");
    assertThat(directory.resolve("__pycache__")).isNotEmptyDirectory();
    Files.writeString(directory.resolve("m.py"), "print(2)\n");
    assertThat(RepriseRun.run(directory, IMPORT).stdout()).isEqualTo("2\n");
  }

  @Test
  void areNotValidWhenTheRunTouchesTheirSource() throws Exception {
    compile();
    Ran ran =
        RepriseRun.run(
            directory,
            List.of("sh", "-c", "touch m.py && python3 -v -c 'import m' && python3 -c 'import m'"));
    assertThat(ran.stdout()).isEqualTo("1\n1\n");
    assertThat(ran.stderr()).contains("bytecode is stale for 'm'");
  }

  @Test
  void lookTheSameInWhateverWayTheyAreRead() throws Exception {
    compile();
    Files.writeString(
        directory.resolve("read.py"),
        """
        import glob, hashlib, mmap, os, shutil, struct
        name = glob.glob("__pycache__/m.*.pyc")[0]
        seen = [open(name, "rb").read()]
        with open(name, "rb", buffering=0) as f:
            seen.append(b"".join(iter(lambda: f.read(3), b"")))
            seen.append(os.pread(f.fileno(), 9, 0) + os.pread(f.fileno(), 1 << 20, 9))
            parts = [bytearray(10), bytearray(1 << 20)]
            length = os.preadv(f.fileno(), parts, 0)
            seen.append(bytes(parts[0] + parts[1])[:length])
            seen.append(bytes(mmap.mmap(f.fileno(), 0, mmap.MAP_PRIVATE, mmap.PROT_READ)))
            seen.append(open("/proc/self/fd/%d" % f.fileno(), "rb").read())
            with open("by-sendfile", "wb") as to:
                os.sendfile(to.fileno(), f.fileno(), 0, 1 << 20)
            with open("by-copying", "wb") as to:
                os.copy_file_range(f.fileno(), to.fileno(), 1 << 20, 0, 0)
        os.system("cp %s by-cp; cat %s | cat > by-cat" % (name, name))
        seen += [open(by, "rb").read() for by in sorted(glob.glob("by-*"))]
        assert len(seen) == 10 and len(seen[0]) > 100
        print(struct.unpack_from("<4xIII", seen[0]), os.stat("m.py").st_mtime)
        print(len({hashlib.sha256(s).digest() for s in seen}))
        """);
    Ran ran = RepriseRun.run(directory, List.of(PYTHON, "read.py"));
    assertThat(ran.stderr()).isEmpty();
    assertThat(ran.stdout()).isEqualTo("(0, 1735689600, 9) 1735689600.0\n1\n");
    assertThat(Files.readAllBytes(directory.resolve("by-cp")))
        .isEqualTo(Files.readAllBytes(directory.resolve("by-cat")));
  }

  @Test
  void areAsTheHostHasThemWithItsTimes() throws Exception {
    compile();
    Files.writeString(
        directory.resolve("read.py"),
        """
        import glob, os, struct
        with open(glob.glob("__pycache__/m.*.pyc")[0], "rb") as f:
            print(struct.unpack_from("<4xIII", f.read()), int(os.stat("m.py").st_mtime))
        """);
    Ran ran =
        RepriseRun.run(
            directory, List.of(PYTHON, "read.py"), builder -> builder.fileTimes(FileTimes.HOST));
    assertThat(ran.stdout()).isEqualTo("(0, 1580702706, 9) 1580702706\n");
  }

  @Test
  void makeTheTimesOfSourcesNoInput() throws Exception {
    compile();
    String digest = RepriseRun.run(directory, IMPORT).digest();
    Files.setLastModifiedTime(
        directory.resolve("m.py"), FileTime.from(Instant.parse("2021-12-13T14:15:16Z")));
    assertThat(RepriseRun.run(directory, IMPORT).digest()).isNotEqualTo(digest);
    compile();
    assertThat(RepriseRun.run(directory, IMPORT).digest()).isEqualTo(digest);
  }

  @Test
  void areEqualInTheRunsOfAVerification() throws Exception {
    compile();
    Command command =
        new Command(
            PYTHON,
            List.of("-v", "-c", "import m"),
            RunConfig.builder().workdir(directory).stdin(Input.empty()).build());
    assertThat(Reprise.verify(command, 2, new RunControl(), line -> {}).differences()).isEmpty();
  }
}
