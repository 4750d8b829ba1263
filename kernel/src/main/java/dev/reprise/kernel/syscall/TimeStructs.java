package dev.reprise.kernel.syscall;

import java.nio.ByteBuffer;

/** Structures of time. */
final class TimeStructs {
  private static final long UTIME_NOW = 0x3fffffff;
  private static final long UTIME_OMIT = 0x3ffffffe;

  static void timespec(StringBuilder out, ByteBuffer b, int at) {
    pair(out, b, at, "tv_sec", "tv_nsec");
  }

  static void timeval(StringBuilder out, ByteBuffer b, int at) {
    pair(out, b, at, "tv_sec", "tv_usec");
  }

  /** The two times that {@code utimensat} sets. */
  static void fileTimes(StringBuilder out, ByteBuffer b) {
    out.append('[');
    fileTime(out, b, 0);
    fileTime(out.append(", "), b, 16);
    out.append(']');
  }

  private static void fileTime(StringBuilder out, ByteBuffer b, int at) {
    long nanos = b.getLong(at + 8);
    if (nanos == UTIME_NOW || nanos == UTIME_OMIT) {
      out.append(nanos == UTIME_NOW ? "UTIME_NOW" : "UTIME_OMIT");
    } else {
      timespec(out, b, at);
    }
  }

  static void timevals(StringBuilder out, ByteBuffer b) {
    out.append('[');
    timeval(out, b, 0);
    timeval(out.append(", "), b, 16);
    out.append(']');
  }

  static void interval(StringBuilder out, ByteBuffer b, boolean nanos) {
    String fraction = nanos ? "tv_nsec" : "tv_usec";
    pair(out.append("{it_interval="), b, 0, "tv_sec", fraction);
    pair(out.append(", it_value="), b, 16, "tv_sec", fraction);
    out.append('}');
  }

  static void tms(StringBuilder out, ByteBuffer b) {
    out.append("{tms_utime=").append(b.getLong(0)).append(", tms_stime=").append(b.getLong(8));
    out.append(", tms_cutime=").append(b.getLong(16));
    out.append(", tms_cstime=").append(b.getLong(24)).append('}');
  }

  static void zone(StringBuilder out, ByteBuffer b) {
    out.append("{tz_minuteswest=").append(b.getInt(0));
    out.append(", tz_dsttime=").append(b.getInt(4)).append('}');
  }

  static void usage(StringBuilder out, ByteBuffer b) {
    timeval(out.append("{ru_utime="), b, 0);
    timeval(out.append(", ru_stime="), b, 16);
    out.append(", ...}");
  }

  static void pair(StringBuilder out, ByteBuffer b, int at, String first, String second) {
    out.append('{').append(first).append('=').append(b.getLong(at));
    out.append(", ").append(second).append('=').append(b.getLong(at + 8)).append('}');
  }

  private TimeStructs() {}
}
