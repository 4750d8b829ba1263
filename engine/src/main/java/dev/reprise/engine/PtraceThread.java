package dev.reprise.engine;

import dev.reprise.guest.BorrowedFiles;
import dev.reprise.guest.CallSequence;
import dev.reprise.guest.NamedFiles;
import dev.reprise.guest.Stop;
import dev.reprise.guest.Tracee;
import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.GuestEvent;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Mapping;
import dev.reprise.kernel.Memory;
import dev.reprise.kernel.OwnAnswers;
import dev.reprise.linux.ByteText;
import dev.reprise.linux.UserRegs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A guest thread which is driven by ptrace(2). */
class PtraceThread implements GuestThread {
  private static final int SIGTRAP = 5;
  private static final int SIGSTOP = 19;
  private static final int SIGILL = 4;
  private static final int URETPROBE = 335;
  private static final int UPROBE = 336;

  /** A place in the scratch memory of a guest which nothing else uses at the time of a clone. */
  private static final long CLONE_WORD = AddressSpace.SCRATCH_START + 0x4ff8;

  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final long PAGE = 4096;
  private static final byte[] SYSCALL_INSTRUCTION = {0x0F, 0x05};

  private static final GuestEvent SYSCALL = new GuestEvent(GuestEvent.Kind.SYSCALL, 0);
  private static final GuestEvent AT_PLACE = new GuestEvent(GuestEvent.Kind.AT_PLACE, 0);
  private static final GuestEvent INTERRUPTED = new GuestEvent(GuestEvent.Kind.INTERRUPTED, 0);

  private final Transfers transfers;
  private final Interruption interruption;
  private final CodeWriter codeWriter;
  private final MappingsReader mappings;
  private final Pinning pinning;
  private final Pace pace;
  private final Upgrades upgrades;
  private final Watch watch;
  private final Interruption.Running running = new Interruption.Running();
  private final BorrowedFiles files;
  private final NamedFiles names;
  private Tracee tracee;
  private PtraceMemory memory;

  /** What came of resuming the thread, when that needed no wait. */
  private @Nullable GuestEvent known;

  private @Nullable FastAnswers answers;

  PtraceThread(
      Tracee tracee,
      Transfers transfers,
      Interruption interruption,
      CodeWriter codeWriter,
      MappingsReader mappings,
      BorrowedFiles files,
      NamedFiles names,
      Pinning pinning,
      Upgrades upgrades) {
    this.pinning = pinning;
    this.pace = new Pace(pinning);
    this.upgrades = upgrades;
    this.watch = upgrades.newWatch();
    this.files = files;
    this.names = names;
    this.codeWriter = codeWriter;
    this.mappings = mappings;
    this.tracee = tracee;
    this.transfers = transfers;
    this.interruption = interruption;
    this.memory = new PtraceMemory(tracee.memory(), transfers);
  }

  /** Another thread of the same run. */
  PtraceThread(Tracee tracee, PtraceThread like) {
    this(
        tracee,
        like.transfers,
        like.interruption,
        like.codeWriter,
        like.mappings,
        like.files,
        like.names,
        like.pinning,
        like.upgrades);
  }

  /** Makes such a thread for a new tracee. */
  PtraceThread sibling(Tracee newTracee) {
    return new PtraceThread(newTracee, this);
  }

