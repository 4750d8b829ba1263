/** What language runtimes are given that they would not choose themselves. */
@NullMarked
package dev.reprise.kernel.runtime;

import org.jspecify.annotations.NullMarked;
