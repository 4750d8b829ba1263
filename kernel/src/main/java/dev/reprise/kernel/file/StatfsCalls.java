package dev.reprise.kernel.file;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.Handlers;
import dev.reprise.kernel.fd.KernelFile;
import dev.reprise.kernel.fd.OpenFile;
import dev.reprise.linux.Nr;

/** statfs and fstatfs: one disk, of fixed size and never filled. */
public final class StatfsCalls {
  private static final long EXT4 = 0xef53;
  private static final long PROC = 0x9fa0;
  private static final long SYSFS = 0x62656572;
  private static final int STRUCT_SIZE = 120;
  private static final int BLOCK = 4096;

  /** 256 GiB, of which half is free. */
  private static final long BLOCKS = 1L << 26;

  private static final long INODES = 1L << 24;

  /** ST_VALID and ST_RELATIME, as most mounts have. */
  private static final long FLAGS = 0x1020;

  private static final long ST_RDONLY = 1;

  private final Files files;
  private final Lookup lookup;

  public StatfsCalls(Files files) {
    this.files = files;
    this.lookup = new Lookup(files);
  }

  public void register(Handlers handlers) {
    handlers.on(
        Nr.STATFS,
        call -> {
          Lookup.Located found = lookup.existing(call, Paths.AT_FDCWD, call.arg(0), true, 0);
          boolean real = found.host() != null;
          boolean held = real && files.readOnly().holds(call, found.target(), true);
          return write(call, found.target().path(), held);
        });
    handlers.on(
        Nr.FSTATFS,
        call -> {
          OpenFile file = call.process().files().require(call.intArg(0));
          boolean real = file instanceof KernelFile && !(file instanceof SyntheticText);
          boolean held = real && files.readOnly().holds(call, call.intArg(0));
          return write(call, file.name(), held);
        });
  }

  private static long write(Call call, String path, boolean readOnly) {
    byte[] out = new byte[STRUCT_SIZE];
    boolean synthetic = PathNames.isSynthetic(path);
    long type = synthetic ? (PathNames.isBeneath(path, "/proc") ? PROC : SYSFS) : EXT4;
    Bytes.putLong(out, 0, type);
    Bytes.putLong(out, 8, BLOCK);
    if (!synthetic) {
      Bytes.putLong(out, 16, BLOCKS);
      Bytes.putLong(out, 24, BLOCKS / 2);
      Bytes.putLong(out, 32, BLOCKS / 2);
      Bytes.putLong(out, 40, INODES);
      Bytes.putLong(out, 48, INODES / 2);
      Bytes.putLong(out, 56, Status.DISK);
    }
    Bytes.putLong(out, 64, 255);
    Bytes.putLong(out, 72, BLOCK);
    Bytes.putLong(out, 80, readOnly ? FLAGS | ST_RDONLY : FLAGS);
    call.memory().write(call.arg(1), out);
    return 0;
  }
}
