/**
 * The kernel as Java sees it: raw system calls, errno, constants and structures. The only module
 * which uses java.lang.foreign.
 */
@NullMarked
package dev.reprise.linux;

import org.jspecify.annotations.NullMarked;
