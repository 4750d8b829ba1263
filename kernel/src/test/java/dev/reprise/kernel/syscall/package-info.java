@NullMarked
package dev.reprise.kernel.syscall;

import org.jspecify.annotations.NullMarked;
