/** Reads x86-64 ELF files: headers, symbols, unwind tables and instructions. */
@NullMarked
package dev.reprise.binary;

import org.jspecify.annotations.NullMarked;
