package dev.reprise.kernel.syscall;

import java.nio.ByteBuffer;
import java.util.function.ObjIntConsumer;

/** Writes what lies behind a pointer argument. */
final class PointeePrinter {
  private static final int PATH_MAX = 4096;
  private static final int SOCKADDR_MAX = 128;
  private static final int CPU_SET_MAX = 128;
  private static final int DIRENTS_MAX = 1 << 16;

  /** Appends the pointee; false, after any partial text, when memory cannot be read. */
  static boolean print(StringBuilder out, ArgType.Pointee pointee, long address, CallView call) {
    Shape shape = pointee.shape();
    long count = call.count(pointee);
    return switch (shape) {
      case BYTES, RANDOM_BYTES -> printBytes(out, shape, address, count, call);
      case TEXT, TASK_NAME -> {
        ArgumentPrinter.printString(out, address, shape == Shape.TEXT ? PATH_MAX : 16, call);
        yield true;
      }
      case STRINGS -> VectorPrinter.strings(out, address, call);
      case ENVIRONMENT -> VectorPrinter.environment(out, address, call);
      case IOVECS ->
          VectorPrinter.iovecs(
              out, address, count, pointee.isOut() ? call.result() : Long.MAX_VALUE, call);
      case MSGHDR -> VectorPrinter.message(out, address, pointee.isOut(), call);
      case SOCKADDR -> printAddress(out, address, count, call);
      case SOCKADDR_OUT -> {
        ByteBuffer length = call.bytes(call.args()[pointee.countArg()], 4);
        yield length != null && printAddress(out, address, length.getInt(0), call);
      }
      case INT_PAIR, IDS, CPU_SET, FD_SET, POLLFDS, EPOLL_EVENTS ->
          printArray(out, shape, address, count, call);
      case DIRENTS -> {
        int length = (int) Math.min(count, DIRENTS_MAX);
        ByteBuffer b = call.bytes(address, length);
        int entries = b == null ? -1 : FileStructs.entries(b);
        out.append(ArgumentPrinter.pointer(address));
        out.append(entries < 0 ? "" : " /* " + entries + " entries */");
        yield true;
      }
      case SIGSET -> {
        // Linux takes sets of eight bytes only, so another size prints as a pointer.
        ByteBuffer b = count == 8 || pointee.countArg() < 0 ? call.bytes(address, 8) : null;
        yield b != null && append(out, Signals.set(b.getLong(0)));
      }
      default -> {
        ByteBuffer b = call.bytes(address, shape.size());
        if (b == null) {
          yield false;
        }
        printStruct(out, shape, b);
        yield true;
      }
    };
  }

  private static void printStruct(StringBuilder out, Shape shape, ByteBuffer b) {
    switch (shape) {
      case INT32 -> out.append('[').append(b.getInt(0)).append(']');
      case INT64 -> out.append('[').append(b.getLong(0)).append(']');
      case WAIT_STATUS -> Signals.waitStatus(out, b.getInt(0));
      case EPOLL_EVENT -> FileStructs.epollEvent(out, b, 0);
      case SIGACTION -> Signals.action(out, b);
      case SIGINFO -> Signals.info(out, b);
      case STACK -> Signals.stack(out, b);
      case TIMESPEC, TIME_LEFT -> TimeStructs.timespec(out, b, 0);
      case TIMESPEC_PAIR -> TimeStructs.fileTimes(out, b);
      case TIMEVAL -> TimeStructs.timeval(out, b, 0);
      case TIMEVAL_PAIR -> TimeStructs.timevals(out, b);
      case UTIMBUF -> TimeStructs.pair(out, b, 0, "actime", "modtime");
      case ITIMERVAL -> TimeStructs.interval(out, b, false);
      case ITIMERSPEC -> TimeStructs.interval(out, b, true);
      case TMS -> TimeStructs.tms(out, b);
      case TIMEZONE -> TimeStructs.zone(out, b);
      case RUSAGE -> TimeStructs.usage(out, b);
      case STAT -> FileStructs.stat(out, b);
      case STATX -> FileStructs.statx(out, b);
      case STATFS -> FileStructs.statfs(out, b);
      case FLOCK -> FileStructs.lock(out, b);
      case OPEN_HOW -> FileStructs.openHow(out, b);
      case WINSIZE -> FileStructs.winsize(out, b);
      case RLIMIT -> MachineStructs.limit(out, b, "RLIM64_INFINITY");
      case UTSNAME -> MachineStructs.utsname(out, b);
      case SYSINFO -> MachineStructs.sysinfo(out, b);
      case CLONE_ARGS -> MachineStructs.cloneArgs(out, b);
      default -> throw new IllegalArgumentException(shape + " is no structure of fixed size");
    }
  }

  private static boolean printBytes(
      StringBuilder out, Shape shape, long address, long count, CallView call) {
    int shown = (int) Math.min(count, call.limit());
    ByteBuffer b = call.bytes(address, shown);
    if (b == null) {
      return false;
    }
    if (shape == Shape.RANDOM_BYTES) {
      Quoting.quoteHex(out, b, count > shown);
    } else {
      Quoting.quote(out, b, count > shown);
    }
    return true;
  }

  private static boolean printAddress(StringBuilder out, long address, long length, CallView call) {
    if (length <= 0 || length > SOCKADDR_MAX) {
      return false;
    }
    ByteBuffer b = call.bytes(address, (int) length);
    if (b == null) {
      return false;
    }
    SocketStructs.address(out, b);
    return true;
  }

  private static boolean printArray(
      StringBuilder out, Shape shape, long address, long count, CallView call) {
    return switch (shape) {
      case INT_PAIR ->
          VectorPrinter.array(out, address, 2, 4, call, (b, at) -> out.append(b.getInt(at)));
      case IDS ->
          VectorPrinter.array(out, address, count, 4, call, (b, at) -> out.append(b.getInt(at)));
      case POLLFDS ->
          VectorPrinter.array(
              out, address, count, 8, call, (b, at) -> FileStructs.pollfd(out, b, at, 4, "events"));
      case EPOLL_EVENTS ->
          VectorPrinter.array(
              out, address, count, 12, call, (b, at) -> FileStructs.epollEvent(out, b, at));
      case FD_SET -> VectorPrinter.bits(out, address, count, call);
      default -> VectorPrinter.bits(out, address, Math.min(count, CPU_SET_MAX) * 8, call);
    };
  }

  private static boolean append(StringBuilder out, String text) {
    out.append(text);
    return true;
  }

  /** Writes the element of a buffer that starts at an offset. */
  interface Element extends ObjIntConsumer<ByteBuffer> {}

  private PointeePrinter() {}
}
