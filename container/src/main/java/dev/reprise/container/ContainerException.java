package dev.reprise.container;

/** The host cannot give a guest its container; the message names the cause and a way out. */
public final class ContainerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ContainerException(String message) {
    super(message);
  }

  ContainerException(String message, Throwable cause) {
    super(message, cause);
  }
}
