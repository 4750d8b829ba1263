/** Sockets: AF_UNIX, TCP and UDP within the run, entirely virtual. */
@NullMarked
package dev.reprise.kernel.socket;

import org.jspecify.annotations.NullMarked;
