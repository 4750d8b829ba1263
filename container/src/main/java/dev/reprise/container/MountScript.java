package dev.reprise.container;

import dev.reprise.linux.ByteText;
import dev.reprise.linux.Nr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file system operations of which a root directory is made, added to a {@link Script}.
 *
 * <p>Guest paths are absolute; while the script runs, the new root is the directory {@code r} and
 * the layers are in the directory {@code u} of the current directory.
 */
final class MountScript {
  static final String ROOT = "r";
  static final String LAYERS = "u";

  private static final int AT_FDCWD = -100;
  private static final int S_IFREG = 0100000;
  private static final int MS_RDONLY = 1;
  private static final int MS_NOSUID = 2;
  private static final int MS_BIND = 0x1000;
  private static final int MS_REC = 0x4000;
  private static final int MS_PRIVATE = 0x40000;
  private static final int AT_RECURSIVE = 0x8000;
  private static final int ATTR_RDONLY = 1;
  private static final int ATTR_NOSUID = 2;

  private final Script script;
  private final long readOnly;
  private final long overlay;
  private int own;

  MountScript(Script script) {
    this.script = script;
    this.readOnly = script.bytes(mountAttributes(ATTR_RDONLY | ATTR_NOSUID));
    this.overlay = script.text("overlay");
  }

