@NullMarked
package dev.reprise.kernel;

import org.jspecify.annotations.NullMarked;
