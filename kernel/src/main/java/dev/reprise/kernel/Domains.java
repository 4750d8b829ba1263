package dev.reprise.kernel;

import dev.reprise.kernel.event.EventCalls;
import dev.reprise.kernel.event.InotifyCalls;
import dev.reprise.kernel.fd.DescriptorCalls;
import dev.reprise.kernel.fd.FcntlCalls;
import dev.reprise.kernel.fd.FileCalls;
import dev.reprise.kernel.fd.ReadWriteCalls;
import dev.reprise.kernel.fd.TransferCalls;
import dev.reprise.kernel.file.FileDomain;
import dev.reprise.kernel.futex.FutexCalls;
import dev.reprise.kernel.identity.CredentialCalls;
import dev.reprise.kernel.identity.LimitCalls;
import dev.reprise.kernel.identity.MachineCalls;
import dev.reprise.kernel.identity.UserCalls;
import dev.reprise.kernel.ipc.IpcDomain;
import dev.reprise.kernel.lock.FlockCalls;
import dev.reprise.kernel.memory.MemoryDomain;
import dev.reprise.kernel.pipe.PipeCalls;
import dev.reprise.kernel.poll.EpollCalls;
import dev.reprise.kernel.poll.PollCalls;
import dev.reprise.kernel.poll.SelectCalls;
import dev.reprise.kernel.process.ExecCalls;
import dev.reprise.kernel.process.GroupCalls;
import dev.reprise.kernel.process.PidFdCalls;
import dev.reprise.kernel.process.PrctlCalls;
import dev.reprise.kernel.process.ProcessCalls;
import dev.reprise.kernel.process.WaitCalls;
import dev.reprise.kernel.random.RandomCalls;
import dev.reprise.kernel.sched.CpuCalls;
import dev.reprise.kernel.sched.PolicyCalls;
import dev.reprise.kernel.sched.PriorityCalls;
import dev.reprise.kernel.signal.IntervalTimerCalls;
import dev.reprise.kernel.signal.KillCalls;
import dev.reprise.kernel.signal.PosixTimerCalls;
import dev.reprise.kernel.signal.SignalCalls;
import dev.reprise.kernel.signal.SignalWaitCalls;
import dev.reprise.kernel.socket.SocketCalls;
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
    new PidFdCalls(kernel).register(handlers);
    new GroupCalls(kernel).register(handlers);
    new PrctlCalls().register(handlers);
    new SignalCalls(kernel).register(handlers);
    new KillCalls(kernel).register(handlers);
    new SignalWaitCalls(kernel).register(handlers);
    new IntervalTimerCalls(kernel).register(handlers);
    new PosixTimerCalls(kernel).register(handlers);
    new FileCalls(kernel).register(handlers);
    FileDomain.register(kernel, handlers);
    FlockCalls.register(kernel, handlers);
    MemoryDomain.register(handlers);
    IpcDomain.register(kernel.ipc(), handlers);
    new RandomCalls().register(handlers);
    new MachineCalls(kernel).register(handlers);
    new CredentialCalls(kernel).register(handlers);
    new UserCalls().register(handlers);
    new LimitCalls(kernel).register(handlers);
    new CpuCalls().register(handlers);
    new PolicyCalls().register(handlers);
    new PriorityCalls().register(handlers);
    new ReadWriteCalls().register(handlers);
    new DescriptorCalls(kernel).register(handlers);
    new FcntlCalls(kernel).register(handlers);
    new TransferCalls().register(handlers);
    new PipeCalls(kernel).register(handlers);
    new PollCalls().register(handlers);
    new SelectCalls().register(handlers);
    new EpollCalls(kernel).register(handlers);
    new EventCalls(kernel).register(handlers);
    new InotifyCalls(kernel).register(handlers);
    new SocketCalls(kernel).register(handlers);
  }
}
