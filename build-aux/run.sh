#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh [IMAGE [FLAG…]]
#
# Installs what is missing, builds Packshot in _build, and opens its window with IMAGE, or with the
# sample photo.
#
# Where there is no display, or a FLAG is given, it makes the video at once: video and cover land in
# the current folder. Flags go to "packshot-cli make" as they are.
set -euo pipefail

# shellcheck source=build-aux/dependencies.sh
source "$(dirname "${BASH_SOURCE[0]}")/dependencies.sh"

readonly sample_image="$tree/data/samples/amber-bottle.jpg"
readonly sample_name="Alderwisp"
readonly sample_info="Calm botanical oil with chamomile, cedar and almond"

# Started by sudo, what is built and what is made belong to the person who typed it, each where that
# person may write.
builder=() maker=() viewer=()
if ((EUID == 0)) && [[ ${SUDO_USER:-root} != root ]]; then
  home=$(getent passwd "$SUDO_USER" | cut -d: -f6)
  person=(runuser -u "$SUDO_USER" -- env -u XDG_RUNTIME_DIR "HOME=$home")
  if "${person[@]}" test -w "$tree"; then
    builder=("${person[@]}")
  fi
  if "${person[@]}" test -w . -a -x "$tree"; then
    maker=("${person[@]}")
  fi
  # sudo keeps the display and drops the session, which the folder of that person leads to.
  runtime=/run/user/$(id -u "$SUDO_USER")
  if "${person[@]}" test -x "$tree" -a -w "$runtime"; then
    viewer=("${person[@]}" "XDG_RUNTIME_DIR=$runtime"
      "DBUS_SESSION_BUS_ADDRESS=unix:path=$runtime/bus")
  fi
fi

build() {
  # A configuration that was killed half way has no build.ninja, and meson would not mend it.
  if [[ ! -e $tree/_build/build.ninja ]]; then
    "${builder[@]}" rm -rf "$tree/_build"
    quietly "${builder[@]}" meson setup "$tree/_build" "$tree"
  fi
  say "Building …"
  quietly "${builder[@]}" meson compile -C "$tree/_build" \
    src/app/packshot:executable src/cli/packshot-cli:executable packshot-gmo
}

open_window() {
  say "Opening the window …"
  exec "${viewer[@]}" "$tree/_build/src/app/packshot" "$1"
}

# The words for a finished job on standard output are KEY=VALUE; progress is on standard error.
make_video() {
  local image=$1 name results video cover
  shift
  name=${image##*/}
  results=$("${maker[@]}" "$tree/_build/src/cli/packshot-cli" make --image "$image" \
    --output "${PWD%/}/packshot-${name%.*}.mp4" "$@")
  video=$(sed -n 's/^LOCAL_PATH=//p' <<<"$results")
  cover=$(sed -n 's/^COVER_PATH=//p' <<<"$results")
  printf 'Video: %s\nCover: %s\n' "$video" "$cover"
}

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '/^# run.sh/,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
  exit
fi

install_dependencies run
build || fail "Packshot could not be built here. If the tree was moved, remove $tree/_build."

if [[ ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] && (($# < 2)); then
  open_window "${1:-$sample_image}"
elif (($#)); then
  make_video "$@"
else
  make_video "$sample_image" --product-name "$sample_name" --product-info "$sample_info"
fi
