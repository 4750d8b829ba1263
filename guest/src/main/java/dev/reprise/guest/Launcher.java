package dev.reprise.guest;

import dev.reprise.linux.Linux;
import dev.reprise.linux.NativeBuffer;
import dev.reprise.linux.Nr;
import dev.reprise.linux.Spawn;
