@NullMarked
package dev.reprise.kernel.pipe;

import org.jspecify.annotations.NullMarked;
