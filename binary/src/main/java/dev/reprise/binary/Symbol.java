package dev.reprise.binary;

/**
 * A function's name and place.
 *
 * @param name the name as the linker knows it: a C++ name is mangled
 * @param vaddr the link-time address of the first instruction
 * @param size bytes of code, or 0 when the file does not tell, as for some assembly code
 */
public record Symbol(String name, long vaddr, long size) {}
