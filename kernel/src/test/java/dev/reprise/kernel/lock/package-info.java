@NullMarked
package dev.reprise.kernel.lock;

import org.jspecify.annotations.NullMarked;