  private static byte[] mountAttributes(long set) {
    return ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN).putLong(set).array();
  }

  private long inRoot(String guestPath) {
    return script.text(ROOT + guestPath);
  }

  /** Cuts the tie to the host's mounts, in both directions. */
  void detachFromHost() {
    script.require(
        "making the mounts private", Nr.MOUNT, 0, script.text("/"), 0, MS_REC | MS_PRIVATE, 0);
  }

  /** Mounts the file system in memory that holds the root and all layers, and enters it. */
  void enterMemory(String at, String options) {
    long place = script.text(at);
    long type = script.text("tmpfs");
    script.require(
        "mounting a tmpfs in a user namespace",
        Nr.MOUNT,
        type,
        place,
        type,
        MS_NOSUID,
        script.text(options));
    script.require("entering the new file system", Nr.CHDIR, place);
    script.require("making a directory", Nr.MKDIR, script.text(ROOT), 0755);
    script.require("making a directory", Nr.MKDIR, script.text(LAYERS), 0700);
    long root = script.text(ROOT);
    script.require("mounting the new root", Nr.MOUNT, root, root, 0, MS_BIND, 0);
  }

  /** Makes what is in the new root itself, and in nothing that is mounted there, read-only. */
  void seal() {
    makeReadOnly("", 0);
  }

  /** Makes the new root the root, and the directory of layers the current directory. */
  void switchRoot(String at) {
    long root = script.text(at + "/" + ROOT);
    script.require("entering the layers", Nr.CHDIR, script.text(LAYERS));
    script.require("changing the root", Nr.PIVOT_ROOT, root, root);
    script.require("leaving the host's root", Nr.UMOUNT2, script.text("/"), 2);
  }

  void directory(String guestPath, int mode) {
    script.require("making " + guestPath, Nr.MKDIR, inRoot(guestPath), mode);
  }

  /** Puts an empty directory in memory over one that is there, for the guest to write to. */
  void scratch(String guestPath, int mode) {
    String source = ownDirectory(mode);
    bindFrom(script.text(source), source, guestPath);
  }

  /** A directory beside the layers. */
  private String ownDirectory(int mode) {
    String name = LAYERS + "/own" + own++;
    script.require("making a directory", Nr.MKDIR, script.text(name), mode);
    return name;
  }

  /** Makes a directory and those above it, where they are missing. */
  void directories(String guestPath) {
    for (int end = guestPath.indexOf('/', 1); end > 0; end = guestPath.indexOf('/', end + 1)) {
      script.attempt(Nr.MKDIR, inRoot(guestPath.substring(0, end)), 0755);
    }
    script.attempt(Nr.MKDIR, inRoot(guestPath), 0755);
  }

  /** Makes an empty place of the same kind as a host path, on which that can be mounted. */
  void mountPoint(Path host, String guestPath) {
    if (Files.isDirectory(host)) {
      directories(guestPath);
    } else {
      int slash = guestPath.lastIndexOf('/');
      if (slash > 0) {
        directories(guestPath.substring(0, slash));
      }
      file(guestPath);
    }
  }

  void file(String guestPath) {
    script.attempt(Nr.MKNOD, inRoot(guestPath), S_IFREG | 0644, 0);
  }

  void symlink(String target, String guestPath) {
    script.require("linking " + guestPath, Nr.SYMLINK, script.text(target), inRoot(guestPath));
  }

  /** Shows a host path, with what is mounted beneath it, so that writes reach the host. */
  void bind(Path host, String guestPath) {
    bindFrom(script.text(ByteText.of(host)), host.toString(), guestPath);
  }

  /** Shows a part of the new root at a second place. */
  void alias(String guestPath, String secondPath) {
    bindFrom(inRoot(guestPath), guestPath, secondPath);
  }

  private void bindFrom(long source, String name, String guestPath) {
    script.require(
        "mounting " + name + " at " + guestPath,
        Nr.MOUNT,
        source,
        inRoot(guestPath),
        0,
        MS_BIND | MS_REC,
        0);
  }

  /** Shows a host path if the host lets us. */
  void tryBind(Path host, String guestPath) {
    script.attempt(
        Nr.MOUNT, script.text(ByteText.of(host)), inRoot(guestPath), 0, MS_BIND | MS_REC, 0);
  }

  /** Shows a host path, with what is mounted beneath it, so that writes fail. */
  void bindReadOnly(Path host, String guestPath) {
    bind(host, guestPath);
    makeReadOnly(guestPath, AT_RECURSIVE);
  }

  private void makeReadOnly(String guestPath, int flags) {
    script.require(
        "making " + guestPath + " read-only",
        Nr.MOUNT_SETATTR,
        AT_FDCWD,
        inRoot(guestPath),
        flags,
        readOnly,
        32);
  }

  /**
   * Shows a host directory so that writes fail, with places on which more can be mounted.
   *
   * @param mode of the directory
   * @param places what the host does not have there, by their paths in the directory
   */
  void bindReadOnlyWith(Path host, String guestPath, int mode, List<MissingPlace> places) {
    String upper = ownDirectory(mode);
    for (MissingPlace place : places) {
      String at = upper + "/" + place.name();
      long path = script.text(at);
      if (place.isDirectory()) {
        script.require("making a place to mount on", Nr.MKDIR, path, place.mode());
      } else {
        script.require("making a place to mount on", Nr.MKNOD, path, S_IFREG | place.mode(), 0);
      }
    }
    // Without an upper directory the kernel takes several lower ones, and lets nobody write.
    String options = "userxattr,xino=on,lowerdir=" + upper + ":" + escape(host);
    script.require(
        "an overlay over " + host,
        Nr.MOUNT,
        overlay,
        inRoot(guestPath),
        overlay,
        MS_NOSUID | MS_RDONLY,
        script.text(options));
  }

  /** Puts a layer over its host directory; where overlays are refused, the error says so. */
  void layer(Layer layer) {
    script.require("an overlay over " + layer.lower(), Nr.MOUNT, layerArguments(layer));
  }

  /** Puts a layer over its host directory; shows that read-only where overlays are refused. */
  void layerOrReadOnly(Layer layer) {
    long[] arguments = layerArguments(layer);
    script.attemptElse(() -> bindReadOnly(layer.lower(), layer.guestPath()), Nr.MOUNT, arguments);
  }

  private long[] layerArguments(Layer layer) {
    String own = LAYERS + "/" + layer.number();
    // The directory that the guest sees has the mode of the upper one, not of the host's.
    script.require("making a layer", Nr.MKDIR, script.text(own), layer.permissions());
    script.require("making a layer", Nr.MKDIR, script.text(own + "w"), 0755);
    // With xino a directory keeps its inode number when memory is short and it is looked up anew,
    // so that a file's identity lasts as long as the run. The price is a line in the kernel's log.
    String lower = "userxattr,xino=on,lowerdir=" + escape(layer.lower());
    String options = lower + ",upperdir=" + own + ",workdir=" + own + "w";
    return new long[] {
      overlay, inRoot(layer.guestPath()), overlay, MS_NOSUID, script.text(options)
    };
  }

  /** The option parser of overlayfs gives commas, colons and backslashes a meaning. */
  private static String escape(Path path) {
    return ByteText.of(path).replace("\\", "\\\\").replace(":", "\\:").replace(",", "\\,");
  }
}
