package dev.reprise.engine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The host's errors in words for a person. */
public final class HostErrors {
  private HostErrors() {}

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
