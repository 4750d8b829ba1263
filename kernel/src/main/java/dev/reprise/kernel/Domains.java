package dev.reprise.kernel;

import dev.reprise.kernel.fd.DescriptorCalls;
import dev.reprise.kernel.fd.FcntlCalls;
import dev.reprise.kernel.fd.FileCalls;
import dev.reprise.kernel.fd.ReadWriteCalls;
import dev.reprise.kernel.fd.TransferCalls;
import dev.reprise.kernel.futex.FutexCalls;
import dev.reprise.kernel.pipe.PipeCalls;
import dev.reprise.kernel.poll.PollCalls;
import dev.reprise.kernel.poll.SelectCalls;
import dev.reprise.kernel.process.ExecCalls;
import dev.reprise.kernel.process.ProcessCalls;
import dev.reprise.kernel.process.WaitCalls;
import dev.reprise.kernel.time.ClockCalls;

/** The list of all handlers' rooms: where the rule for a group of calls lives. */
final class Domains {
  private Domains() {}

  static void register(Kernel kernel, Handlers handlers) {
    new ClockCalls(kernel).register(handlers);
    new FutexCalls(kernel).register(handlers);
    new ProcessCalls(kernel).register(handlers);
    new ExecCalls(kernel).register(handlers);
    new WaitCalls(kernel).register(handlers);
    new FileCalls(kernel).register(handlers);
    new ReadWriteCalls().register(handlers);
    new DescriptorCalls(kernel).register(handlers);
    new FcntlCalls(kernel).register(handlers);
    new TransferCalls().register(handlers);
    new PipeCalls(kernel).register(handlers);
    new PollCalls().register(handlers);
    new SelectCalls().register(handlers);
  }
}
