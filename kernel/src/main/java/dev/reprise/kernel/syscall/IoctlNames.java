package dev.reprise.kernel.syscall;

import static dev.reprise.kernel.syscall.FlagSet.choice;
import static dev.reprise.kernel.syscall.FlagSet.only;

/** Names of the device requests that programs commonly make. */
final class IoctlNames {
  static final FlagSet REQUEST =
      choice(
          only("TCGETS", 0x5401),
          only("TCSETS", 0x5402),
          only("TCSETSW", 0x5403),
          only("TCSETSF", 0x5404),
          only("TCSBRK", 0x5409),
          only("TCXONC", 0x540a),
          only("TCFLSH", 0x540b),
          only("TIOCEXCL", 0x540c),
          only("TIOCNXCL", 0x540d),
          only("TIOCSCTTY", 0x540e),
          only("TIOCGPGRP", 0x540f),
          only("TIOCSPGRP", 0x5410),
          only("TIOCOUTQ", 0x5411),
          only("TIOCSTI", 0x5412),
          only("TIOCGWINSZ", 0x5413),
          only("TIOCSWINSZ", 0x5414),
          only("FIONREAD", 0x541b),
          only("TIOCCONS", 0x541d),
          only("FIONBIO", 0x5421),
          only("TIOCNOTTY", 0x5422),
          only("TIOCSETD", 0x5423),
          only("TIOCGETD", 0x5424),
          only("TIOCGSID", 0x5429),
          only("TCGETS2", 0x802c542a),
          only("TIOCGPTN", 0x80045430),
          only("TIOCSPTLCK", 0x40045431),
          only("TIOCGPTPEER", 0x5441),
          only("FIONCLEX", 0x5450),
          only("FIOCLEX", 0x5451),
          only("FIOASYNC", 0x5452),
          only("FIBMAP", 1),
          only("FIGETBSZ", 2),
          only("FS_IOC_FIEMAP", 0xc020660b),
          only("FS_IOC_GETFLAGS", 0x80086601),
          only("FS_IOC_SETFLAGS", 0x40086602),
          only("FS_IOC_GETVERSION", 0x80087601),
          only("FICLONE", 0x40049409),
          only("FICLONERANGE", 0x4020940d),
          only("FIDEDUPERANGE", 0xc0189436),
          only("FIFREEZE", 0xc0045877),
          only("FITRIM", 0xc0185879),
          only("BLKGETSIZE64", 0x80081272),
          only("BLKSSZGET", 0x1268),
          only("SIOCGIFCONF", 0x8912),
          only("SIOCGIFFLAGS", 0x8913),
          only("SIOCGIFADDR", 0x8915),
          only("SIOCGIFINDEX", 0x8933),
          only("SIOCATMARK", 0x8905),
          only("KDGKBTYPE", 0x4b33),
          only("KDGETMODE", 0x4b3b),
          only("VT_GETSTATE", 0x5603),
          only("NS_GET_USERNS", 0xb701),
          only("RNDGETENTCNT", 0x80045200),
          only("PERF_EVENT_IOC_ENABLE", 0x2400));

  private IoctlNames() {}
}
