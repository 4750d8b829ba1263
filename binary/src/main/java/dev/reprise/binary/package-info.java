/** Executable files: ELF, symbols, unwind tables, x86 instruction lengths and sites. */
@NullMarked
package dev.reprise.binary;

import org.jspecify.annotations.NullMarked;
