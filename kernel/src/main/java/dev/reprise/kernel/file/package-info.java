/** Names, metadata and directories of files, and what of them the guest may see. */
@NullMarked
package dev.reprise.kernel.file;

import org.jspecify.annotations.NullMarked;
