/*
 * Rule: the only network interface is a virtual loopback, and /proc/net lists the virtual sockets.
 * Kind: host
 * Natively: shows the host's interfaces.
 * Fails without: RouteAnswers.answer, InterfaceRequests.answer and SocketTables.streams.
 */
#include "../guest.h"
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netdb.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

static void addresses(void) {
  struct ifaddrs *all;
  CHECK(getifaddrs(&all) == 0);
  int found = 0;
  for (struct ifaddrs *one = all; one != NULL; one = one->ifa_next) {
    char text[INET6_ADDRSTRLEN] = "none";
    int family = one->ifa_addr == NULL ? AF_UNSPEC : one->ifa_addr->sa_family;
    if (family == AF_INET) inet_ntop(family, &((struct sockaddr_in *)one->ifa_addr)->sin_addr, text, sizeof text);
    if (family == AF_INET6) inet_ntop(family, &((struct sockaddr_in6 *)one->ifa_addr)->sin6_addr, text, sizeof text);
    show("address", "%s %d %s %x", one->ifa_name, family, text, one->ifa_flags);
    if (strcmp(one->ifa_name, "lo") != 0) continue;
    unsigned up = IFF_UP | IFF_LOOPBACK | IFF_RUNNING;
    CHECK((one->ifa_flags & up) == up);
    if (family == AF_INET && strcmp(text, "127.0.0.1") == 0) {
      struct sockaddr_in *mask = (struct sockaddr_in *)one->ifa_netmask;
      CHECK(mask->sin_addr.s_addr == htonl(0xff000000));
      found++;
    }
  }
  CHECK(found == 1);
  freeifaddrs(all);
}

static void requests(int socket) {
  char name[IF_NAMESIZE];
  CHECK(if_nametoindex("lo") == 1 && strcmp(if_indextoname(1, name), "lo") == 0);
  CHECK(if_nametoindex("nosuch0") == 0 && errno == ENODEV);
  struct ifreq one = {.ifr_name = "lo"};
  CHECK(ioctl(socket, SIOCGIFMTU, &one) == 0 && one.ifr_mtu == 65536);
  CHECK(ioctl(socket, SIOCGIFHWADDR, &one) == 0 && one.ifr_hwaddr.sa_family == 772);
  CHECK(ioctl(socket, SIOCGIFADDR, &one) == 0);
  CHECK(((struct sockaddr_in *)&one.ifr_addr)->sin_addr.s_addr == htonl(INADDR_LOOPBACK));
  struct ifreq list[32];
  struct ifconf all = {.ifc_len = sizeof list, .ifc_req = list};
  CHECK(ioctl(socket, SIOCGIFCONF, &all) == 0 && all.ifc_len >= (int)sizeof *list);
  CHECK(strcmp(list[0].ifr_name, "lo") == 0);
  struct ifreq unknown = {.ifr_name = "nosuch0"};
  CHECK_ERRNO(ioctl(socket, SIOCGIFFLAGS, &unknown), ENODEV);
}

/* The table has a row for the listening socket, with its inode. */
static void tables(int socket) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  CHECK(bind(socket, (struct sockaddr *)&address, length) == 0 && listen(socket, 3) == 0);
  CHECK(getsockname(socket, (struct sockaddr *)&address, &length) == 0);
  struct stat status;
  CHECK(fstat(socket, &status) == 0);
  FILE *table = fopen("/proc/net/tcp", "r");
  CHECK(table != NULL);
  int found = 0;
  for (char line[512]; fgets(line, sizeof line, table) != NULL;) {
    unsigned host, port, state;
    unsigned long inode;
    int fields = sscanf(line, "%*d: %x:%x %*s %x %*s %*s %*s %*d %*d %lu", &host, &port, &state, &inode);
    if (fields == 4 && inode == status.st_ino) {
      CHECK(host == htonl(INADDR_LOOPBACK) && port == ntohs(address.sin_port) && state == 10);
      found++;
    }
  }
  fclose(table);
  CHECK(found == 1);
}

/* A request for one link, which is acknowledged. */
static void netlink(void) {
  int s = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  struct sockaddr_nl self = {.nl_family = AF_NETLINK}, from;
  socklen_t length = sizeof self;
  CHECK(s >= 0 && bind(s, (struct sockaddr *)&self, length) == 0);
  CHECK(getsockname(s, (struct sockaddr *)&self, &length) == 0 && length == sizeof self && self.nl_pid != 0);
  struct {
    struct nlmsghdr header;
    struct ifinfomsg link;
  } request = {{sizeof request, RTM_GETLINK, NLM_F_REQUEST | NLM_F_ACK, 7, 0}, {.ifi_index = 1}};
  CHECK(send(s, &request, sizeof request, 0) == sizeof request);
  static char answer[16384];
  length = sizeof from;
  ssize_t size = recvfrom(s, answer, sizeof answer, 0, (struct sockaddr *)&from, &length);
  struct nlmsghdr *header = (struct nlmsghdr *)answer;
  CHECK(NLMSG_OK(header, size) && header->nlmsg_type == RTM_NEWLINK && header->nlmsg_seq == 7);
  CHECK(from.nl_pid == 0 && header->nlmsg_pid == self.nl_pid);
  CHECK(recv(s, answer, sizeof answer, 0) > 0 && header->nlmsg_type == NLMSG_ERROR);
  CHECK(((struct nlmsgerr *)NLMSG_DATA(header))->error == 0);
  request.link.ifi_index = 123456;
  CHECK(send(s, &request, sizeof request, 0) == sizeof request);
  CHECK(recv(s, answer, sizeof answer, 0) > 0 && header->nlmsg_type == NLMSG_ERROR);
  CHECK(((struct nlmsgerr *)NLMSG_DATA(header))->error == -ENODEV);
  CHECK_ERRNO(recv(s, answer, sizeof answer, MSG_DONTWAIT), EAGAIN);
  close(s);
}

int main(int argc, char **argv) {
  guest_init(argc, argv);
  int s = socket(AF_INET, SOCK_STREAM, 0);
  addresses();
  requests(s);
  tables(s);
  netlink();
  return done("interfaces and sockets are listed");
}
