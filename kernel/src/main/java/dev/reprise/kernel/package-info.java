/** The deterministic kernel: policy and state of what a guest sees; knows nothing of ptrace. */
@NullMarked
package dev.reprise.kernel;

import org.jspecify.annotations.NullMarked;
