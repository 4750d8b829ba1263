package dev.reprise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.RepriseException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be run, where it lies, and what is said of the rest; the folders lie beneath /tmp. */
class ProgramsTest {
  @TempDir Path folder;

  private Path file(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path file(String name, String content) throws IOException {
    return file(name, content.getBytes(UTF_8));
  }

  private RunResult runHere(String... words) throws RepriseException {
    return Guests.run(c -> c.workdir(folder), words);
  }

  private void fails(Kind kind, String message, String... words) {
    assertThatThrownBy(() -> runHere(words))
        .isInstanceOf(RepriseException.class)
        .hasMessageContaining(message)
        .asInstanceOf(InstanceOfAssertFactories.type(RepriseException.class))
        .extracting(RepriseException::kind)
        .isEqualTo(kind);
  }

  @Test
  void aRelativeScriptRuns() throws Exception {
    file("x", "#!/bin/sh\necho \"$1 from $0\"\n");
    assertThat(runHere("./x", "hello").stdout().text()).isEqualTo("hello from ./x\n");
  }

  @Test
  void aTextWithoutAnInterpreterIsAScript() throws Exception {
    file("x", "echo \"$1\"\n");
    assertThat(runHere("./x", "hello").stdout().text()).isEqualTo("hello\n");
  }

  @Test
  void aProgramBeneathTmpOutsideOfTheWorkingDirectoryRuns(@TempDir Path elsewhere)
      throws Exception {
    Path program = file("x", "#!/bin/sh\necho here\n");
    RunResult result = Guests.run(c -> c.workdir(elsewhere), program.toString());
    assertThat(result.stdout().text()).isEqualTo("here\n");
  }

  @Test
  void aCopyOfABinaryRuns() throws Exception {
    file("mine", Files.readAllBytes(Path.of("/bin/echo")));
    assertThat(runHere(folder.resolve("mine").toString(), "a").stdout().text()).isEqualTo("a\n");
  }

  @Test
  void aMissingProgramIsNotFound() {
    fails(Kind.NOT_FOUND, "nosuch: command not found", "nosuch");
    fails(Kind.NOT_FOUND, "./nosuch: command not found", "./nosuch");
  }

  @Test
  void aFileThatIsNotExecutableIsSaidToBeSo() throws Exception {
    Files.setPosixFilePermissions(
        file("data", "text"), PosixFilePermissions.fromString("rw-r--r--"));
    fails(Kind.NOT_EXECUTABLE, "./data: cannot be executed: Permission denied", "./data");
  }

  @Test
  void aDirectoryIsSaidToBeOne() {
    fails(Kind.NOT_EXECUTABLE, "/etc: cannot be executed: it is a directory", "/etc");
  }

  @Test
  void aProgramForAnotherMachineIsNamed() throws Exception {
    byte[] elf = new byte[128];
    System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 1, 1, 1}, 0, elf, 0, 7);
    elf[16] = 2;
    elf[18] = 3;
    file("old", elf);
    fails(Kind.NOT_EXECUTABLE, "./old is a program for i386", "./old");
  }

  @Test
  void zeroBytesAreNoScript() throws Exception {
    file("junk", new byte[100]);
    fails(Kind.NOT_EXECUTABLE, "Exec format error", "./junk");
  }

  @Test
  void aMissingWorkingDirectoryIsNamed() {
    assertThatThrownBy(() -> Guests.run(c -> c.workdir(Path.of("/nosuch")), "true"))
        .hasMessageContaining("/nosuch");
  }
}
