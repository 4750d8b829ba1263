package dev.reprise.kernel.ipc;

import dev.reprise.kernel.Bytes;

/**
 * {@code struct sembuf}.
 *
 * @param number of the semaphore in its set
 * @param change to add to its value; 0 waits for the value 0
 * @param waits whether it may wait
 * @param undoes whether it is taken back when the process ends
 */
record SemaphoreOperation(int number, int change, boolean waits, boolean undoes) {
  static final int SIZE = 6;
  private static final int SEM_UNDO = 0x1000;

  static SemaphoreOperation of(byte[] bytes, int offset) {
    int flags = Bytes.getShort(bytes, offset + 4);
    return new SemaphoreOperation(
        Bytes.getShort(bytes, offset),
        (short) Bytes.getShort(bytes, offset + 2),
        (flags & IpcTable.IPC_NOWAIT) == 0,
        (flags & SEM_UNDO) != 0);
  }
}
