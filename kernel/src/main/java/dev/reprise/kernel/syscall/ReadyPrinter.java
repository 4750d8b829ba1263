package dev.reprise.kernel.syscall;

import java.nio.ByteBuffer;

/**
 * Writes, behind the result, which descriptors a call found ready. {@code poll} and {@code select}
 * write into what they read, so that the arguments show what was asked and this shows the answer.
 */
final class ReadyPrinter {

  static void print(StringBuilder out, String name, CallView call) {
    switch (name) {
      case "poll", "ppoll" -> {
        if (!timedOut(out, call)) {
          polled(out, call);
        }
      }
      case "select", "pselect6" -> {
        if (!timedOut(out, call)) {
          selected(out, call);
        }
      }
      default -> {}
    }
  }

  private static boolean timedOut(StringBuilder out, CallView call) {
    if (call.result() == 0) {
      out.append(" (Timeout)");
    }
    return call.result() <= 0;
  }

  private static void polled(StringBuilder out, CallView call) {
    int count = (int) Math.clamp(call.args()[1], 0, call.limit());
    ByteBuffer b = call.bytes(call.args()[0], count * Shape.POLLFDS.size());
    if (b == null) {
      return;
    }
    out.append(" ([");
    String separator = "";
    for (int i = 0; i < count; i++) {
      if (b.getShort(i * 8 + 6) != 0) {
        FileStructs.pollfd(out.append(separator), b, i * 8, 6, "revents");
        separator = ", ";
      }
    }
    out.append("])");
  }

  private static void selected(StringBuilder out, CallView call) {
    String[] names = {"in", "out", "except"};
    StringBuilder sets = new StringBuilder();
    for (int i = 0; i < names.length; i++) {
      StringBuilder set = new StringBuilder();
      long address = call.args()[i + 1];
      boolean readable = VectorPrinter.bits(set, address, (int) call.args()[0], call);
      if (readable && !set.toString().equals("[]")) {
        sets.append(sets.isEmpty() ? "" : ", ").append(names[i]).append(' ').append(set);
      }
    }
    if (!sets.isEmpty()) {
      out.append(" (").append(sets).append(')');
    }
  }

  private ReadyPrinter() {}
}
