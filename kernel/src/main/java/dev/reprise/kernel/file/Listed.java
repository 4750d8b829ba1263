package dev.reprise.kernel.file;

import dev.reprise.kernel.Call;

/** An open directory. */
interface Listed {
  /** Its entries, as they were when reading began. */
  Listing listing(Call call, Files files, int fd);
}
