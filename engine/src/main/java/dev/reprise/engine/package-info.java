/** Joins the mechanism, the container and the deterministic kernel to a run. */
@NullMarked
package dev.reprise.engine;

import org.jspecify.annotations.NullMarked;
