#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# test.sh [ARGUMENT…]
#
# Installs what is missing, builds Packshot with warnings as errors, by gcc and by clang, and runs
# every test twice: as it ships, and with the address and undefined-behaviour sanitizers. Arguments
# go to "meson test" as they are, such as the name of a test. The last line tells how it went.
#
# Everything happens in a fresh copy of the tree, with a home of its own and never as root: root may
# read and write everything, so that tests of what is forbidden would prove nothing.
set -euo pipefail

# shellcheck source=build-aux/dependencies.sh
source "$(dirname "${BASH_SOURCE[0]}")/dependencies.sh"

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '/^# test.sh/,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
  exit
fi

# Removes the workshops of runs that were killed: their locks went with them.
sweep() {
  local old
  for old in "$1"/packshot-test.*; do
    if [[ -O $old && -e $old/lock ]] && flock -n "$old/lock" true; then
      remove "$old"
    fi
  done
}

# Tests may leave folders that even their owner can not enter.
remove() {
  chmod -R u+rwX "$1" 2>/dev/null || true
  rm -rf "$1"
}

# Makes the folder everything happens in, and "tester", the words that start a command there as an
# ordinary user with an environment that is the same everywhere.
open_workshop() {
  local base=${TMPDIR:-/var/tmp} path=$PATH
  tester=()
  if ((EUID == 0)); then
    # Root's own folder for temporary files, and programs in its home, may be closed to others.
    base=/var/tmp
    path=/usr/local/bin:/usr/bin:/bin
    tester=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    if ! "${tester[@]}" true 2>/dev/null; then
      tester=()
      say "No ordinary user to become here: the tests run as root."
    fi
  fi

  sweep "$base"
  work=$(mktemp -d "$base/packshot-test.XXXXXXXX")
  trap 'remove "$work"' EXIT
  exec {lock}>"$work/lock"
  flock -n "$lock"
  chmod 755 "$work"
  mkdir "$work/hall"
  if ((${#tester[@]})); then
    chown 65534:65534 "$work/hall"
  fi
  "${tester[@]}" mkdir -m 700 "$work/hall"/{source,home,runtime,tmp}

  tester+=(env -i "PATH=$path" "HOME=$work/hall/home" "XDG_RUNTIME_DIR=$work/hall/runtime"
    "TMPDIR=$work/hall/tmp" "TERM=${TERM:-dumb}" LANG=C.UTF-8
    # One registry for all: every test has a cache folder of its own, and looking through all
    # plugins takes seconds.
    "GST_REGISTRY_1_0=$work/hall/registry.bin")

  tar -C "$tree" --exclude=./.git --exclude='./_build*' --exclude=./build -c . \
    | "${tester[@]}" tar -C "$work/hall/source" -x
  cd "$work/hall"
}

# A build that fails counts as one failed test: a sum of tests that never ran would read as success.
build() {
  local name=$1
  shift
  say "Building: $name …"
  if quietly "${tester[@]}" "$@" && quietly "${tester[@]}" meson compile -C "$name"; then
    return
  fi
  say "The $name build failed."
  failed=$((failed + 1))
  return 1
}

# Prints how many tests of a build ended in one of these results, by meson's log: one line a test.
count() {
  local log=$1/meson-logs/testlog.json
  if [[ -e $log ]]; then
    grep -Ec "\"result\": \"($2)\"" "$log" || true
  else
    printf '0\n'
  fi
}

# Half of the tests wait for the disk, a server or a window most of the time: more of them run at
# once than there are processors.
run_tests() {
  local name=$1 status=0 before=$failed processors
  shift
  processors=$(nproc)
  "${tester[@]}" env "MESON_TESTTHREADS=$((processors * 2))" "$@" </dev/null \
    || status=$?
  passed=$((passed + $(count "$name" 'OK|EXPECTEDFAIL')))
  failed=$((failed + $(count "$name" 'FAIL|ERROR|TIMEOUT|INTERRUPT|UNEXPECTEDPASS')))
  skipped=$((skipped + $(count "$name" 'SKIP')))
  # Such as the name of a test that does not exist.
  if ((status != 0 && failed == before)); then
    failed=$((failed + 1))
  fi
}

# Looks for the keys that fake services take in all that the tests of a build said, at every level
# of detail, and left behind. One that is found counts as a test that failed.
look_for_keys() {
  local name=$1 key found
  mapfile -t keys < <(sed -nE 's/^.*(\.key =|_CANARY) "([^"]+)".*$/\2/p' \
    source/tests/fakes/packshot-fake.c source/tests/end-to-end/packshot-test-canary.h)
  for key in "${keys[@]}"; do
    found=$("${tester[@]}" grep -rlaF -- "$key" home runtime tmp "$name/meson-logs" || true)
    if [[ $found ]]; then
      say "A key is in: $found"
      failed=$((failed + 1))
    fi
  done
}

umask 022
install_dependencies tests
open_workshop
passed=0 failed=0 skipped=0 keys=()

# What clang warns of does not depend on how well it optimizes, and nothing of this build is run.
if command -v clang >/dev/null; then
  build clang env CC=clang meson setup clang source -Dwerror=true -Doptimization=0 -Ddebug=false \
    || true
fi

if build plain meson setup plain source -Dwerror=true; then
  run_tests plain meson test -C plain --no-rebuild --print-errorlogs "$@"
  look_for_keys plain
fi

# What people look at stays: the contact sheet of the films.
if [[ -d plain/artefacts ]] && mkdir -p "$tree/_build-artefacts" 2>/dev/null; then
  cp -r plain/artefacts/. "$tree/_build-artefacts/"
fi

# Whole stacks are needed to tell the leaks of libraries by name, and to unwind each is what takes
# the time: a score of callers is enough. The rules of the source are no matter for sanitizers.
asan=detect_leaks=1:fast_unwind_on_malloc=0:malloc_context_size=20:strict_string_checks=1

# Not with warnings as errors: gcc's own checks see ghosts in the code the sanitizers put in.
if build sanitized meson setup sanitized source -Db_sanitize=address,undefined -Db_lundef=false; then
  run_tests sanitized env \
    "ASAN_OPTIONS=$asan" \
    UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
    "LSAN_OPTIONS=print_suppressions=0:suppressions=$work/hall/source/tests/lsan.supp" \
    G_SLICE=always-malloc \
    meson test -C sanitized --no-rebuild --print-errorlogs --timeout-multiplier 4 \
    --no-suite layers --no-suite hands "$@"
  look_for_keys sanitized
fi

# A search for nothing finds nothing.
if ((passed > 0 && ${#keys[@]} == 0)); then
  say "The keys of the fake services are not where they were."
  failed=$((failed + 1))
fi

if ((failed)); then
  trap - EXIT
  say "Logs are kept in $work until the next run."
fi
printf '\n%d passed, %d failed' "$passed" "$failed"
if ((skipped)); then
  printf ', %d skipped' "$skipped"
fi
printf '\n'
((failed == 0 && passed > 0))
