package dev.reprise.engine;

import dev.reprise.BaseEnv;
import dev.reprise.RunConfig;
import dev.reprise.linux.OwnProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The environment variables with which a guest starts. */
final class Environment {
  /** Where programs are looked for when the guest's environment has no PATH. */
  static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final Map<String, String> variables = new LinkedHashMap<>();

  Environment(RunConfig config) {
    if (config.baseEnv() == BaseEnv.HOST) {
      variables.putAll(OwnProcess.environment());
    } else if (config.baseEnv() == BaseEnv.MINIMAL) {
      variables.put("PATH", DEFAULT_PATH);
      variables.put("HOME", "/tmp");
      variables.put("USER", config.user().uid() == 0 ? "root" : "user");
      variables.put("LOGNAME", config.user().uid() == 0 ? "root" : "user");
      variables.put("SHELL", "/bin/sh");
      variables.put("LANG", "C.UTF-8");
      variables.put("TERM", "xterm-256color");
    }
    for (String assignment : config.env()) {
      int equals = assignment.indexOf('=');
      variables.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
  }

  String path() {
    return variables.getOrDefault("PATH", DEFAULT_PATH);
  }

  List<String> strings() {
    List<String> strings = new ArrayList<>();
    variables.forEach((name, value) -> strings.add(name + "=" + value));
    return strings;
  }
}
