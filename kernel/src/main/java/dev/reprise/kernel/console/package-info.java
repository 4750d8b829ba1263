@NullMarked
package dev.reprise.kernel.console;

import org.jspecify.annotations.NullMarked;
