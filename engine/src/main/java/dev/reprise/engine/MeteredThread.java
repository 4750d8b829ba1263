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
    long start = overhead.now();
    long stops = overhead.stops();
    long result = super.execute(nr, a, b, c, d, e, f);
    overhead.called(nr, start, stops);
    return result;
  }

  @Override
  public long executeClone(
      long flags, long stack, long parentTid, long childTid, long tls, CloneListener listener) {
    long start = overhead.now();
    long stops = overhead.stops();
    long result = super.executeClone(flags, stack, parentTid, childTid, tls, listener);
    overhead.did("clone", start, stops);
    return result;
  }

  @Override
  public long executeExec(int nr, long a, long b, long c, long d, long e, boolean others) {
    long start = overhead.now();
    long stops = overhead.stops();
    long result = super.executeExec(nr, a, b, c, d, e, others);
    overhead.did("exec", start, stops);
    return result;
  }

  @Override
  public long[] furnish(long code, List<long[]> calls) {
    long start = overhead.now();
    long stops = overhead.stops();
    long[] results = super.furnish(code, calls);
    overhead.did("furnishing a new program", start, stops);
    return results;
  }

  @Override
  public void killProcess() {
    long start = overhead.now();
    long stops = overhead.stops();
    super.killProcess();
    overhead.did("kill of a process", start, stops);
  }

  @Override
  public void awaitDeath() {
    long start = overhead.now();
    long stops = overhead.stops();
    super.awaitDeath();
    overhead.did("wait for a death", start, stops);
  }

  @Override
  public void writeCode(long address, byte[] code) {
    long start = overhead.now();
    super.writeCode(address, code);
    overhead.did("write to code", start, overhead.stops());
  }

  @Override
  public List<Mapping> hostMappings() {
    long start = overhead.now();
    List<Mapping> mappings = super.hostMappings();
    overhead.did("read of mappings", start, overhead.stops());
    return mappings;
  }

  @Override
  public @Nullable Path mappedFile(long from, long end, String path, int fd) {
    long start = overhead.now();
    Path file = super.mappedFile(from, end, path, fd);
    overhead.did("search for a mapped file", start, overhead.stops());
    return file;
  }

  @Override
  public boolean isNoLink(String path) {
    long start = overhead.now();
    boolean isNone = super.isNoLink(path);
    overhead.did("look for a link", start, overhead.stops());
    return isNone;
  }

  @Override
  public long statOpenFile(int fd, byte[] into) {
    long start = overhead.now();
    long result = super.statOpenFile(fd, into);
    overhead.did("look at an open file", start, overhead.stops());
    return result;
  }

  @Override
  public long readOpenFile(int fd, long address, long count, long position) {
    long start = overhead.now();
    long result = super.readOpenFile(fd, address, count, position);
    overhead.did("read of an open file", start, overhead.stops());
    return result;
  }

  @Override
  public @Nullable String hostLink(String name) {
    long start = overhead.now();
    String target = super.hostLink(name);
    overhead.did("read of a link", start, overhead.stops());
    return target;
  }
}
