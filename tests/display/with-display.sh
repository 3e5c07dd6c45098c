#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-display.sh [--tap] COMMAND [ARGUMENT…]
#
# Runs a command on a display of its own: a virtual X server with a window manager, and a session
# bus on which screen readers work. Folders for settings, data and caches are its own as well, so
# that nothing of who runs it is seen or touched. Ends as the command does, after everything started
# here has gone; with 77 where a program is missing, or with --tap with a plan of no tests.
#
# SCREEN=WIDTHxHEIGHT asks for another size of the screen.
set -euo pipefail

# Skipped tests say why, in the language of who reads them.
skip() {
  if [[ $tap ]]; then
    printf '1..0 # SKIP %s\n' "$*"
    exit 0
  fi
  printf '%s\n' "$*" >&2
  exit 77
}

fail() {
  printf '%s\n' "$*" >&2
  sed 's/^/  /' "$room/log" >&2
  exit 1
}

# Starts a program that tells by a line that it is ready, on descriptor 3 or in the file $ready. The
# line is left in "told".
start() {
  local name=$1
  mkfifo "$room/$name"
  # Opened both ways: neither side then waits for the other to come.
  exec {line}<>"$room/$name"
  ready=$room/$name "$@" 3>"$room/$name" {line}>&- >>"$room/log" 2>&1 </dev/null &
  started+=($!)
  until read -r -t 1 -u "$line" told; do
    kill -0 "${started[-1]}" 2>/dev/null || fail "$name does not start:"
    ((++waits < 60)) || fail "$name is not ready after $waits seconds:"
  done
  exec {line}>&-
}

# shellcheck disable=SC2317 # A trap calls it.
# The last first: the bus goes before the display its programs draw on.
end_all() {
  local i
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do
    kill "${started[i]}" 2>/dev/null || true
    wait "${started[i]}" 2>/dev/null || true
  done
  rm -rf "$room"
}

tap=
if [[ ${1:-} == --tap ]]; then
  tap=yes
  shift
fi
for program in Xvfb openbox dbus-daemon; do
  command -v "$program" >/dev/null || skip "$program is not installed"
done

room=$(mktemp -d "${TMPDIR:-/tmp}/packshot-display.XXXXXXXX")
started=() waits=0
trap end_all EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

mkdir -m 700 "$room"/{home,config,data,cache,state,runtime}
export HOME=$room/home XDG_RUNTIME_DIR=$room/runtime
export XDG_CONFIG_HOME=$room/config XDG_DATA_HOME=$room/data
export XDG_CACHE_HOME=$room/cache XDG_STATE_HOME=$room/state
# Somebody who was welcomed before: the page for that would be in front of all that is tested.
mkdir -p "$room/config/packshot"
printf '[window]\nwelcomed=1\n' >"$room/config/packshot/window.ini"
# GTK 4.18 wants a larger typeface of its own, which a release may lack, and then takes any.
mkdir "$room/config/gtk-4.0"
printf '[Settings]\ngtk-font-name=Sans 10\n' >"$room/config/gtk-4.0/settings.ini"
# The renderer that needs no graphics card, and settings and files that need no other program.
export GDK_BACKEND=x11 GSK_RENDERER=cairo LIBGL_ALWAYS_SOFTWARE=1
export GSETTINGS_BACKEND=memory GIO_USE_VFS=local GTK_USE_PORTAL=0 ADW_DISABLE_PORTAL=1
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS DISPLAY

start Xvfb -displayfd 3 -screen 0 "${SCREEN:-1280x1024}x24" -nolisten tcp -noreset
export DISPLAY=:$told
# Of the services of this system only those that tests need: a keyring would ask for its password.
# Tests may put more there.
mkdir "$room/services"
export PACKSHOT_TEST_SERVICES=$room/services
for name in org.a11y.Bus org.xfce.Xfconf; do
  file=/usr/share/dbus-1/services/$name.service
  if [[ -e $file ]]; then
    cp "$file" "$room/services"
  fi
done
cat >"$room/bus.conf" <<CONFIG
<busconfig>
  <type>session</type>
  <listen>unix:dir=$room/runtime</listen>
  <servicedir>$room/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONFIG
start dbus-daemon --config-file="$room/bus.conf" --nofork --nopidfile --nosyslog --print-address=3
export DBUS_SESSION_BUS_ADDRESS=$told
# shellcheck disable=SC2016 # The inner shell expands it.
start openbox --sm-disable --startup 'sh -c "echo ready >\"$ready\""'

# In the background, since the shell would hear of a signal only after a command in front.
status=0
"$@" <&0 &
command=$!
trap 'kill "$command" 2>/dev/null; wait "$command" || true; exit 143' TERM
wait "$command" || status=$?
exit "$status"
