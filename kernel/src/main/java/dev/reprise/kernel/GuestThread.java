package dev.reprise.kernel;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the deterministic kernel needs of a stopped guest thread; the mechanism implements it.
 *
 * <p>A handler cannot tell by which way its system call arrived. All methods are called from the
 * one thread that runs the guest, and only while the guest thread is stopped, unless they say
 * otherwise.
 */
public interface GuestThread {
  /** The memory of the thread's process. */
  Memory memory();

  /** A register, by its offset in {@code UserRegs}. */
  long register(int register);

  /** Sets a register, by its offset in {@code UserRegs}. */
  void setRegister(int register, long value);

  /**
   * Makes the host kernel execute a system call in the thread, now, before others run.
   *
   * @return the kernel's result: a value or {@code -errno}
   */
  long execute(int nr, long a, long b, long c, long d, long e, long f);

  /**
   * Makes the host kernel execute the very call at which the thread is stopped, by {@link #settle}
   * or when the thread runs again at the latest. This is for calls whose result is known before,
   * and which are the last thing that a handler asks for.
   *
   * @return {@code result}, unless the call was executed at once and has another
   */
  long executeLast(int nr, long a, long b, long c, long d, long e, long f, long result);

  /** Makes what was put off happen now, for others run before this thread does. */
  void settle();

  /**
   * Makes and removes mappings of a program which has not run yet.
   *
   * @param code the address of its first instruction
   * @param calls at most six: the number, of mmap(2) for anonymous memory or munmap(2), and the
   *     first five arguments
   * @return the results of the host kernel
   */
  long[] furnish(long code, List<long[]> calls);

  /** Says where eight bytes of the process's memory are which are executable and ours. */
  void setGate(long address);

  /**
   * Makes a new thread or process.
   *
   * @param child told the new thread, stopped before its first instruction after the call
   * @return the new id, in the guest's view, or {@code -errno}
   */
  long executeClone(
      long flags, long stack, long parentTid, long childTid, long tls, CloneListener child);

  /** Receives the new thread of {@link #executeClone}. */
  @FunctionalInterface
  interface CloneListener {
    void cloned(GuestThread child, int tid);
  }

  /**
   * Replaces the program. On success all other threads of the process are gone, and this object
   * stands for the process's only thread, stopped before its first instruction.
   *
   * @param nr execve or execveat
   * @return 0 or {@code -errno}
   */
  long executeExec(int nr, long a, long b, long c, long d, long e, boolean hasOtherThreads);

  /**
   * Whether the latest exec has failed when the old program and all other threads were gone, for
   * the new program is damaged: nothing can come but the process's end.
   */
  boolean isGivenUp();

  /** Gives the call at which the thread is stopped its result. */
  void finishCall(long result);

  /** Makes the thread enter call {@code nr} anew when it runs again, with the same arguments. */
  void rewindCall(int nr);

  /**
   * Lets the host kernel execute the rt_sigreturn(2) at which the thread is stopped: afterwards its
   * registers, also the extended ones, are those of the frame.
   */
  void returnFromSignal();

  /**
   * Lets the thread run to its next event; until {@link #await} has told of it, nothing else may be
   * asked of the thread.
   */
  void resume();

  /** How the thread can answer calls itself; null when it cannot. */
  @Nullable OwnAnswers ownAnswers();

  /** Others will be served before {@link #await} is called for this thread, which was resumed. */
  void stepAside();

  /** Waits for the event to which {@link #resume} lets the thread run. */
  GuestEvent await();

  /**
   * Sets at which instructions the thread is brought back ({@link GuestEvent.Kind#AT_PLACE}), where
   * the host can do that without a trace.
   *
   * @param places their addresses, at most four, in an array which does not change
   */
  void setPlaces(long[] places);

  /**
   * Lets the thread execute one instruction, which must not be a system call, a trap, or one that
   * shows or changes the trap flag.
   *
   * @return what happened instead of the instruction; null when it was executed
   */
  @Nullable GuestEvent step();

  /** Lets the thread, which is stopped at its exit call, exit, and waits until it is gone. */
  void exit();

  /** Kills the thread's process; with {@link #awaitDeath} for each thread, it is gone. */
  void killProcess();

  /** Waits until this thread of a killed process is gone. */
  void awaitDeath();

