@NullMarked
package dev.reprise.kernel.poll;

import org.jspecify.annotations.NullMarked;
