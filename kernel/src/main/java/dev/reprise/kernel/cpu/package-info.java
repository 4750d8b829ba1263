/**
 * The one virtual CPU: instructions whose results depend on the machine or the moment.
 *
 * <p>Every run has the same processor, {@link dev.reprise.kernel.cpu.CpuidModel}: a program that
 * chooses code by what the processor can do (an ifunc of libc, a JIT, a library of cryptography)
 * must choose alike on every host. It has what each x86-64 server of the last decade has (x86-64-v2
 * with AES) and nothing that answers differently each time (no RDRAND, no RDSEED, no TSX).
 *
 * <p>Most cpuid never come here, nor do the rdtsc of a dynamic linker that starts a program: when a
 * file is mapped within reach, {@link dev.reprise.kernel.cpu.CodePatcher} replaces them by jumps to
 * code which answers in the guest ({@link dev.reprise.kernel.cpu.StubArea}). Any other instruction
 * comes in one of these ways:
 *
 * <ul>
 *   <li>rdtsc and rdtscp raise SIGSEGV, because PR_SET_TSC asks for it. That covers all code, also
 *       code which is made while the program runs.
 *   <li>cpuid raises SIGSEGV where the host's processor can be told so (ARCH_CPUID, "CPUID
 *       faulting": Intel since Ivy Bridge, few virtual machines). That too covers all code.
 *   <li>Everywhere the sites of cpuid, xgetbv, rdtsc, rdtscp, rdpid, rdrand, rdseed and xbegin in
 *       executable mappings of files are overwritten with int3 when they are mapped, because a
 *       breakpoint costs less than half of such a SIGSEGV, and because nothing else can intercept
 *       the other instructions.
 *   <li>In memory without a file the same is done when the program first jumps there, for the first
 *       code that it makes ({@link dev.reprise.kernel.cpu.GeneratedCode}): JIT compilers ask for
 *       the processor's features by code of their own making.
 * </ul>
 *
 * <p>Where instructions begin is known from the unwind tables or the symbols of a file. So these
 * are not covered, except for rdtsc, for rdtscp and, with CPUID faulting, for cpuid: code of which
 * neither tells (some hand-written assembly code in stripped files), mappings that are shared with
 * a file, and code that a program makes later. A program that reads its own code sees the
 * breakpoints and jumps, as it would under a debugger.
 *
 * <p>What cpuid answers never changes. So it is no event and takes no virtual time, in whichever
 * way it is answered; rdtsc is one, because its answer does change.
 */
@NullMarked
package dev.reprise.kernel.cpu;

import org.jspecify.annotations.NullMarked;
