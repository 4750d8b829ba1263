package dev.reprise.engine;

import dev.reprise.FastPathMode;
import dev.reprise.binary.CallSite;
import dev.reprise.binary.Window;
import dev.reprise.guest.FastSpace;
import dev.reprise.guest.Tracee;
import dev.reprise.kernel.AddressSpace;
import dev.reprise.kernel.Foresight;
import dev.reprise.kernel.Mapping;
import dev.reprise.linux.UserRegs;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which processes take the fast path, and puts stubs before the call sites that they use.
 *
 * <p>A process that calls seldom is better off with stops, which need nothing to be prepared, but
 * for calls that it can answer itself. What is decided here changes when a call is answered, and
 * never its answer.
 */
final class Upgrades {
  /** A path at a place in the scratch memory that no handler uses between two calls. */
  private static final long NAME = AddressSpace.SCRATCH_START;

  /** After how many calls at a site it is worth a stub. */
  private static final int CALLS_OF_A_SITE = 4;

  private final FastPathMode mode;
  private final Pinning pinning;
  private final CallSites callSites = new CallSites(ContentCache.directoryOfUser());
  private final Map<Long, Integer> stops = new HashMap<>();
  private List<Mapping> mappings = List.of();

  /** The sites of what is mapped there, by the address where a mapping begins. */
  private final Map<Long, Map<Long, CallSite>> sites = new HashMap<>();

  private int mappingsOf;
  private final Set<Long> hopeless = new HashSet<>();

  Upgrades(FastPathMode mode, Pinning pinning) {
    this.mode = mode;
    this.pinning = pinning;
  }

  /** For a new thread. */
  Watch newWatch() {
    return new Watch(mode, pinning);
  }

  /** A thread is at a call of its own. */
  void called(Tracee tracee, PtraceThread thread, Watch watch) {
    FastSpace space = tracee.fast().space();
    if (tracee.fast().isAsking() || space == null || !pays(tracee, watch)) {
      return;
    }
    if (!tracee.fast().isOpen() && !tracee.fast().open(NAME)) {
      return;
    }
    if (watch.callsOften()) {
      watch.begin(tracee.tid());
    }
    long site = tracee.syscallInstruction();
    if (space.hasStub(site) || hopeless.contains(site)) {
      return;
    }
    if (mode == FastPathMode.ON || stops.merge(site, 1, Integer::sum) >= CALLS_OF_A_SITE) {
      stops.remove(site);
      if (!makeStub(tracee, thread, site)) {
        hopeless.add(site);
      }
    }
  }

  private static boolean pays(Tracee tracee, Watch watch) {
    return watch.callsOften()
        || (Foresight.isForeseeable((int) tracee.register(UserRegs.ORIG_RAX))
            && watch.foreseesOften());
  }

  private boolean makeStub(Tracee tracee, PtraceThread thread, long address) {
    Mapping mapping = mapping(tracee, thread, address);
    if (mapping == null || mapping.isShared() || !mapping.name().startsWith("/")) {
      return false;
    }
    Map<Long, CallSite> known = sites.get(mapping.start());
    if (known == null) {
      known = sites(thread, mapping);
      sites.put(mapping.start(), known);
    }
    CallSite site = known.get(address - mapping.start() + mapping.offset());
    return site != null && makeStub(tracee, thread, address, site);
  }

  /** What is known of a process's mappings may be old: what is changed is looked at before. */
  private @Nullable Mapping mapping(Tracee tracee, PtraceThread thread, long address) {
    Mapping found = tracee.tgid() == mappingsOf ? holding(address) : null;
    if (found == null) {
      mappingsOf = tracee.tgid();
      mappings = thread.hostMappings();
      sites.clear();
      found = holding(address);
    }
    return found;
  }

  private @Nullable Mapping holding(long address) {
    for (Mapping mapping : mappings) {
      if (mapping.start() <= address && address < mapping.end()) {
        return mapping;
      }
    }
    return null;
  }

  private Map<Long, CallSite> sites(PtraceThread thread, Mapping mapping) {
    Path file = thread.mappedFile(mapping.start(), mapping.end(), mapping.name(), -1);
    return file == null ? Map.of() : callSites.of(file);
  }

  private static boolean makeStub(Tracee tracee, PtraceThread thread, long address, CallSite site) {
    byte[] before = new byte[site.before()];
    long from = address - before.length;
    if (tracee.memory().read(from, before, 0, before.length) < before.length
        || Window.checksum(before, 0, before.length) != site.checksum()) {
      return false;
    }
    long hop = site.hop() < 0 ? 0 : address + site.hop() - site.fileOffset();
    return tracee.fast().makeStub(address, before, hop, thread::writeCode);
  }
}
