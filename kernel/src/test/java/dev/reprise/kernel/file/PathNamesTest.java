package dev.reprise.kernel.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PathNamesTest {
  @Test
  void normalizesFromADirectory() {
    assertThat(PathNames.normalize("/work/a", "../b//./c/")).isEqualTo("/work/b/c");
    assertThat(PathNames.normalize("/work", "/proc/self")).isEqualTo("/proc/self");
    assertThat(PathNames.normalize("/", "../..")).isEqualTo("/");
  }

  @Test
  void namesOnlyWholeNames() {
    assertThat(PathNames.isBeneath("/proc/1", "/proc")).isTrue();
    assertThat(PathNames.isBeneath("/proc", "/proc")).isTrue();
    assertThat(PathNames.isBeneath("/process", "/proc")).isFalse();
    assertThat(PathNames.isBeneath("/x", "/")).isTrue();
  }

  @Test
  void findsParentsAndChildren() {
    assertThat(PathNames.parent("/a/b")).isEqualTo("/a");
    assertThat(PathNames.parent("/a")).isEqualTo("/");
    assertThat(PathNames.child("/", "a")).isEqualTo("/a");
    assertThat(PathNames.child("/a", "b")).isEqualTo("/a/b");
  }

  @Test
  void movesWhatLiesBeneathARenamedDirectory() {
    assertThat(Files.afterMove("/a/x", "/a", "/b", false)).isEqualTo("/b/x");
    assertThat(Files.afterMove("/ab/x", "/a", "/b", false)).isEqualTo("/ab/x");
    assertThat(Files.afterMove("/b/x", "/a", "/b", true)).isEqualTo("/a/x");
  }
}
