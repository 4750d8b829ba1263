# Sourced by `reprise` when cli/target/dist is missing or older than the sources: build_and_cache
# makes it. Uses root, dist, jdk, jdk_version, jvm_options, stale and uncached of the launcher.

# Of two first uses at the same time one builds, and the other waits and finds the work done. The
# lock is on this file itself, so that nothing has to be cleaned up after a killed build.
build_and_cache() {
  if [ ! -w "$root/cli" ]; then
    echo "reprise: not built yet, and $root cannot be written:" \
      "run it once as a user who may write there" >&2
    exit 125
  fi
  exec 9<"$root/tools/build-dist.sh"
  if ! flock -n 9; then
    echo "reprise: waiting for a build that is under way" >&2
    flock 9
  fi
  if stale; then build; fi
  if uncached; then train; fi
  exec 9<&-
}

# Whatever Maven says goes to a log file; the user sees a line per module.
build() {
  mkdir -p "$root/cli/target"
  log=$root/cli/target/build.log
  next=$root/cli/target/dist.next
  rm -rf "$next"
  mkdir "$next"
  : >"$next/built" # Before the build, so that what is edited meanwhile counts as newer.
  if [ -e "$dist/built" ]; then
    echo "reprise: the sources have changed, building" >&2
  else
    echo "reprise: building, which the first time takes a minute or two" >&2
  fi
  {
    REPRISE_JAVA_HOME=$jdk "$root/mvnw" -B -f "$root/pom.xml" -pl cli -am -Dstyle.color=never \
      -Dmaven.test.skip=true package </dev/null 2>&1 || echo "build failed"
  } | tee "$log" | show_progress || {
    echo "reprise: the build failed; $log begins to complain with:" >&2
    grep '^\[ERROR\]' "$log" | head -n 5 >&2 || tail -n 5 "$log" >&2
    exit 125
  }
  cp -R "$root/cli/target/stage/." "$next"
  "$jdk/bin/java" "$root/tools/ModernizeJar.java" "$next/lib/picocli.jar"
  # A run that goes on keeps its open files; a new one sees the old folder or the new one whole.
  rm -rf "$dist.old"
  [ ! -d "$dist" ] || mv "$dist" "$dist.old"
  mv "$next" "$dist"
  rm -rf "$dist.old"
}

# Copies the progress of Maven's output to the terminal; fails when the build did.
show_progress() {
  fetched=0 built=true
  while IFS= read -r line; do
    case $line in
      'Downloaded from'*)
        fetched=$((fetched + 1))
        if [ -t 2 ]; then
          printf '\rreprise: %s files fetched ' "$fetched" >&2
        elif [ "$fetched" = 1 ]; then
          echo "reprise: fetching libraries" >&2
        fi
        ;;
      '[INFO] Building reprise'*'['*/*']')
        [ "$fetched" = 0 ] || [ ! -t 2 ] || printf '\r' >&2
        module=${line#'[INFO] Building '}
        echo "reprise: [${line##*\[} ${module%% *}" >&2
        ;;
      *'build failed') built=false ;; # Maven's last colour codes may stand before it.
    esac
  done
  $built
}

# The cache holds the classes of one typical run, loaded and linked, for this JDK. What the run
# does not touch is linked at each first use, so it has processes, pipes, directories, files and waiting.
training_script='ls -l / | sort | wc -l; cat /proc/self/status; (exit 3); sleep 1 & wait; kill -0 $$
  cd /tmp && ls -la /etc >a && mkdir d && cp a d && mv d/a d/b && rm -r d && test ! -e d && cat <a >/dev/null'

train() {
  echo "reprise: preparing a fast start" >&2
  # shellcheck disable=SC2086 # The options are words.
  "$jdk/bin/java" $jvm_options -XX:AOTCacheOutput="$dist/reprise.aot.next" \
    -jar "$dist/reprise-cli.jar" run --fast-path on --summary -- sh -c "$training_script" \
    </dev/null >"$dist/training.log" 2>&1 || true
  [ ! -e "$dist/reprise.aot.next" ] || mv "$dist/reprise.aot.next" "$dist/reprise.aot"
  echo "$jdk $jdk_version" >"$dist/cached-for"
}
