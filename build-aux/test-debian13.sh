#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# test-debian13.sh [ARGUMENT…]
#
# Runs test.sh, with these arguments, in a Debian 13 of its own: the newest libraries Packshot is
# meant for, with gcc and clang of that release. It is set up once, in the folder PACKSHOT_DEBIAN13
# names, else in /var/tmp, and takes some 5 GB there. Removing the folder is all it takes to be rid
# of it. Only root may change its root folder, so this has to be started as root; the tests run as
# an ordinary user, as always.
set -euo pipefail

# shellcheck source=build-aux/dependencies.sh
source "$(dirname "${BASH_SOURCE[0]}")/dependencies.sh"

release=trixie
mirror=${PACKSHOT_MIRROR:-http://deb.debian.org/debian}
root=${PACKSHOT_DEBIAN13:-/var/tmp/packshot-debian13}

# A folder that was not finished is begun anew: debootstrap can not go on in one.
set_up() {
  if [[ -e $root/etc/debian_version ]]; then
    return
  fi
  command -v debootstrap >/dev/null || {
    become_root debootstrap
    apt_get update || true
    apt_get install --no-install-recommends debootstrap
  }
  say "Setting up Debian 13 in $root …"
  rm -rf "$root.new"
  quietly debootstrap --variant=minbase --include=ca-certificates,util-linux \
    "$release" "$root.new" "$mirror"
  mv "$root.new" "$root"
}

# The tree as it is, without what was built in it.
copy_tree() {
  rm -rf "$root/srv/packshot"
  mkdir -p "$root/srv/packshot"
  tar -C "$tree" --exclude=./.git --exclude='./_build*' --exclude=./build -c . \
    | tar -C "$root/srv/packshot" -x
  cp -L /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
}

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '/^# test-debian13.sh/,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
  exit
fi

# In a space of its own nothing stays mounted, and nothing goes on, when this ends.
if [[ ${1:-} == --inside ]]; then
  shift
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
  exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
    LANG=C.UTF-8 "TERM=${TERM:-dumb}" chroot "$root" /srv/packshot/build-aux/test.sh "$@"
fi

((EUID == 0)) || fail "test-debian13.sh has to be started as root."
set_up
copy_tree
PACKSHOT_DEBIAN13=$root exec unshare --mount --pid --fork --kill-child --propagation private \
  "$0" --inside "$@"
