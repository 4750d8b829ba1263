package dev.reprise.guesttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reprise.RepriseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be given as a program: scripts run as on Linux, the rest is refused with its reason. */
@Tag("reprise")
class ProgramKindsTest {

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void makePrograms() throws IOException {
    script("hello", "#!/bin/sh\necho \"$0\" \"$@\"; exit 3\n", "rwxr-xr-x");
    script("counting", "#!/usr/bin/awk -f\nBEGIN { print ARGC }\n", "rwxr-xr-x");
    script("bad-interpreter", "#!/absent/interpreter\n", "rwxr-xr-x");
    script("no-magic", "echo without magic\n", "rwxr-xr-x");
    script("not-executable", "#!/bin/sh\n", "rw-r--r--");
    Files.createDirectory(directory.resolve("directory"));
    I386Program.write(directory.resolve("i386"));
  }

  @Test
  void scriptsRunByTheirInterpreter() throws Exception {
    Ran hello = RepriseRun.run(directory, List.of("./hello", "a", "b c"));
    assertThat(hello.exit()).isEqualTo(3);
    assertThat(hello.stdout()).isEqualTo("./hello a b c\n");
    Ran counting = RepriseRun.run(directory, List.of("./counting", "x", "y"));
    assertThat(counting.stdout()).isEqualTo("3\n");
  }

  @Test
  void theGuestsOwnShellSeesTheSameErrors() throws Exception {
    List<String> command =
        List.of(
            "/bin/bash",
            "-c",
            "for p in hello absent bad-interpreter no-magic not-executable directory; do "
                + "./$p 2> /dev/null; echo $p $?; done");
    Ran natively = NativeRun.run(directory, command);
    Ran ran = RepriseRun.run(directory, command);
    assertThat(ran.stdout()).isEqualTo(natively.stdout());
  }

  @Test
  void missingProgramIsNotFound() {
    refused("./absent", RepriseException.Kind.NOT_FOUND, "absent");
    refused("absent-from-the-path", RepriseException.Kind.NOT_FOUND, "absent-from-the-path");
    refused("./bad-interpreter", RepriseException.Kind.NOT_FOUND, "/absent/interpreter");
  }

  @Test
  void unexecutableProgramIsRefused() {
    refused("./not-executable", RepriseException.Kind.NOT_EXECUTABLE, "not-executable");
    refused("./directory", RepriseException.Kind.NOT_EXECUTABLE, "directory");
    refused("./i386", RepriseException.Kind.NOT_EXECUTABLE, "i386");
  }

  private void refused(String program, RepriseException.Kind kind, String named) {
    assertThatExceptionOfType(RepriseException.class)
        .isThrownBy(() -> RepriseRun.run(directory, List.of(program)))
        .withMessageContaining(named)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private void script(String name, String content, String permissions) throws IOException {
    Path file = Files.writeString(directory.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
