@NullMarked
package dev.reprise.kernel.fd;

import org.jspecify.annotations.NullMarked;
