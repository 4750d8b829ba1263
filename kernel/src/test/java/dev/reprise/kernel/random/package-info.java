@NullMarked
package dev.reprise.kernel.random;

import org.jspecify.annotations.NullMarked;
