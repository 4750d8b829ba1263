/** Namespaces, mounts and overlays in which a guest lives. */
@NullMarked
package dev.reprise.container;

import org.jspecify.annotations.NullMarked;
