@NullMarked
package dev.reprise.kernel.spin;

import org.jspecify.annotations.NullMarked;
