@NullMarked
package dev.reprise.kernel.runtime;

import org.jspecify.annotations.NullMarked;