  final Tracee tracee() {
    return tracee;
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public long register(int register) {
    return tracee.register(register);
  }

  @Override
  public void setRegister(int register, long value) {
    tracee.registers().set(register, value);
  }

  @Override
  public long execute(int nr, long a, long b, long c, long d, long e, long f) {
    interruption.executing(tracee.tgid(), tracee.tid());
    long result = tracee.execute(nr, a, b, c, d, e, f);
    interruption.executed();
    if (result > 0) {
      transfers.hostReads().executed(tracee.memory(), nr, b, result);
    }
    return result;
  }

  @Override
  public long executeLast(int nr, long a, long b, long c, long d, long e, long f, long result) {
    return tracee.deferCall(result) ? result : execute(nr, a, b, c, d, e, f);
  }

  @Override
  public void settle() {
    tracee.settle();
  }

  @Override
  public long executeClone(
      long flags, long stack, long parentTid, long childTid, long tls, CloneListener listener) {
    return tracee.executeClone(
        flags,
        stack,
        parentTid,
        childTid,
        tls,
        CLONE_WORD,
        (child, tid) -> {
          if (watch.isWatched()) {
            pinning.takeBack(child.tid());
          }
          listener.cloned(sibling(child), tid);
        });
  }

  @Override
  public long executeExec(int nr, long a, long b, long c, long d, long e, boolean others) {
    codeWriter.close();
    Tracee survivor = tracee.executeExec(nr, a, b, c, d, e, others);
    if (survivor == null) {
      return tracee.registers().get(UserRegs.RAX);
    }
    tracee = survivor;
    memory = new PtraceMemory(survivor.memory(), transfers);
    return survivor.isGivenUp() ? survivor.registers().get(UserRegs.RAX) : 0;
  }

  @Override
  public boolean isGivenUp() {
    return tracee.isGivenUp();
  }

  @Override
  public void finishCall(long result) {
    tracee.finishCall(result);
  }

  @Override
  public void rewindCall(int nr) {
    tracee.rewindCall(nr);
  }

  @Override
  public void returnFromSignal() {
    tracee.returnFromSignal();
  }

  @Override
  public void resume() {
    int held = tracee.takeHeldSignal();
    if (held != 0) {
      tracee.settle();
      known = new GuestEvent(GuestEvent.Kind.FAULT, held, tracee::signalInfo);
    } else if (interruption.runs(running, tracee.tgid(), tracee.tid())) {
      codeWriter.close();
      if (!watch.isWatched()) {
        pace.starts(tracee.tid());
      }
      tracee.resumeToBreakpoint(watch.isWatched());
    } else {
      tracee.settle();
      known = INTERRUPTED;
    }
  }

  @Override
  public @Nullable OwnAnswers ownAnswers() {
    if (!tracee.fast().isOpen()) {
      return null;
    }
    FastAnswers known = answers;
    if (known == null || known.thread() != tracee.fast()) {
      known = new FastAnswers(tracee.fast(), memory);
      answers = known;
    }
    return known;
  }

  @Override
  public void stepAside() {
    if (!watch.isWatched()) {
      pace.stepsAside(tracee.tid());
    }
  }

  @Override
  public GuestEvent await() {
    GuestEvent event = known;
    if (event != null) {
      known = null;
      return event;
    }
    pace.awaited();
    interruption.awaits(running);
    Stop stop = tracee.awaitEvent();
    if (watch.isWatched()) {
      watch.arrived(tracee.tid(), tracee.fast().isAsking());
    } else {
      watch.ran(pace.arrived());
    }
    boolean interrupted = interruption.stopped(running);
    GuestEvent made = interrupted && !stop.isDeath() ? interrupted(stop) : event(stop);
    if (made == SYSCALL) {
      upgrades.called(tracee, this, watch);
    }
    return made;
  }

  /** A stop signal was sent to the thread, which may have stopped for another reason before. */
  private GuestEvent interrupted(Stop stop) {
    if (stop.kind() == Stop.Kind.SIGNAL && stop.detail() == SIGSTOP) {
      return interruption.isWanted(running)
          ? INTERRUPTED
          : GuestEvent.stalled(interruption.stallTimer().steps());
    }
    GuestEvent event = event(stop);
    if (event.kind() == GuestEvent.Kind.FAULT) {
      // The host has its info only until the next stop; the event keeps it.
      event.info();
    }
    tracee.swallowStopSignal();
    return event;
  }

  /** Most traps are at places which the kernel knows, and then nobody asks for more. */
  private GuestEvent event(Stop stop) {
    return switch (stop.kind()) {
      case SECCOMP -> SYSCALL;
      case SIGNAL -> tracee.isAtBreakpoint(stop) ? AT_PLACE : signal(stop.detail());
      case KILLED, EXITED -> new GuestEvent(GuestEvent.Kind.DIED, stop.detail());
      default -> throw new IllegalStateException("thread " + tracee.tid() + " stopped at " + stop);
    };
  }

  private GuestEvent signal(int signal) {
    if (signal == SIGILL && isProbe()) {
      return SYSCALL;
    }
    // A stop signal is ours, sent to end a call of the host which was over by then.
    return signal == SIGSTOP
        ? INTERRUPTED
        : new GuestEvent(GuestEvent.Kind.FAULT, signal, tracee::signalInfo);
  }

  @Override
  public void setPlaces(long[] places) {
    tracee.setBreakpoints(places);
  }

  @Override
  public @Nullable GuestEvent step() {
    if (interruption.isRequested()) {
      return INTERRUPTED;
    }
    if (tracee.fast().isInStub()) {
      // On its way to a call, which is an event; it cannot be led there.
      resume();
      return await();
    }
    tracee.step();
    Stop stop = tracee.await();
    return stop.kind() == Stop.Kind.SIGNAL && stop.detail() == SIGTRAP ? null : event(stop);
  }

  /**
   * Newer kernels let two calls past every filter, and answer them with SIGILL unless a probe of
   * theirs makes them: here they are calls like all others.
   */
  private boolean isProbe() {
    long nr = tracee.registers().get(UserRegs.ORIG_RAX);
    return nr == URETPROBE || nr == UPROBE;
  }

  @Override
  public void exit() {
    tracee.resume();
    tracee.awaitDeath();
  }

  @Override
  public void killProcess() {
    tracee.killProcess();
  }

  @Override
  public void awaitDeath() {
    tracee.awaitDeath();
    files.forget(tracee.tgid());
    names.forget(tracee.tgid());
  }

  @Override
  public byte[] extendedState() {
    return tracee.extendedState();
  }

  @Override
  public void writeCode(long address, byte[] code) {
    codeWriter.write(tracee.memory(), address, code);
  }

  @Override
  public long[] furnish(long code, List<long[]> calls) {
    CallSequence sequence = new CallSequence(calls);
    byte[] bytes = sequence.code();
    byte[] original = new byte[bytes.length];
    // The first instruction may be the last of its mapping, but not of its page.
    long place = code & -PAGE;
    if (tracee.memory().read(place, original, 0, original.length) < original.length) {
      return furnishSlowly(code, calls);
    }
    writeCode(place, bytes);
    long[] results = tracee.execute(sequence, place);
    writeCode(place, original);
    return results;
  }

  /** Code that cannot be read cannot be put back. */
  private long[] furnishSlowly(long code, List<long[]> calls) {
    long[] results = new long[calls.size()];
    for (int i = 0; i < results.length; i++) {
      long[] call = calls.get(i);
      results[i] = executeAt(code, (int) call[0], call[1], call[2], call[3], call[4], call[5]);
    }
    return results;
  }

  @Override
  public void setGate(long address) {
    byte[] code = Tracee.gateCode();
    tracee.memory().write(address, code, 0, code.length);
    tracee.setGate(address);
  }

  /** Writes an instruction that makes a call to a program's code for as long as it is needed. */
  private long executeAt(long code, int nr, long a, long b, long c, long d, long e) {
    // Past the event log, for how often this is needed is the host's affair.
    byte[] original = new byte[SYSCALL_INSTRUCTION.length];
    tracee.memory().read(code, original, 0, original.length);
    writeCode(code, SYSCALL_INSTRUCTION);
    tracee.setSyscallInstruction(code);
    long result = tracee.execute(nr, a, b, c, d, e, 0);
    writeCode(code, original);
    return result;
  }

  @Override
  public List<Mapping> hostMappings() {
    return Mapping.parse(mappings.read(tracee.tgid()));
  }

  @Override
  public @Nullable Path mappedFile(long start, long end, String path, int fd) {
    String process = "/proc/" + tracee.tgid();
    // By the mapping itself, which names the very file, but which only root may follow.
    String link = "/map_files/" + Long.toHexString(start) + "-" + Long.toHexString(end);
    if (mappings.isReadable(tracee.tgid(), link)) {
      return Path.of(process + link);
    }
    Path file =
        fd >= 0
            ? Path.of(process + "/fd/" + fd)
            : ByteText.path(process + "/root" + ByteText.ofLatin(path));
    return Files.isReadable(file) ? file : null;
  }

  @Override
  public @Nullable String hostLink(String name) {
    return mappings.link(tracee.tgid(), name);
  }

  @Override
  public long statFile(int dirfd, String path, long address, boolean follow, byte[] into) {
    if (!tracee.fast().isAsking()) {
      return names.stat(tracee.tgid(), tracee.tid(), dirfd, path, follow, into);
    }
    long at = address != 0 ? address : tracee.fast().putPath(zeroTerminated(path));
    return tracee.fast().stat(dirfd, at, follow ? 0 : AT_SYMLINK_NOFOLLOW, into);
  }

  private static byte[] zeroTerminated(String latin) {
    byte[] bytes = new byte[latin.length() + 1];
    System.arraycopy(latin.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, bytes.length - 1);
    return bytes;
  }

  @Override
  public long readLink(int dirfd, String path, byte[] into) {
    return tracee.fast().isAsking()
        ? NOT_FROM_OUTSIDE
        : names.link(tracee.tgid(), tracee.tid(), dirfd, path, into);
  }

  @Override
  public boolean executesFast() {
    return tracee.fast().isAsking();
  }

  @Override
  public long statOpenFile(int fd, byte[] into) {
    return tracee.fast().isAsking()
        ? tracee.fast().stat(fd, into)
        : files.stat(tracee.memory(), fd, into);
  }

  @Override
  public long readOpenFile(int fd, long address, long count, long position) {
    if (tracee.fast().isAsking()) {
      // It can be told to do so itself, which is cheaper than to copy the bytes twice.
      return NOT_FROM_OUTSIDE;
    }
    return files.read(
        tracee.memory(),
        fd,
        address,
        count,
        position,
        (bytes, length) -> transfers.add(bytes, 0, length));
  }

  @Override
  public long seekOpenFile(int fd, long offset, int whence) {
    return tracee.fast().isAsking()
        ? NOT_FROM_OUTSIDE
        : files.seek(tracee.memory(), fd, offset, whence);
  }

  @Override
  public long peekOpenFile(int fd, byte[] into, int length, long position) {
    return files.peek(tracee.memory(), fd, into, length, position);
  }

  @Override
  public long listOpenDirectory(int fd, byte[] into) {
    return files.list(tracee.memory(), fd, into);
  }

  @Override
  public String openFile(int fd) {
    return OpenFiles.name(tracee, fd);
  }

  @Override
  public long linkOpenFile(String file, int directory, String name) {
    return OpenFiles.link(tracee, file, directory, name);
  }

  @Override
  public long sendOpenFile(String file, int flags, String socket) {
    return OpenFiles.send(tracee, file, flags, socket);
  }
}
