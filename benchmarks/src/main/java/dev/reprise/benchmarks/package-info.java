/**
 * The benchmark command: measures the same work natively, under {@code strace -f} and under {@code
 * reprise run}, in turns, and prints the ratios of the medians.
 *
 * <p>A {@link dev.reprise.benchmarks.Row} describes one piece of work, {@link
 * dev.reprise.benchmarks.Session} runs the rows, {@link dev.reprise.benchmarks.Stopwatch} measures
 * one run, and the reports print what came out. Nothing here depends on the engine: all tools are
 * started as commands, as a user starts them.
 */
@NullMarked
package dev.reprise.benchmarks;

import org.jspecify.annotations.NullMarked;
