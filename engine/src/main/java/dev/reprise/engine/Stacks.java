package dev.reprise.engine;

import dev.reprise.binary.ElfFile;
import dev.reprise.binary.LoadedModule;
import dev.reprise.binary.Register;
import dev.reprise.binary.RegisterSnapshot;
import dev.reprise.binary.SourceLine;
import dev.reprise.binary.SourceLines;
import dev.reprise.binary.StackFrame;
import dev.reprise.binary.Unwinder;
import dev.reprise.guest.GuestMemory;
import dev.reprise.kernel.Bytes;
import dev.reprise.kernel.GuestThread;
import dev.reprise.kernel.Mapping;
import dev.reprise.kernel.Task;
import dev.reprise.linux.UserRegs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stacks of stopped guest threads, as text.
 *
 * <p>Functions come from the compilers' unwind tables and symbol tables; source lines from a
 * symbolizer, when the host has one.
 */
final class Stacks {
  private static final int MOST_FRAMES = 64;

  private final Function<String, Path> hostPath;
  private final Map<String, Optional<ElfFile>> files = new HashMap<>();

  /**
   * Stacks of a run.
   *
   * @param hostPath turns a path in the guest into one by which this process can read the file
   */
  Stacks(Function<String, Path> hostPath) {
    this.hostPath = hostPath;
  }

  /** Every task with what it does and its stack. */
  String describe(List<Task> tasks) {
    StringBuilder text = new StringBuilder();
    List<List<String>> stacks = lines(tasks.stream().map(this::frames).toList());
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      List<String> stack = stacks.get(i);
      text.append(task).append(state(task));
      MutexOwner.of(task, stack, tasks)
          .ifPresent(owner -> text.append(", a mutex which ").append(owner).append(" holds"));
      text.append('\n');
      for (String line : stack) {
        text.append("    ").append(line).append('\n');
      }
    }
    return text.toString().stripTrailing();
  }

  private static String state(Task task) {
    return switch (task.state()) {
      case RUNNABLE -> ", able to run";
      case BLOCKED -> " waits for " + task.waitReason();
      case STOPPED -> ", stopped by a signal";
      case EXITED_LEADER, DEAD -> ", exited";
    };
  }

  /** The frames of one task, innermost first. */
  List<String> stack(Task task) {
    return lines(List.of(frames(task))).getFirst();
  }

  private List<StackFrame> frames(Task task) {
    GuestThread thread = task.thread();
    List<LoadedModule> modules = modules(thread.hostMappings());
    GuestMemory memory = ((PtraceThread) thread).tracee().memory();
    Unwinder unwinder = new Unwinder(modules, address -> readLong(memory, address));
    List<StackFrame> frames = unwinder.unwind(registers(thread));
    return frames.subList(0, Math.min(frames.size(), MOST_FRAMES));
  }

  /** The symbolizer is asked once for all stacks, for its start takes longer than its answers. */
  private List<List<String>> lines(List<List<StackFrame>> stacks) {
    List<StackFrame> all = stacks.stream().flatMap(List::stream).toList();
    List<List<SourceLine>> sources =
        symbolizer()
            .map(lines -> lines.find(all, module -> hostPath.apply(module.path())))
            .orElse(List.of());
    List<List<String>> result = new ArrayList<>();
    int at = 0;
    for (List<StackFrame> stack : stacks) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < stack.size(); i++, at++) {
        List<SourceLine> source = sources.isEmpty() ? List.of() : sources.get(at);
        lines.add("#" + i + " " + stack.get(i) + place(source));
      }
      result.add(lines);
    }
    return result;
  }

  /** Looked for only when a stack is wanted: most runs want none. */
  private static Optional<SourceLines> symbolizer() {
    return SourceLines.find(System.getenv().getOrDefault("PATH", "/usr/bin"));
  }

  private static String place(List<SourceLine> source) {
    return source.isEmpty() || source.getFirst().file() == null
        ? ""
        : " at " + source.getFirst().file() + ":" + source.getFirst().line();
  }

  private static long readLong(GuestMemory memory, long address) throws IOException {
    byte[] word = new byte[8];
    if (memory.read(address, word, 0, 8) < 8) {
      throw new IOException("unreadable");
    }
    return Bytes.getLong(word, 0);
  }

  private static RegisterSnapshot registers(GuestThread thread) {
    RegisterSnapshot snapshot = RegisterSnapshot.empty();
    for (int i = 0; i < 16; i++) {
      snapshot = snapshot.with(Register.ofEncoding(i), thread.register(UserRegs.byEncoding(i)));
    }
    return snapshot.with(Register.RIP, thread.register(UserRegs.RIP));
  }

  private List<LoadedModule> modules(List<Mapping> mappings) {
    List<LoadedModule> modules = new ArrayList<>();
    for (Mapping mapping : mappings) {
      String path = mapping.name();
      ElfFile file = path.startsWith("/") ? open(path) : null;
      if (file != null) {
        modules.add(LoadedModule.of(path, mapping.start(), mapping.end(), mapping.offset(), file));
      }
    }
    return modules;
  }

  private @Nullable ElfFile open(String path) {
    return files
        .computeIfAbsent(
            path,
            name -> {
              try {
                return Optional.of(ElfFile.open(hostPath.apply(name)));
              } catch (IOException notElf) {
                return Optional.empty();
              }
            })
        .orElse(null);
  }
}
