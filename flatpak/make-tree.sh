#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make-tree.sh FOLDER
#
# Puts a Debian 13 into FOLDER, with what Packshot needs to be built and to run: make-runtime.sh
# makes a runtime of it. Asks the Debian mirror this machine uses, and must be root to install there;
# what it makes can be read by everybody.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source-path=SCRIPTDIR source=../build-aux/dependencies.sh
. "$here/../build-aux/dependencies.sh"

release=trixie
# Of the Sdk: flatpak-builder asks for the first two in there.
packages_of_the_sdk=(appstream-util appstream-compose desktop-file-utils)
# Of the Platform: sound, as a sandbox gets it.
packages_of_the_platform=(gstreamer1.0-pulseaudio fonts-dejavu-core fonts-droid-fallback)

# The mirror of the first source of packages that says one, in either of apt's two formats.
mirror() {
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null || true; } \
    | sed -n 's/^URIs: *\([^ ]*debian\/\{0,1\}\) *$/\1/p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*debian\/\{0,1\}\) .*/\2/p' \
    | head -n 1
}

(($# == 1)) || fail "usage: make-tree.sh FOLDER"
((EUID == 0)) || fail "Only root can install a system: sudo $0 $1"
command -v debootstrap >/dev/null || fail "debootstrap is not installed."
tree=$1
address=$(mirror)

if [[ ! -e $tree/etc/debian_version ]]; then
  debootstrap --variant=minbase "$release" "$tree" "${address:-http://deb.debian.org/debian}"
fi
# Services of a system that does not run must not be started.
printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
chmod 755 "$tree/usr/sbin/policy-rc.d"
chroot "$tree" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
  apt-get install -q -y --no-install-recommends \
  "${packages_to_build[@]}" "${packages_to_run[@]}" "${packages_good_to_have[@]}" \
  "${packages_of_the_sdk[@]}" "${packages_of_the_platform[@]}"
