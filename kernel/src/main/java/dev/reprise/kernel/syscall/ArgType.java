package dev.reprise.kernel.syscall;

/** The type of one argument of a system call: enough to print it and to know what it points to. */
public sealed interface ArgType {

  /** Arguments whose meaning needs nothing beside their own value (or a string behind it). */
  enum Scalar implements ArgType {
    FD,
    /** A descriptor that names the start of a relative path; may be {@code AT_FDCWD}. */
    DIRFD,
    /** 32-bit signed: counts, ids, timeouts. */
    INT,
    /** 64-bit signed. */
    LONG,
    /** 64-bit unsigned size or count. */
    SIZE,
    /** Position in a file, signed. */
    OFFSET,
    HEX,
    POINTER,
    /** Permission bits, octal. */
    MODE,
    /** File type and permission bits. */
    FILE_MODE,
    DEVICE,
    SIGNAL,
    PATH,
    /** A string that ends with NUL and is no path. */
    STRING
  }

  /** A register that the form of the call at hand does not read; it is not printed. */
  record Ignored() implements ArgType {}

  /** See {@link Ignored}. */
  ArgType IGNORED = new Ignored();

  /** A number with names: one of a choice, or a union of bits. */
  record Named(FlagSet names) implements ArgType {}

  /** Which way data behind a pointer goes, seen from the kernel. */
  enum Direction {
    /** Read by the call: printed before it. */
    IN,
    /** Written by the call: printed after it. */
    OUT
  }

  /**
   * A pointer to something of a known shape.
   *
   * @param shape what lies there
   * @param direction who writes it
   * @param countArg index of the argument that holds the number of elements (or bytes), or {@link
   *     #BY_RESULT} when the result of the call is that number or none is needed
   */
  record Pointee(Shape shape, Direction direction, int countArg) implements ArgType {}

  /** See {@link Pointee#countArg()}. */
  int BY_RESULT = -1;

  static ArgType flags(FlagSet names) {
    return new Named(names);
  }

  static ArgType in(Shape shape) {
    return new Pointee(shape, Direction.IN, BY_RESULT);
  }

  static ArgType in(Shape shape, int countArg) {
    return new Pointee(shape, Direction.IN, countArg);
  }

  static ArgType out(Shape shape) {
    return new Pointee(shape, Direction.OUT, BY_RESULT);
  }

  static ArgType out(Shape shape, int countArg) {
    return new Pointee(shape, Direction.OUT, countArg);
  }

  /** Bytes that the call reads; argument {@code lengthArg} holds their number. */
  static ArgType inBuffer(int lengthArg) {
    return in(Shape.BYTES, lengthArg);
  }

  /** Bytes that the call writes; its result is their number. */
  static ArgType outBuffer() {
    return out(Shape.BYTES);
  }

  /** Whether the argument can be written only when the call is over. */
  default boolean isOut() {
    return this instanceof Pointee pointee && pointee.direction() == Direction.OUT;
  }
}
