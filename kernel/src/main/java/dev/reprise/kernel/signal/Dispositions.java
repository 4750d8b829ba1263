package dev.reprise.kernel.signal;

import java.util.Arrays;
import java.util.function.Predicate;

/** The actions for all signals; processes made with CLONE_SIGHAND share them. */
final class Dispositions {
  private final SignalAction[] actions = new SignalAction[Sig.MAX + 1];

  Dispositions() {
    Arrays.fill(actions, SignalAction.INITIAL);
  }

  SignalAction get(int signal) {
    return actions[signal];
  }

  void set(int signal, SignalAction action) {
    actions[signal] = action;
  }

  Dispositions copy() {
    Dispositions copy = new Dispositions();
    System.arraycopy(actions, 0, copy.actions, 0, actions.length);
    return copy;
  }

  /** What a new program finds: nothing is caught, and what was ignored still is. */
  Dispositions forNewProgram() {
    Dispositions fresh = new Dispositions();
    for (int signal = 1; signal <= Sig.MAX; signal++) {
      if (actions[signal].isIgnore()) {
        fresh.actions[signal] = new SignalAction(SignalAction.IGNORE, 0, 0, 0);
      }
    }
    return fresh;
  }

  /** The signals whose action is of a kind, as a mask. */
  long which(Predicate<SignalAction> kind) {
    long mask = 0;
    for (int signal = 1; signal <= Sig.MAX; signal++) {
      if (kind.test(actions[signal])) {
        mask |= Sig.bit(signal);
      }
    }
    return mask;
  }
}
