package dev.reprise.kernel.ipc;

import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.Call;
import dev.reprise.kernel.SyscallError;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.memory.Layout;
import dev.reprise.linux.Nr;

/**
 * A segment of shared memory. The memory is a segment of the host's in the container's own IPC
 * namespace, so that forks, execs and exits keep and drop it by themselves; everything else that a
 * guest can see of it is here.
 */
final class Segment extends IpcObject {
  private static final int SHM_DEST = 01000;
  private static final int STRUCT_SIZE = 112;
  private static final int ATTACHED = 88;

  private final int hostId;
  private final long size;
  private final int creatorPid;
  private long attachedSeconds;
  private long detachedSeconds;
  private int lastPid;
  private boolean removed;

  Segment(Permissions permissions, Call call, int hostId, long size) {
    super(permissions, call.kernel());
    this.hostId = hostId;
    this.size = size;
    this.creatorPid = call.process().pid();
  }

  int hostId() {
    return hostId;
  }

  /** Bytes, as the guest has asked for. */
  long size() {
    return size;
  }

  /** Every page counts as present, as everywhere. */
  long residentBytes() {
    return Layout.pages(size);
  }

  /** Whether it goes with its last attachment. */
  boolean isRemoved() {
    return removed;
  }

  void setRemoved() {
    removed = true;
    permissions().forgetKey();
  }

  void attached(Call call) {
    attachedSeconds = seconds(call.kernel());
    lastPid = call.process().pid();
  }

  void detached(Call call) {
    detachedSeconds = seconds(call.kernel());
    lastPid = call.process().pid();
  }

  /**
   * How often it is attached: ends of processes and unmappings are counted by the host, and happen
   * at their place in the schedule. A removed segment that nobody has any more is 0.
   */
  long attachments(Task asker) {
    long buffer = asker.process().addressSpace().scratch();
    long result = asker.thread().execute(Nr.SHMCTL, hostId, IpcTable.IPC_STAT, buffer, 0, 0, 0);
    if (result < 0 && !removed) {
      throw new SyscallError((int) -result);
    }
    byte[] status = new byte[8];
    asker.thread().memory().peek(buffer + ATTACHED, status, 0, status.length);
    return result < 0 ? 0 : Bytes.getLong(status, 0);
  }

  /** {@code struct shmid64_ds}. */
  byte[] status(Task asker) {
    byte[] status = new byte[STRUCT_SIZE];
    permissions().put(status, id(), removed ? SHM_DEST : 0);
    Bytes.putLong(status, 48, size);
    Bytes.putLong(status, 56, attachedSeconds);
    Bytes.putLong(status, 64, detachedSeconds);
    Bytes.putLong(status, 72, changedSeconds());
    Bytes.putInt(status, 80, creatorPid);
    Bytes.putInt(status, 84, lastPid);
    Bytes.putLong(status, ATTACHED, attachments(asker));
    return status;
  }
}
