/**
 * The ptrace mechanism: life cycle, registers, memory, injection and stops of guests; no policy.
 */
@NullMarked
package dev.reprise.guest;

import org.jspecify.annotations.NullMarked;
