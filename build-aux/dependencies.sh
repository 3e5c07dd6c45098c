# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What Packshot needs on a machine, and how to get it there. Sourced by run.sh and test.sh, which
# call install_dependencies.

tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

# Debian's and Ubuntu's names. Recommended packages are left out, so libc6-dev is named.
packages_to_build=(
  gcc libc6-dev meson ninja-build pkgconf
  libglib2.0-dev libjson-glib-dev libsecret-1-dev libsoup-3.0-dev libsqlite3-dev
  libgdk-pixbuf-2.0-dev liblcms2-dev libpango1.0-dev
  libgstreamer1.0-dev libgstreamer-plugins-base1.0-dev
  libgtk-4-dev libadwaita-1-dev libxml2-utils
  gettext desktop-file-utils gtk-update-icon-cache
)
packages_to_run=(
  gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad
  gstreamer1.0-plugins-ugly gstreamer1.0-libav
  adwaita-icon-theme librsvg2-common glib-networking ca-certificates
)
packages_to_test=(
  clang appstream mandoc zsh fish locales
  fonts-dejavu-core fonts-droid-fallback fonts-noto-color-emoji
  xvfb openbox dbus-daemon at-spi2-core gnome-keyring
  xdotool x11-utils thunar python3-gi gir1.2-atspi-2.0
)

# Packages that a release may lack: one more picture format, a nicer typeface.
packages_good_to_have=(webp-pixbuf-loader fonts-cantarell)
# Another version would format the same file differently, or find other things in it, so the tests
# want these or none.
packages_good_to_test=(clang-format-14 clang-tidy-14 cppcheck)

say() {
  printf '%s\n' "$*" >&2
}

fail() {
  say "$@"
  exit 1
}

# Runs a command with its output in a log, which is shown, and kept, when the command fails.
quietly() {
  local log status=0
  log=$(mktemp "${TMPDIR:-/tmp}/packshot-log.XXXXXXXX")
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if ((status == 0)); then
    rm -f "$log"
  else
    tail -n 60 "$log" >&2
    say "This was: $*" "(exit status $status, whole log: $log)"
  fi
  return "$status"
}

# Of the packages given, prints those that are not wholly installed, one a line.
packages_missing() {
  local state package
  local -A installed=()
  while read -r state package; do
    if [[ $state == installed ]]; then
      installed[$package]=yes
    fi
  done < <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)
  for package; do
    [[ ${installed[$package]:-} ]] || printf '%s\n' "$package"
  done
}

# Of the packages given, prints those this release has. Reads the lists apt already holds.
packages_known() {
  local package
  for package; do
    if apt-cache show --no-all-versions "$package" >/dev/null 2>&1; then
      printf '%s\n' "$package"
    fi
  done
}

# Sets "as_root" to the words that start a command as root, or says what to type and ends.
become_root() {
  as_root=(env)
  if ((EUID == 0)); then
    return
  fi
  as_root=(sudo env)
  if command -v sudo >/dev/null; then
    # Without a terminal sudo could never ask for a password.
    if sudo -n true 2>/dev/null || { true </dev/tty; } 2>/dev/null; then
      return
    fi
  fi
  fail "Packages are missing, and there is no way to become root from here. As root, run:

  apt-get update && apt-get install --no-install-recommends $*

and then start this command again."
}

apt_get() {
  quietly "${as_root[@]}" DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
    apt-get -q -y -o DPkg::Lock::Timeout=600 "$@"
}

# A package that this release does not have must not stop the others; whether the build can do
# without it is for meson to say.
install_packages() {
  local package
  local -a here=() absent=()
  mapfile -t here < <(packages_known "$@")
  for package; do
    [[ " ${here[*]} " == *" $package "* ]] || absent+=("$package")
  done
  if ((${#absent[@]})); then
    say "Not in this release, going on without: ${absent[*]}"
  fi
  if ((${#here[@]})); then
    apt_get install --no-install-recommends "${here[@]}" \
      || fail "The packages could not be installed: apt's own words are above."
  fi
}

install_with_apt() {
  local package
  local -a required=("${packages_to_build[@]}" "${packages_to_run[@]}")
  local -a optional=("${packages_good_to_have[@]}")
  if [[ $1 == tests ]]; then
    required+=("${packages_to_test[@]}")
    optional+=("${packages_good_to_test[@]}")
  fi

  # What is only good to have counts as missing where the release has it: a machine that can not
  # have it would otherwise look for it at every start.
  mapfile -t required < <(packages_missing "${required[@]}")
  mapfile -t optional < <(packages_missing "${optional[@]}")
  if ((${#required[@]} == 0)); then
    mapfile -t optional < <(packages_known "${optional[@]}")
    ((${#optional[@]})) || return 0
  fi

  become_root "${required[@]}" "${optional[@]}"
  say "Installing once, which takes a few minutes: ${required[*]}" \
    "${optional[*]:+and where this release has them ${optional[*]}} …"
  # Mends what a killed installation left, and is quick otherwise.
  quietly "${as_root[@]}" DEBIAN_FRONTEND=noninteractive dpkg --configure -a || true
  # One broken source of packages is no reason to give up: the installation tells.
  apt_get update || true
  if ((${#required[@]})); then
    install_packages "${required[@]}"
  fi
  while read -r package; do
    apt_get install --no-install-recommends "$package" || say "Going on without $package."
  done < <(packages_known "${optional[@]}")
}

# Prints what is missing, a line each, on a system whose packages we do not know by name.
things_missing() {
  local name
  for name in cc meson ninja pkg-config glib-compile-resources gst-inspect-1.0 \
    msgfmt xmllint update-desktop-database; do
    command -v "$name" >/dev/null || printf '  the program %s\n' "$name"
  done
  command -v gtk4-update-icon-cache >/dev/null || command -v gtk-update-icon-cache >/dev/null \
    || printf '  the program gtk4-update-icon-cache\n'
  if command -v pkg-config >/dev/null; then
    # The modules are those meson.build asks for.
    while read -r name; do
      pkg-config --exists "$name" || printf '  the development files of %s\n' "$name"
    done < <(sed -n "/required: false/d; s/.*[ =]dependency('\([^']*\)'.*/\1/p" "$tree/meson.build")
  fi
  if command -v gst-inspect-1.0 >/dev/null; then
    for name in appsrc videoconvert mp4mux h264parse; do
      gst-inspect-1.0 --exists "$name" || printf '  the GStreamer element %s\n' "$name"
    done
    gst-inspect-1.0 --exists x264enc || gst-inspect-1.0 --exists openh264enc \
      || gst-inspect-1.0 --exists vp9enc \
      || printf '  one of the GStreamer elements x264enc, openh264enc, vp9enc\n'
  fi
}

# Sees to it that everything is there to build and run, for "tests" also what only they need.
install_dependencies() {
  local missing
  if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    install_with_apt "$1"
    return
  fi
  missing=$(things_missing)
  if [[ $missing ]]; then
    fail "This is neither Debian nor Ubuntu, so please install what is missing first:
$missing
and then start this command again."
  fi
}
