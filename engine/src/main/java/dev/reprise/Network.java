package dev.reprise;

/** What a guest sees of the network. */
public enum Network {
  /** No network: creating an internet socket fails as on a kernel without one. */
  NONE,
  /** A private, virtual loopback. */
  LOCAL
}
