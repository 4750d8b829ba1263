@NullMarked
package dev.reprise.kernel.file;

import org.jspecify.annotations.NullMarked;
