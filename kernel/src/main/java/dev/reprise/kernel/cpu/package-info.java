/** The one virtual CPU: instructions whose results depend on the machine or the moment. */
@NullMarked
package dev.reprise.kernel.cpu;

import org.jspecify.annotations.NullMarked;
