package dev.reprise.engine;

import dev.reprise.guest.GuestDied;
import dev.reprise.kernel.KilledFromOutside;
import dev.reprise.linux.Errno;
import dev.reprise.linux.LinuxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** The host's errors in words for a person. */
public final class HostErrors {
  private HostErrors() {}

  /**
   * Why a run or a command could not go on. The host's failures have messages for the user;
   * anything else is a mistake of ours.
   */
  public static String endOfRun(@Nullable Throwable cause) {
    return switch (cause) {
      case UncheckedIOException failure when failure.getCause() instanceof IOException inner ->
          "the run was given up: " + reason(inner);
      case LinuxException gone when gone.errno() == Errno.ESRCH ->
          "the run was given up: a thread was killed from outside of the run: " + gone.getMessage();
      case LinuxException failure -> "the run was given up: " + failure.getMessage();
      case GuestDied killed -> "the run was given up: " + killed.getMessage();
      case KilledFromOutside killed -> "the run was given up: " + killed.getMessage();
      case OutOfMemoryError full ->
          "the run was given up: Reprise has no memory left ("
              + full.getMessage()
              + "); JDK_JAVA_OPTIONS=-Xmx4g in its environment gives it 4 GiB";
      case null, default ->
          "internal error, please report it: " + cause + " (--log debug shows where)";
    };
  }

  /** Why a file could not be read or written, without its name, in a few words. */
  public static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "there is no such file or directory";
      case AccessDeniedException denied -> "permission denied";
      case FileAlreadyExistsException other -> "it exists and is no directory";
      case DirectoryNotEmptyException full -> "it is not empty";
      case FileSystemException other when other.getReason() != null ->
          String.valueOf(other.getReason());
      default -> String.valueOf(failure.getMessage());
    };
  }
}
