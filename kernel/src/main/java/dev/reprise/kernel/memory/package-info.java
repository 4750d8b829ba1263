@NullMarked
package dev.reprise.kernel.memory;

import org.jspecify.annotations.NullMarked;
