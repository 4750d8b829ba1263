@NullMarked
package dev.reprise.kernel.signal;

import org.jspecify.annotations.NullMarked;
