/** The benchmark command. */
@NullMarked
package dev.reprise.benchmarks;

import org.jspecify.annotations.NullMarked;
