package dev.reprise;

/** The environment to which a command's own variables are added. */
public enum BaseEnv {
  /** No variable at all. */
  EMPTY,
  /** PATH, HOME, USER, LOGNAME, SHELL, LANG and TERM with fixed values, equal on every host. */
  MINIMAL,
  /** The whole environment of the host, which thereby becomes an input of the run. */
  HOST
}
