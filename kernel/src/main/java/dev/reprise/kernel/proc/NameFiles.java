package dev.reprise.kernel.proc;

import dev.reprise.kernel.KernelConfig;
import dev.reprise.kernel.file.Synthetic;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files in {@code /etc} by which names of hosts are found: the virtual machine's instead of the
 * host's, so that it knows itself and asks nobody outside. One that the guest changes is a file as
 * any other from then on.
 */
final class NameFiles {
  private static final String ADDRESSES =
      """
      127.0.0.1\tlocalhost
      ::1\tlocalhost ip6-localhost ip6-loopback
      """;

  private static final String SERVICES =
      """
      passwd: files
      group: files
      shadow: files
      hosts: files
      networks: files
      protocols: files
      services: files
      """;

  private final TreeMap<String, byte[]> contents = new TreeMap<>();

  NameFiles(KernelConfig config) {
    if (config.hostNames()) {
      return;
    }
    String name = config.hostname();
    int dot = name.indexOf('.');
    String names = dot > 0 ? name + " " + name.substring(0, dot) : name;
    // Debian's way: the machine's own name is not that of the loopback's first address.
    add("hosts", ADDRESSES + "127.0.1.1\t" + names + "\n");
    add("hostname", name + "\n");
    add("nsswitch.conf", SERVICES);
    add("resolv.conf", "# There is no name server.\n");
  }

  private void add(String name, String content) {
    contents.put(name, content.getBytes(StandardCharsets.ISO_8859_1));
  }

  Synthetic.@Nullable Node lookup(String name) {
    byte[] content = contents.get(name);
    return content == null ? null : new Synthetic.Text(0644, content.length, content::clone);
  }

  Set<String> names() {
    return contents.keySet();
  }

  void release(String name) {
    contents.remove(name);
  }
}
