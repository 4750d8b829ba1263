package dev.reprise.kernel;

import dev.reprise.kernel.fd.FdTable;
import dev.reprise.kernel.identity.Credentials;
import dev.reprise.kernel.identity.ProcessSettings;
import dev.reprise.kernel.process.JobState;
import dev.reprise.kernel.process.ProcessOptions;
import dev.reprise.kernel.signal.ProcessSignals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process of the guest: its place in the tree, its threads and what its threads share. */
public final class GuestProcess {
  /** The run's first process is a job of init, as if started by a shell: no session's leader. */
  private static final int INIT_SESSION = 1;

  private final int pid;
  private final List<Task> tasks = new ArrayList<>();
  private final List<GuestProcess> children = new ArrayList<>();
  private final WaitQueue childChanges = new WaitQueue();
  private final WaitQueue vforkDone = new WaitQueue();
  private final JobState job = new JobState();
  private ProcessOptions options = new ProcessOptions();
  private final Limits limits;
  private Credentials credentials;
  private ProcessSettings settings = new ProcessSettings();
  private final ProcessSignals signals;
  private @Nullable GuestProcess parent;
  private AddressSpace addressSpace;
  private FdTable files;
  private Filesystem filesystem;
  private int pgid;
  private int sid;
  private String executable = "";
  private String name = "";
  private long startNanos;
  private boolean exited;
  private boolean hasExeced;
  private int exitSignal;
  private int waitStatus;
  private long childrenEvents;
  private long exitedEvents;
  private boolean subreaper;

  /** A process without threads. */
  public GuestProcess(
      int pid,
      @Nullable GuestProcess parent,
      AddressSpace addressSpace,
      FdTable files,
      Filesystem filesystem,
      ProcessSignals signals,
      Limits limits,
      Credentials credentials) {
    this.pid = pid;
    this.parent = parent;
    this.addressSpace = addressSpace;
    this.files = files;
    this.filesystem = filesystem;
    this.signals = signals;
    this.limits = limits;
    this.credentials = credentials;
    this.pgid = parent == null ? pid : parent.pgid;
    this.sid = parent == null ? INIT_SESSION : parent.sid;
    this.executable = parent == null ? "" : parent.executable;
  }

  public int pid() {
    return pid;
  }

  /** The virtual parent, or null when it is the reaper of the guest's world. */
  public @Nullable GuestProcess parent() {
    return parent;
  }

  public void setParent(@Nullable GuestProcess newParent) {
    parent = newParent;
  }

  /** The parent's id; orphans belong to 1. */
  public int ppid() {
    return parent == null ? 1 : parent.pid;
  }

  /** Live threads in the order of their creation. */
  public List<Task> tasks() {
    return tasks;
  }

  /** Children, also those which have exited and were not waited for, in the order of creation. */
  public List<GuestProcess> children() {
    return children;
  }

  /** Woken when a child changes its state. */
  public WaitQueue childChanges() {
    return childChanges;
  }

  /** Woken when the process, made by vfork(2), no longer needs its parent's memory. */
  public WaitQueue vforkDone() {
    return vforkDone;
  }

  /** What job control has done to it. */
  public JobState job() {
    return job;
  }

  /** What prctl(2) keeps for it. */
  public ProcessOptions options() {
    return options;
  }

  public void setOptions(ProcessOptions newOptions) {
    options = newOptions;
  }

  public Limits limits() {
    return limits;
  }

  /** What was written to the process's files in {@code /proc}. */
  public ProcessSettings settings() {
    return settings;
  }

  public void setSettings(ProcessSettings newSettings) {
    settings = newSettings;
  }

  /** Those of its first thread, also when that has exited. */
  public Credentials credentials() {
    return credentials;
  }

  public void setCredentials(Credentials newCredentials) {
    credentials = newCredentials;
  }

  public ProcessSignals signals() {
    return signals;
  }

  public AddressSpace addressSpace() {
    return addressSpace;
  }

  public void setAddressSpace(AddressSpace newAddressSpace) {
    addressSpace = newAddressSpace;
  }

  public FdTable files() {
    return files;
  }

  public void setFiles(FdTable newFiles) {
    files = newFiles;
  }

  public Filesystem filesystem() {
    return filesystem;
  }

  public int pgid() {
    return pgid;
  }

  public void setPgid(int newPgid) {
    pgid = newPgid;
  }

  public int sid() {
    return sid;
  }

  public void setSid(int newSid) {
    sid = newSid;
  }

  /** The absolute path of the program in the guest's view. */
  public String executable() {
    return executable;
  }

  public void setExecutable(String path) {
    executable = path;
  }

  /**
   * The name of the program, or of the thread that made the process, for when no thread is left.
   */
  public String name() {
    return name;
  }

  /** When the process was made, in virtual monotonic time. */
  public long startNanos() {
    return startNanos;
  }

  public void setStarted(String newName, long nanos) {
    name = newName;
    startNanos = nanos;
  }

  /** Whether an execve has succeeded since the process was made. */
  public boolean hasExeced() {
    return hasExeced;
  }

  public void setHasExeced() {
    hasExeced = true;
  }

  /** The signal which tells the parent of the end, usually SIGCHLD, or 0. */
  public int exitSignal() {
    return exitSignal;
  }

  public void setExitSignal(int signal) {
    exitSignal = signal;
  }

  /** Whether the process has ended; it stays in its parent's list until it is waited for. */
  public boolean isExited() {
    return exited;
  }

  /** The status for wait4(2) of an exited process. */
  public int waitStatus() {
    return waitStatus;
  }

  public void setExited(int status) {
    exited = true;
    waitStatus = status;
  }

  /** Events made by all threads, also by those which have ended: the process's CPU time. */
  public long events() {
    long sum = exitedEvents;
    for (Task task : tasks) {
      sum += task.events();
    }
    return sum;
  }

  /** Keeps the CPU time of a thread that ends. */
  public void addExitedEvents(long events) {
    exitedEvents += events;
  }

  /** Events of the children which were waited for. */
  public long childrenEvents() {
    return childrenEvents;
  }

  public void addChildrenEvents(long events) {
    childrenEvents += events;
  }

  /** Whether orphans below this process become its children (PR_SET_CHILD_SUBREAPER). */
  public boolean isSubreaper() {
    return subreaper;
  }

  public void setSubreaper(boolean value) {
    subreaper = value;
  }

  @Override
  public String toString() {
    return "process " + pid;
  }
}
