@NullMarked
package dev.reprise.kernel.process;

import org.jspecify.annotations.NullMarked;
