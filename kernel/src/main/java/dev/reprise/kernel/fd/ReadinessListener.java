package dev.reprise.kernel.fd;

/** Somebody who keeps track of a file's readiness without waiting in a queue: an epoll instance. */
public interface ReadinessListener {
  /**
   * Something happened that may have made the file ready.
   *
   * @param events the POLL bits which may hold now
   */
  void readinessChanged(int events);

  /** The last reference to the file is gone. */
  void fileClosed();
}
