/**
 * Namespaces, mounts and overlays in which a guest lives.
 *
 * <p>{@link dev.reprise.container.Container#start} is the whole interface. What it builds:
 *
 * <pre>
 * host's namespaces     launcher (stopped; owns the others)
 * the container's          init, pid 1 (stopped; in the directory of layers)
 *                             guest, pid 2 (stopped; in /work; about to execute a program)
 *
 * /        a tmpfs, on which everything below is mounted or made
 * /work    the working directory: the host's (workdir, direct) or a layer over it (overlay)
 * /usr...  a layer over each of the host's top-level directories, or that itself (direct)
 * /tmp, /run, /dev, /proc, /sys    the container's own
 * </pre>
 *
 * <p>All layers and own directories are in the same tmpfs, so that one limit holds for all writes
 * which are thrown away.
 *
 * <p>Only one user and one group of the host are known inside; everybody else's files look like
 * nobody's. So an ordinary user may change in a layer what that user may change on the host, and
 * writing beneath a directory of somebody else's, where the host allows it, fails with EOVERFLOW
 * (except at the top of a layer): the overlay cannot copy that directory with its owner.
 */
@NullMarked
package dev.reprise.container;

import org.jspecify.annotations.NullMarked;
