@NullMarked
package dev.reprise.kernel.terminal;

import org.jspecify.annotations.NullMarked;
