package dev.reprise.kernel.socket;

import dev.reprise.linux.Errno;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rtnetlink(7) answers: one interface with its addresses and routes, which nobody can change.
 */
final class RouteAnswers {
  private static final int GET_LINK = 18;
  private static final int GET_ADDRESS = 22;
  private static final int GET_ROUTE = 26;
  private static final int GET_RULE = 34;
  private static final int FIRST_TYPE = 16;

  /** The types come in fours: new, delete, get and set. */
  private static final int KIND_MASK = 3;

  private static final int GET = 2;
  private static final int LINK_BYTES = 16;
  private static final int ROUTE_BYTES = 12;
  private static final int NAME_ATTRIBUTE = 3;
  private static final int DESTINATION_ATTRIBUTE = 1;

  private final Loopback interfaces;

  RouteAnswers(Loopback interfaces) {
    this.interfaces = interfaces;
  }

  /** The datagrams which answer a request. */
  List<byte[]> answer(NetlinkRequest request) {
    int type = request.type();
    if (type < FIRST_TYPE) {
      return acknowledge(request);
    }
    if ((type & KIND_MASK) != GET) {
      return List.of(request.error(Errno.EPERM));
    }
    return request.isDump() ? dump(request) : one(request);
  }

  private static List<byte[]> acknowledge(NetlinkRequest request) {
    return request.wantsAck() ? List.of(request.error(0)) : List.of();
  }

  private List<byte[]> dump(NetlinkRequest request) {
    LoopbackMessages messages = new LoopbackMessages(request, interfaces);
    int family = request.octet(0);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    switch (request.type()) {
      case GET_LINK -> messages.link(all);
      case GET_ADDRESS -> messages.addresses(all, family);
      case GET_ROUTE -> messages.routes(all, family);
      case GET_RULE -> messages.rules(all, family);
      default -> {}
    }
    List<byte[]> answers = new ArrayList<>();
    if (all.size() > 0) {
      answers.add(all.toByteArray());
    }
    answers.add(request.done());
    return answers;
  }

  private List<byte[]> one(NetlinkRequest request) {
    LoopbackMessages messages = new LoopbackMessages(request, interfaces);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    switch (request.type()) {
      case GET_LINK -> {
        if (!isLoopback(request)) {
          return List.of(request.error(Errno.ENODEV));
        }
        messages.link(answer);
      }
      case GET_ROUTE -> {
        InternetAddress to = destination(request);
        if (to == null || !to.isLoopback() || !interfaces.isUp()) {
          return List.of(request.error(Errno.ENETUNREACH));
        }
        messages.routeTo(answer, to);
      }
      default -> {
        return List.of(request.error(Errno.EOPNOTSUPP));
      }
    }
    List<byte[]> answers = new ArrayList<>(List.of(answer.toByteArray()));
    answers.addAll(acknowledge(request));
    return answers;
  }

  private static boolean isLoopback(NetlinkRequest request) {
    byte[] name = request.attribute(LINK_BYTES, NAME_ATTRIBUTE);
    if (name != null) {
      String text = new String(name, StandardCharsets.ISO_8859_1).split("\0", 2)[0];
      return text.equals(Loopback.NAME);
    }
    return request.number(4) == Loopback.INDEX;
  }

  private static @Nullable InternetAddress destination(NetlinkRequest request) {
    byte[] host = request.attribute(ROUTE_BYTES, DESTINATION_ATTRIBUTE);
    int family = request.octet(0);
    int length = family == SocketKind.AF_INET ? 4 : 16;
    if (host == null || host.length != length) {
      return null;
    }
    boolean v4 = family == SocketKind.AF_INET;
    byte[] address = Arrays.copyOf(new byte[] {(byte) family}, v4 ? 16 : 28);
    System.arraycopy(host, 0, address, v4 ? 4 : 8, length);
    return InternetAddress.parse(address);
  }
}
