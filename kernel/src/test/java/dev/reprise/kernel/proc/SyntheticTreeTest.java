package dev.reprise.kernel.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.kernel.Kernel;
import dev.reprise.kernel.Task;
import dev.reprise.kernel.TestKernel;
import dev.reprise.kernel.file.DirectoryEntry;
import dev.reprise.kernel.file.Synthetic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SyntheticTreeTest {
  private final Kernel kernel = TestKernel.create();
  private final Task task = TestKernel.start(kernel);
  private final SyntheticTree tree = new SyntheticTree(kernel);

  private Synthetic.Node find(String path) {
    return Objects.requireNonNull(tree.lookup(path, task), path);
  }

  private String read(String path) {
    Synthetic.Text text = (Synthetic.Text) find(path);
    return new String(text.content().get(), StandardCharsets.ISO_8859_1);
  }

  /** Every file below a directory, with its content. */
  private List<String> walk(String directory) {
    List<String> found = new ArrayList<>();
    for (Synthetic.Child child : ((Synthetic.Directory) find(directory)).children().get()) {
      String path = directory + "/" + child.name();
      Synthetic.Node node = find(path);
      boolean isDirectory = node instanceof Synthetic.Directory;
      assertThat(isDirectory).as(path).isEqualTo(child.type() == DirectoryEntry.DIRECTORY);
      if (isDirectory) {
        found.addAll(walk(path));
      } else {
        found.add(path + "=" + (node instanceof Synthetic.Text ? read(path) : node.toString()));
      }
    }
    return found;
  }

  @Test
  void everyListedFileExistsAndHasItsContent() {
    List<String> files = walk("/proc");
    files.addAll(walk("/sys"));
    assertThat(files).hasSizeGreaterThan(300);
    for (String file : files) {
      assertThat(file).doesNotEndWith("=null");
    }
  }

  @Test
  void onlyTheRunsProcessesExist() {
    assertThat(tree.lookup("/proc/1", task)).isNull();
    assertThat(tree.lookup("/proc/2/nothing", task)).isNull();
    assertThat(tree.lookup("/proc/02", task)).isNull();
    assertThat(find("/proc/self")).isEqualTo(new Synthetic.Link("2"));
    assertThat(find("/proc/thread-self")).isEqualTo(new Synthetic.Link("2/task/2"));
  }

  @Test
  void mappingsOfOursAreHidden() {
    String maps = read("/proc/2/maps");
    assertThat(maps).doesNotContain("7ffff0100000-");
    assertThat(maps).doesNotContain("vdso");
    assertThat(maps).contains("08:01");
    assertThat(maps.lines()).hasSize(5);
  }

  @Test
  void statHasItsFields() {
    String[] fields = read("/proc/2/stat").split(" ", -1);
    assertThat(fields).hasSize(52);
    assertThat(fields[2]).isEqualTo("R");
    assertThat(fields[21]).isEqualTo("360000");
  }

  @Test
  void figuresAgree() {
    assertThat(read("/proc/cpuinfo").lines().filter(s -> s.startsWith("processor"))).hasSize(3);
    assertThat(read("/sys/devices/system/cpu/online")).isEqualTo("0-2\n");
    assertThat(read("/proc/meminfo")).startsWith("MemTotal:        4194304 kB\n");
    assertThat(read("/proc/stat")).contains("\nbtime 1735686000\n");
    assertThat(read("/proc/uptime")).isEqualTo("3600.00 10800.00\n");
  }

  @Test
  void identifiersAreRandomByTheSeed() {
    String name = "/proc/sys/kernel/random/";
    assertThat(read(name + "boot_id")).isEqualTo(read(name + "boot_id"));
    String uuid = read(name + "uuid");
    assertThat(read(name + "uuid")).isNotEqualTo(uuid);
    assertThat(uuid).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n");
    assertThat(uuid.charAt(14)).isEqualTo('4');
  }
}
