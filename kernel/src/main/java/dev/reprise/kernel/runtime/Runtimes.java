package dev.reprise.kernel.runtime;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.kernel.memory.Layout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Gives a Java machine the {@link HotSpotDefaults}, when the dynamic linker maps its data: before
 * any of its code has run, so that the program cannot tell them from those it was built with, and
 * before it reads its command line. Neither arguments nor environment are changed, and nothing is
 * printed.
 */
public final class Runtimes {
  private static final String LIBRARY = "/libjvm.so";
  private static final int PROT_WRITE = 2;
  private static final int MAP_TYPE = 0xf;
  private static final int MAP_PRIVATE = 2;
  private static final int MAP_FIXED = 0x10;
  private static final int MAP_ANONYMOUS = 0x20;

  private final LibraryFlags libraryFlags;

  /** Finds the flags of libraries with the help of {@code libraryFlags}. */
  public Runtimes(LibraryFlags libraryFlags) {
    this.libraryFlags = libraryFlags;
  }

  /** The call is a mmap(2) which has mapped a part of a file at an address. */
  public void mapped(Call call, long address) {
    if (!isDataOfLibrary(call)) {
      return;
    }
    int fd = call.intArg(4);
    OpenFile file = call.process().files().require(fd);
    if (!file.name().endsWith(LIBRARY)) {
      return;
    }
    long end = address + Layout.pages(call.arg(1));
    Path path = call.task().thread().mappedFile(address, end, file.name(), fd);
    if (path != null) {
      Map<String, Long> offsets = libraryFlags.of(path);
      for (HotSpotDefaults.Default flag : HotSpotDefaults.ALL) {
        Long offset = offsets.get(flag.name());
        if (offset != null) {
          set(call, flag, address - call.arg(5) + offset, address, end);
        }
      }
    }
  }

  /** Dynamic linkers map all parts but the first over what the first has reserved. */
  private static boolean isDataOfLibrary(Call call) {
    int flags = call.intArg(3);
    return (call.arg(2) & PROT_WRITE) != 0
        && (flags & MAP_TYPE) == MAP_PRIVATE
        && (flags & MAP_FIXED) != 0
        && (flags & MAP_ANONYMOUS) == 0;
  }

  private static void set(
      Call call, HotSpotDefaults.Default flag, long variable, long start, long end) {
    byte[] bytes = new byte[8];
    if (variable < start || variable + flag.size() > end) {
      return;
    }
    call.memory().peek(variable, bytes, 0, flag.size());
    if (Bytes.getLong(bytes, 0) == flag.usual()) {
      Bytes.putLong(bytes, 0, flag.ours());
      call.memory().write(variable, Arrays.copyOf(bytes, flag.size()));
    }
  }
}
