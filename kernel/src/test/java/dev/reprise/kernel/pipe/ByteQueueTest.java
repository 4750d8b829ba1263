package dev.reprise.kernel.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteQueueTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void givesBackWhatWasAddedInOrder(long seed) {
    Random random = new Random(seed);
    ByteQueue queue = new ByteQueue();
    ByteArrayOutputStream added = new ByteArrayOutputStream();
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    for (int step = 0; step < 2000; step++) {
      byte[] data = new byte[random.nextInt(6000)];
      random.nextBytes(data);
      int length = random.nextInt(data.length + 1);
      queue.add(data, length);
      added.write(data, 0, length);
      int before = queue.size();
      byte[] seen = queue.peek(random.nextInt(9000));
      int dropped = random.nextInt(seen.length + 1);
      queue.drop(dropped);
      taken.write(seen, 0, dropped);
      assertThat(queue.size()).isEqualTo(before - dropped);
    }
    taken.writeBytes(queue.peek(queue.size()));
    assertThat(Arrays.equals(taken.toByteArray(), added.toByteArray())).isTrue();
  }
}
