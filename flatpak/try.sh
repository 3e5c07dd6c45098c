#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# try.sh [--tree FOLDER] [--runtime NUMBER] [--devel] [--work FOLDER] [--rebuild] [WHAT…]
#
# Builds the Flatpak from its manifest, installs it and uses it as a person would, with a runtime made
# of a Debian tree in place of GNOME's. Needs no network where there is a tree (make-tree.sh), no
# root, and no display; touches nothing outside of its own folder. Prints a line for each thing that
# is so. flatpak/README.md says what this proves and what not.
#
# A runtime that is there is used again; --rebuild makes it anew. WHAT is what of it all is wanted:
# window, drop, chooser, video, key, background, fallback, …: see_… in person.py.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
tree='' number=49 id=io.github.packshot.Packshot rebuild='' wanted=()
work=${XDG_CACHE_HOME:-$HOME/.cache}/packshot-flatpak

say() {
  printf '%s\n' "$*"
}

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# Runs a command with its output in a log, the end of which is shown when it fails.
quietly() {
  local log=$work/logs/$1.log
  shift
  "$@" >"$log" 2>&1 </dev/null || {
    tail -n 40 "$log" >&2
    fail "This was: $*" "The whole log: $log"
  }
}

while (($#)); do
  case $1 in
    --tree) tree=$2 && shift ;;
    --runtime) number=$2 && shift ;;
    --work) work=$2 && shift ;;
    --devel) id=io.github.packshot.Packshot.Devel ;;
    --rebuild) rebuild=yes ;;
    -*) fail "usage: try.sh [--tree FOLDER] [--runtime NUMBER] [--devel] [--work FOLDER] [--rebuild] [WHAT…]" ;;
    *) wanted+=("$1") ;;
  esac
  shift
done

((EUID != 0)) || fail "Run this as a normal user: a sandbox that root starts proves little."
for program in flatpak flatpak-builder ostree bwrap xdg-dbus-proxy eu-strip Xvfb openbox \
  dbus-run-session gnome-keyring-daemon nautilus thunar xdotool import python3; do
  command -v "$program" >/dev/null || fail "$program is missing; flatpak/README.md tells the packages."
done

mkdir -p "$work"/{home,logs,pictures}
work=$(cd "$work" && pwd -P)
# Portals tell of files as they are called within a sandbox, where this folder has this name.
run=/run/user/$EUID
[[ -O $run && -w $run ]] || fail "There is no folder $run of yours. As root:" "" \
  "  install -d -m 700 -o $(id -un) $run" ""
[[ ! -S $run/bus ]] || fail "You are logged in, and this needs a session of its own: run it as another user."
home=$work/home

# A session of its own each time, so that the portals that are asked are this one's. Where there is no
# system bus, flatpak still wants to ask it about parents.
# shellcheck disable=SC2016 # The inner shell expands it.
session() {
  env -i PATH="/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" LANG=C.UTF-8 HOME="$home" \
    XDG_RUNTIME_DIR="$run" XDG_DATA_DIRS="$home/.local/share/flatpak/exports/share:/usr/local/share:/usr/share" \
    XDG_CURRENT_DESKTOP=GNOME \
    XDG_DESKTOP_PORTAL_DIR="$work/portals" TMPDIR="${TMPDIR:-/var/tmp}" GDK_BACKEND=x11 \
    GSK_RENDERER=cairo LIBGL_ALWAYS_SOFTWARE=1 GTK_A11Y=atspi ${DISPLAY:+DISPLAY="$DISPLAY"} \
    dbus-run-session -- sh -c '
      export DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS
      "$@"; status=$?
      # The folder of documents is a file system of its own.
      fusermount3 -uz "$XDG_RUNTIME_DIR/doc" 2>/dev/null
      exit $status' _ "$@"
}

unset DISPLAY
repo=$work/runtimes
if [[ $rebuild || ! -e $repo/refs/heads/runtime/org.gnome.Sdk/$(uname -m)/$number ]]; then
  tree=${tree:-$work/tree}
  [[ -d $tree ]] || fail "There is no tree to make a runtime of. As root, once, and with a network:" \
    "" "  $here/make-tree.sh $tree" ""
  quietly runtime session "$here/make-runtime.sh" "$tree" "$repo" "$number"
fi
say "the runtime is there: org.gnome.Platform//$number, a stand-in"

quietly remote session flatpak --user remote-add --if-not-exists --no-gpg-verify stand-in "file://$repo"
quietly install session flatpak --user install --or-update -y --noninteractive stand-in \
  "org.gnome.Platform//$number" "org.gnome.Sdk//$number"

# The manifest is the one that ships, for the runtime that was asked for.
manifest=$here/$id.json
if ! grep -q "\"runtime-version\": \"$number\"" "$manifest"; then
  manifest=$work/$id.json
  sed "s|\"runtime-version\": \"[0-9]*\"|\"runtime-version\": \"$number\"|
       s|\"path\": \"\.\.\"|\"path\": \"${here%/*}\"|" "$here/$id.json" >"$manifest"
fi
quietly build session flatpak-builder --user --force-clean --ccache --disable-rofiles-fuse \
  --repo="$work/apps" --state-dir="$work/state" "$work/build" "$manifest"
quietly remote-app session flatpak --user remote-add --if-not-exists --no-gpg-verify apps "file://$work/apps"
quietly install-app session flatpak --user install --or-update -y --noninteractive apps "$id"
say "it is built from ${manifest##*/} and installed"

# Portals are found by these; that of the background is the desktop's own part, which a bare X
# server lacks.
mkdir -p "$work/portals"
cp /usr/share/xdg-desktop-portal/portals/{gtk,gnome-keyring}.portal "$work/portals"
cat >"$work/portals/packshot.portal" <<PORTAL
[portal]
DBusName=org.freedesktop.impl.portal.desktop.packshot
Interfaces=org.freedesktop.impl.portal.Background;
UseIn=gnome
PORTAL

exec {line}<> <(:)
Xvfb -displayfd "$line" -screen 0 1280x1024x24 -nolisten tcp -noreset >"$work/logs/xvfb.log" 2>&1 &
server=$!
trap 'kill "$server"' EXIT
read -r -t 30 -u "$line" display || fail "Xvfb does not start; see $work/logs/xvfb.log"
export DISPLAY=:$display
status=0
# What is seen goes to the third descriptor: all that a session starts has words for the others.
session "$here/session.sh" "$id" "${here%/*}/data/samples/amber-bottle.jpg" "$work/pictures" \
  "${wanted[@]}" 3>&1 >"$work/logs/session.log" 2>&1 || status=$?
((status == 0)) || say "What the programs said: $work/logs/session.log"
say "pictures of the window: $work/pictures"
exit "$status"
