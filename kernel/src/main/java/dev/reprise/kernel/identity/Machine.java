package dev.reprise.kernel.identity;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.KernelConfig;

/**
 * The figures of the virtual machine which several calls and files tell and which must agree.
 *
 * <p>Memory in use, load and the like are constants: programs size themselves by them, and the true
 * ones are the host's.
 */
public final class Machine {
  public static final String RELEASE = "6.1.0-reprise";
  public static final String VERSION = "#1 SMP Reprise";
  public static final String DOMAIN = "(none)";

  /** The highest capability which the virtual kernel knows (CAP_CHECKPOINT_RESTORE). */
  public static final int LAST_CAPABILITY = 40;

  private final KernelConfig config;

  public Machine(Kernel kernel) {
    config = kernel.config();
  }

  public String hostname() {
    return config.hostname();
  }

  /** How many CPUs there are; they are numbered from 0. */
  public int cpus() {
    return config.cpus();
  }

  /** All memory, in bytes. */
  public long totalMemory() {
    return config.memoryBytes();
  }

  /** Memory which holds nothing, in bytes: three quarters of all. */
  public long freeMemory() {
    return pages(config.memoryBytes() / 4 * 3);
  }

  /** Memory which programs can have, in bytes: what is free, and the cache. */
  public long availableMemory() {
    return freeMemory() + cachedMemory();
  }

  /** Memory which holds files, in bytes: an eighth of all. */
  public long cachedMemory() {
    return pages(config.memoryBytes() / 8);
  }

  /** Memory which holds blocks of devices, in bytes. */
  public long bufferMemory() {
    return pages(config.memoryBytes() / 128);
  }

  private static long pages(long bytes) {
    return bytes & -4096L;
  }
}
