package dev.reprise.kernel.syscall;

/** How the value that a successful call returns is written. */
public enum ResultType {
  DECIMAL,
  HEX,
  OCTAL,
  /** The flags of an open file, as {@code fcntl(F_GETFL)} returns them. */
  OPEN_FLAGS,
  /** The call does not come back: {@code exit}, {@code exit_group}, {@code rt_sigreturn}. */
  NONE
}
