@NullMarked
package dev.reprise.kernel.sched;

import org.jspecify.annotations.NullMarked;
