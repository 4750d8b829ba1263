/** Pairs of connected sockets: the only sockets that the guest has. */
@NullMarked
package dev.reprise.kernel.socket;

import org.jspecify.annotations.NullMarked;
