/** Advisory locks of files. */
@NullMarked
package dev.reprise.kernel.lock;

import org.jspecify.annotations.NullMarked;
