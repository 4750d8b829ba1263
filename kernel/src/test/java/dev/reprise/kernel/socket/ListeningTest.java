package dev.reprise.kernel.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.TestKernel;
import org.junit.jupiter.api.Test;

final class ListeningTest {
  private final Kernel kernel = TestKernel.create();
  private final Listening listening = new Listening();

  private Socket socket() {
    return new UnixConnection(kernel, new SocketKind(SocketKind.AF_UNIX, Socket.STREAM, 0), 0);
  }

  @Test
  void oneMoreMayWaitThanTheBacklogSays() {
    listening.setBacklog(1);
    listening.add(socket());
    assertThat(listening.isFull()).isFalse();
    listening.add(socket());
    assertThat(listening.isFull()).isTrue();
  }

  @Test
  void theFirstThatCameIsAcceptedFirst() {
    Socket one = socket();
    Socket other = socket();
    listening.add(one);
    listening.add(other);
    assertThat(listening.first()).isSameAs(one);
    listening.removeFirst();
    assertThat(listening.clear()).containsExactly(other);
    assertThat(listening.isEmpty()).isTrue();
  }
}
