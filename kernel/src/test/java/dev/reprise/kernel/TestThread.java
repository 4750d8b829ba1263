package dev.reprise.kernel;

import java.lang.reflect.Proxy;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Guest threads for tests, which know no more than a test asks of them. */
public final class TestThread {
  private TestThread() {}

  /** A thread whose methods are answered by {@code answers}, from their names and arguments. */
  public static GuestThread of(BiFunction<String, Object[], @Nullable Object> answers) {
    return (GuestThread)
        Proxy.newProxyInstance(
            GuestThread.class.getClassLoader(),
            new Class<?>[] {GuestThread.class},
            (proxy, method, arguments) -> answers.apply(method.getName(), arguments));
  }
}
