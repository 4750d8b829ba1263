@NullMarked
package dev.reprise.kernel.socket;

import org.jspecify.annotations.NullMarked;
