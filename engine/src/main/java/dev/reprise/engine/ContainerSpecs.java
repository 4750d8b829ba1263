package dev.reprise.engine;

import dev.reprise.Command;
import dev.reprise.FileAccess;
import dev.reprise.RunConfig;
import dev.reprise.container.ContainerSpec;
import dev.reprise.container.Mount;
import dev.reprise.container.RootMode;
import dev.reprise.linux.ByteText;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Turns a user's options into the description of a container. */
final class ContainerSpecs {
  private ContainerSpecs() {}

  static ContainerSpec of(Command command, Conditions conditions) {
    RunConfig config = command.config();
    Path elsewhere = conditions.workdir();
    ContainerSpec.Builder spec =
        ContainerSpec.in(elsewhere == null ? config.workdir() : elsewhere)
            .rootMode(rootMode(config.fileAccess()))
            .hostname(config.hostname())
            // Where a disk is full must not depend on the host's memory.
            .sizeLimitBytes(config.memoryBytes())
            .clockShiftSeconds(TimeUnit.DAYS.toSeconds(conditions.clockShiftDays()))
            .ids(config.user().uid(), config.user().gid());
    for (dev.reprise.Mount mount : config.mounts()) {
      spec.mount(new Mount(mount.host(), ByteText.of(mount.guest()), mount.readOnly()));
    }
    config.writable().forEach(spec::writable);
    Path tmp = config.tmp();
    if (tmp != null) {
      spec.hostTmp(tmp);
    }
    if (command.program().contains("/")) {
      spec.alsoVisible(config.workdir().resolve(ByteText.path(command.program())).normalize());
    }
    return spec.build();
  }

  private static RootMode rootMode(FileAccess access) {
    return switch (access) {
      case WORKDIR -> RootMode.WORKDIR;
      case OVERLAY -> RootMode.OVERLAY;
      case DIRECT -> RootMode.DIRECT;
    };
  }
}
