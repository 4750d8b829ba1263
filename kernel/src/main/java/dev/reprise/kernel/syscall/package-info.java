/**
 * The table of all x86-64 system calls and what is derived from it: the printer of one-line traces
 * and the documentation. The table says of every call what becomes of it; the handlers that do it
 * are elsewhere.
 */
@NullMarked
package dev.reprise.kernel.syscall;

import org.jspecify.annotations.NullMarked;
