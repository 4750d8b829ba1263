/** The synthetic files: {@code /proc}, {@code /sys} and the devices which are not the host's. */
@NullMarked
package dev.reprise.kernel.proc;

import org.jspecify.annotations.NullMarked;
