@NullMarked
package dev.reprise.kernel.cpu;

import org.jspecify.annotations.NullMarked;
