package dev.reprise.engine;

import dev.reprise.guest.Tracee;
import dev.reprise.kernel.GuestEvent;
import dev.reprise.kernel.Mapping;
import dev.reprise.linux.UserRegs;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A guest thread of which it is counted what it is made to do. */
final class MeteredThread extends PtraceThread {
  private final Overhead overhead;

  MeteredThread(Tracee tracee, PtraceThread like, Overhead overhead) {
    super(tracee, like);
    this.overhead = overhead;
  }

  @Override
  PtraceThread sibling(Tracee tracee) {
    return new MeteredThread(tracee, this, overhead);
  }

  @Override
  public void resume() {
    overhead.running();
    super.resume();
  }

  @Override
  public GuestEvent await() {
    GuestEvent event = super.await();
    boolean calls = event.kind() == GuestEvent.Kind.SYSCALL;
    overhead.ran(event, calls ? (int) register(UserRegs.ORIG_RAX) : -1);
    return event;
  }

  @Override
  public long execute(int nr, long a, long b, long c, long d, long e, long f) {
    return overhead.ofCall(nr, () -> super.execute(nr, a, b, c, d, e, f));
  }

  @Override
  public long executeClone(
      long flags, long stack, long parentTid, long childTid, long tls, CloneListener listener) {
    return overhead.of(
        "clone", () -> super.executeClone(flags, stack, parentTid, childTid, tls, listener));
  }

  @Override
  public long executeExec(int nr, long a, long b, long c, long d, long e, boolean others) {
    return overhead.of("exec", () -> super.executeExec(nr, a, b, c, d, e, others));
  }

  @Override
  public long[] furnish(long code, List<long[]> calls) {
    return overhead.of("furnishing a new program", () -> super.furnish(code, calls));
  }

  @Override
  public void killProcess() {
    overhead.of("kill of a process", super::killProcess);
  }

  @Override
  public void awaitDeath() {
    overhead.of("wait for a death", super::awaitDeath);
  }

  @Override
  public void writeCode(long address, byte[] code) {
    overhead.of("write to code", () -> super.writeCode(address, code));
  }

  @Override
  public List<Mapping> hostMappings() {
    return overhead.of("read of mappings", super::hostMappings);
  }

  @Override
  public @Nullable Path mappedFile(long from, long end, String path, int fd) {
    return overhead.of("search for a mapped file", () -> super.mappedFile(from, end, path, fd));
  }

  @Override
  public long statFile(int dirfd, String path, long address, boolean follow, byte[] into) {
    return overhead.of(
        "look at a named file", () -> super.statFile(dirfd, path, address, follow, into));
  }

  @Override
  public long readLink(int dirfd, String path, byte[] into) {
    return overhead.of("look for a link", () -> super.readLink(dirfd, path, into));
  }

  @Override
  public long statOpenFile(int fd, byte[] into) {
    return overhead.of("look at an open file", () -> super.statOpenFile(fd, into));
  }

  @Override
  public long readOpenFile(int fd, long address, long count, long position) {
    return overhead.of(
        "read of an open file", () -> super.readOpenFile(fd, address, count, position));
  }

  @Override
  public long seekOpenFile(int fd, long offset, int whence) {
    return overhead.of("seek in an open file", () -> super.seekOpenFile(fd, offset, whence));
  }

  @Override
  public long peekOpenFile(int fd, byte[] into, int length, long position) {
    return overhead.of(
        "peek at an open file", () -> super.peekOpenFile(fd, into, length, position));
  }

  @Override
  public long listOpenDirectory(int fd, byte[] into) {
    return overhead.of("read of a directory", () -> super.listOpenDirectory(fd, into));
  }

  @Override
  public @Nullable String hostLink(String name) {
    return overhead.of("read of a link", () -> super.hostLink(name));
  }
}
