# Sourced by `mvnw` and `reprise`: find_jdk sets jdk (a directory) and jdk_version, jdk_os, jdk_arch
# from its `release` file. Reading that file instead of asking `java -version` costs no process.

jdk_needed=25

# Succeeds when $1 holds a JDK (not only a run-time) which is new enough.
try_jdk() {
  [ -r "$1/release" ] && [ -x "$1/bin/javac" ] || return 1
  jdk_version= jdk_os= jdk_arch=
  while IFS='=' read -r jdk_key jdk_value; do
    jdk_value=${jdk_value#\"} jdk_value=${jdk_value%\"}
    case $jdk_key in
      JAVA_VERSION) jdk_version=$jdk_value ;;
      OS_NAME) jdk_os=$jdk_value ;;
      OS_ARCH) jdk_arch=$jdk_value ;;
    esac
  done <"$1/release"
  jdk_major=${jdk_version%%[!0-9]*}
  [ "${jdk_major:-0}" -ge "$jdk_needed" ] || return 1
  jdk=$1
}

# The order: what the user says, then what the PATH says, then the usual places.
find_jdk() {
  [ -n "${REPRISE_JAVA_HOME:-}" ] && try_jdk "$REPRISE_JAVA_HOME" && return
  [ -n "${JAVA_HOME:-}" ] && try_jdk "$JAVA_HOME" && return
  if jdk_on_path=$(command -v java); then
    jdk_on_path=$(readlink -f "$jdk_on_path")
    try_jdk "${jdk_on_path%/bin/java}" && return
  fi
  for jdk_place in /usr/lib/jvm/* /opt/* "${HOME:-/root}"/.sdkman/candidates/java/* \
    "${HOME:-/root}"/.jdks/* /usr/local/*; do
    try_jdk "$jdk_place" && return
  done
  return 1
}

# What a user without a JDK needs to know, in one line.
no_jdk() {
  echo "$1: no JDK $jdk_needed or later found: install one (Debian: apt install openjdk-$jdk_needed-jdk-headless;" \
    "others: https://adoptium.net) or set REPRISE_JAVA_HOME to one" >&2
}
