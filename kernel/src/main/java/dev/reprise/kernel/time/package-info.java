@NullMarked
package dev.reprise.kernel.time;

import org.jspecify.annotations.NullMarked;
