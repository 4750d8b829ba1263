@NullMarked
package dev.reprise.kernel.identity;

import org.jspecify.annotations.NullMarked;
