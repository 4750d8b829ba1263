/*
 * Rule: the network is private: no interface of the host, no traffic outside.
 * Kind: host
 * Natively: shows the host's interfaces.
 * Fails without: NetworkFiles.addTo, and the network namespace that Namespaces.java makes.
 */
#include "../guest.h"
#include <dirent.h>

int main(int argc, char **argv) {
  guest_init(argc, argv);
  DIR *directory = opendir("/sys/class/net");
  show("interfaces", "%s", directory ? "listed" : strerror(errno));
  if (directory != NULL) {
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
      if (entry->d_name[0] != '.') show("interface", "%s", entry->d_name);
    }
    closedir(directory);
  }
  FILE *routes = fopen("/proc/net/dev", "r");
  char line[512];
  while (routes != NULL && fgets(line, sizeof line, routes)) {
    line[strcspn(line, "\n")] = 0;
    show("traffic", "%s", line);
  }
  return done("the interfaces are listed");
}
