@NullMarked
package dev.reprise.kernel.event;

import org.jspecify.annotations.NullMarked;
