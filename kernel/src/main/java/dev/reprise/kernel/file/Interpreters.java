package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.linux.Errno;
import dev.reprise.linux.Nr;
import java.nio.charset.StandardCharsets;

/**
 * Judges the interpreters of scripts, which the host itself opens when it executes a script: for
 * users whom the host would let execute anything.
 */
final class Interpreters {
  /** How much of a script Linux looks at. */
  private static final int HEAD = 256;

  private static final int MOST = 5;

  /** Where the interpreter's path is put, beyond what the calls on files use. */
  private static final int SLOT = 6;

  private final Files files;

  Interpreters(Files files) {
    this.files = files;
  }

  /** Requires that the caller may execute the interpreter of a script, and so on; EACCES. */
  void require(Call call, int dirfd, long address) {
    if (Who.of(call).overrides()) {
      return;
    }
    int from = dirfd;
    long at = address;
    for (int i = 0; i < MOST; i++) {
      String interpreter = interpreter(call, from, at);
      if (interpreter.isEmpty()) {
        return;
      }
      long name = Scratch.path(call, SLOT, interpreter);
      Lookup.Located found = new Lookup(files).existing(call, Paths.AT_FDCWD, name, true, 1);
      if (found.host() == null) {
        throw new SyscallError(Errno.EACCES);
      }
      files.access().require(call, found.host(), Access.EXECUTE);
      from = Paths.AT_FDCWD;
      at = found.target().address();
    }
  }

  /** The first word behind {@code #!}; empty when there is none. */
  private static String interpreter(Call call, int dirfd, long address) {
    long fd = call.execute(Nr.OPENAT, dirfd, address, Opening.O_CLOEXEC);
    if (fd < 0) {
      return "";
    }
    long length = call.execute(Nr.READ, fd, Scratch.buffer(call), HEAD);
    call.execute(Nr.CLOSE, fd);
    if (length < 2) {
      return "";
    }
    byte[] head = call.memory().read(Scratch.buffer(call), (int) length);
    String line = new String(head, StandardCharsets.ISO_8859_1).split("[\n\0]", 2)[0];
    return line.startsWith("#!") ? line.substring(2).strip().split("[ \t]", 2)[0] : "";
  }
}
