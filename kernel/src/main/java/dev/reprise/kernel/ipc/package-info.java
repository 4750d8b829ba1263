/** System V IPC: shared memory, semaphores and message queues. */
@NullMarked
package dev.reprise.kernel.ipc;

import org.jspecify.annotations.NullMarked;
