/** Futexes, entirely ours: waiting, waking, requeueing, priority inheritance, robust lists. */
@NullMarked
package dev.reprise.kernel.futex;

import org.jspecify.annotations.NullMarked;
