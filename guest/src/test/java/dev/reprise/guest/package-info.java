@NullMarked
package dev.reprise.guest;

import org.jspecify.annotations.NullMarked;
