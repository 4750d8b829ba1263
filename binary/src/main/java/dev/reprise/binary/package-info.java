/**
 * What can be learned of a program from its file: where its parts are, what its functions are
 * called, which of its instructions depend on the machine, and how to walk its stacks.
 *
 * <p>Start at {@link dev.reprise.binary.ElfFile}. From there {@link
 * dev.reprise.binary.InstructionSites} lists instructions such as {@code cpuid} that a
 * deterministic run must not execute as they are, and {@link dev.reprise.binary.Unwinder} turns the
 * registers of a stopped thread into a backtrace, to which {@link dev.reprise.binary.SourceLines}
 * can add lines of source.
 *
 * <p>Three rules hold throughout.
 *
 * <ul>
 *   <li><b>Files are not trusted.</b> They belong to the traced program, which may be damaged or
 *       hostile. Bytes are read through a cursor which throws {@link
 *       dev.reprise.binary.MalformedElfException} at its bounds; work and memory are limited by the
 *       size of the file and by constants. What only serves reports, such as symbols, turns up
 *       empty instead of failing.
 *   <li><b>Nothing is guessed.</b> Bytes which look like an instruction count as one only when
 *       decoding a known function from its start arrives there. A function's name is given only for
 *       addresses within the function.
 *   <li><b>Little is read.</b> Opening a file costs a few reads; the tables that unwinding and
 *       look-ups need are read when first used. Nothing here knows of processes, system calls or
 *       native memory: a process's memory comes in through {@link dev.reprise.binary.MemoryReader}.
 * </ul>
 */
@NullMarked
package dev.reprise.binary;

import org.jspecify.annotations.NullMarked;