  /** The extended state (floating point, vectors) in the uncompacted format of XSAVE. */
  byte[] extendedState();

  /** Writes to the program's code, whatever its protection. */
  void writeCode(long address, byte[] code);

  /**
   * A path by which the host can read the file of a mapping.
   *
   * @param path the name of the file in {@link #hostMappings}
   * @param fd a descriptor of the process that is open on the file, or -1
   * @return null when the file cannot be reached any more
   */
  @Nullable Path mappedFile(long start, long end, String path, int fd);

  /**
   * The process's mappings as the host sees them, by rising address; may be asked for while the
   * thread runs.
   */
  List<Mapping> hostMappings();

  /**
   * Where a link in the host's {@code /proc/PID} leads, in the guest's view and with what the
   * kernel adds to names that are gone.
   *
   * @param name of the link: "exe", "cwd", "fd/3"
   * @return null when there is no such link, or the host keeps it to itself
   */
  @Nullable String hostLink(String name);

  /** The host does not tell without the guest: the call has to be executed. */
  long NOT_FROM_OUTSIDE = Long.MIN_VALUE;

  /**
   * Looks at a file by its name as newfstatat(2) does, in the cheapest way that there is.
   *
   * @param path in Latin-1
   * @param address of the path in the process's memory; 0 when it is not there
   * @param follow whether a symbolic link at the end is followed
   * @param into receives the {@code struct stat}
   * @return 0, {@code -errno} or {@link #NOT_FROM_OUTSIDE}
   */
  long statFile(int dirfd, String path, long address, boolean follow, byte[] into);

  /**
   * Reads a symbolic link as readlinkat(2) does, without making the thread execute it.
   *
   * @param path in Latin-1
   * @param into receives the target, or its beginning; at most 4096 bytes
   * @return how many bytes, {@code -errno} or {@link #NOT_FROM_OUTSIDE}
   */
  long readLink(int dirfd, String path, byte[] into);

  /**
   * Whether the thread itself executes calls so fast that nothing is gained by asking from outside
   * before.
   */
  boolean executesFast();

  /**
   * Looks at a file that the process has open as fstat(2) does, in the cheapest way that there is.
   *
   * @param into receives the {@code struct stat}
   * @return 0, {@code -errno} or {@link #NOT_FROM_OUTSIDE}
   */
  long statOpenFile(int fd, byte[] into);

  /**
   * Reads from a file that the process has open into its memory, as read(2) and pread64(2) do, but
   * without making the thread execute them.
   *
   * @param position where to read; -1 for the file's own position, which is moved
   * @return how many bytes, {@code -errno} or {@link #NOT_FROM_OUTSIDE}
   */
  long readOpenFile(int fd, long address, long count, long position);

  /**
   * Moves the position of a file that the process has open, as lseek(2) does, but without making
   * the thread execute it.
   *
   * @return the new position, {@code -errno} or {@link #NOT_FROM_OUTSIDE}
   */
  long seekOpenFile(int fd, long offset, int whence);

  /**
   * Reads from a file that the process has open for the deterministic kernel itself, as pread64(2)
   * does: neither the guest nor the event log learns of it.
   *
   * @param length at most 64 KiB
   * @return how many bytes, {@code -errno} or {@link #NOT_FROM_OUTSIDE}
   */
  long peekOpenFile(int fd, byte[] into, int length, long position);

  /**
   * Reads entries of a directory that the process has open for the deterministic kernel itself, as
   * getdents64(2) does.
   *
   * @param into receives them; at most 64 KiB
   * @return how many bytes, {@code -errno} or {@link #NOT_FROM_OUTSIDE}
   */
  long listOpenDirectory(int fd, byte[] into);

  /** A name of a file that the process has open, for the methods below. */
  String openFile(int fd);

  /**
   * Gives a file that some process has open a further name.
   *
   * @param directory a descriptor of this thread's process
   * @param name the new name in the directory
   * @return 0 or {@code -errno}
   */
  long linkOpenFile(String file, int directory, String name);

  /**
   * Opens a file anew that some process has open, and sends the descriptor to a datagram socket.
   *
   * @param flags of open(2)
   * @param socket the absolute path to which the host's socket is bound
   * @return 0 or {@code -errno}
   */
  long sendOpenFile(String file, int flags, String socket);
}
