package dev.reprise.kernel.socket;

/**
 * What the header of a datagram tells its receiver.
 *
 * @param to where it was sent
 * @param hops the time to live, or hop limit
 * @param service the type of service, or traffic class
 */
record DatagramHeader(InternetAddress to, int hops, int service) {}
