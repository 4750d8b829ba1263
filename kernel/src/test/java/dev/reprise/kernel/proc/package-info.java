@NullMarked
package dev.reprise.kernel.proc;

import org.jspecify.annotations.NullMarked;
