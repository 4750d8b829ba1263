package dev.reprise;

/** What a guest sees of the network. */
public enum Network {
  /** No network: not even the loopback interface is up, and no address can be reached. */
  NONE,
  /** A private, virtual loopback; the default. */
  LOCAL
}
