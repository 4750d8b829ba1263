/** Tests of the benchmark command, without timing anything that has to hold. */
@NullMarked
package dev.reprise.benchmarks;

import org.jspecify.annotations.NullMarked;
