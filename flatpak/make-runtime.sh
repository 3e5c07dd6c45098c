#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make-runtime.sh TREE REPO NUMBER
#
# Makes a stand-in for GNOME's runtime of a Debian tree with a merged /usr: org.gnome.Platform and
# org.gnome.Sdk, branch NUMBER, in a repository from which flatpak can install. What the real runtime
# has from the extension org.freedesktop.Platform.codecs-extra, H.264 to begin with, is taken out of
# it and put into an extension of that name: so a system without it can be tried.
set -euo pipefail

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

(($# == 3)) || fail "usage: make-runtime.sh TREE REPO NUMBER"
tree=$1 repo=$2 number=$3
[[ -x $tree/usr/bin/meson ]] || fail "$tree has no meson: make-tree.sh makes such a tree."
arch=$(uname -m)
triplet=$arch-linux-gnu
plugins=usr/lib/$triplet/gstreamer-1.0
codecs=lib/$triplet/codecs-extra
# GNOME's runtimes begin with another number than the freedesktop ones they are made of: 49 is 25.08.
case $number in
  47 | 48) extra=24.08-extra ;;
  *) extra=25.08-extra ;;
esac
# All plugins that write or read H.264. The runtime itself has FFmpeg without it, Debian has not.
plugins_of_codecs=(libgstx264.so libgstopenh264.so libgstlibav.so)

work=$(mktemp -d "${TMPDIR:-/var/tmp}/packshot-runtime.XXXXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{Platform/files,Sdk/files,codecs/files/gstreamer-1.0}

# What no program asks for, what is this tree's own, and what only root may read, is left out.
tar -C "$tree" -c --exclude='usr/share/doc/*' --exclude='usr/share/man/*' \
  --exclude='usr/share/info' --exclude='usr/share/lintian' --exclude='usr/share/gtk-doc' \
  --exclude='usr/share/bug' --exclude='usr/lib/modules' --exclude='usr/games' \
  --exclude='usr/local' --exclude='usr/src' usr | tar -C "$work/Platform" -x --no-same-owner
tar -C "$tree" -c --ignore-failed-read --exclude='etc/*shadow*' --exclude='etc/*passwd*' --exclude='etc/group*' \
  --exclude='etc/resolv.conf' --exclude='etc/host*' --exclude='etc/machine-id' \
  --exclude='etc/localtime' --exclude='etc/mtab' --exclude='etc/apt' --exclude='etc/.pwd.lock' \
  etc 2>/dev/null \
  | tar -C "$work/Platform/usr" -x --no-same-owner
for plugin in "${plugins_of_codecs[@]}"; do
  mv "$work/Platform/$plugins/$plugin" "$work/codecs/files/gstreamer-1.0"
done
mkdir -p "$work/Platform/usr/$codecs"
find "$work" -perm /6000 -type f -exec chmod ug-s {} +
chmod -R u+w,a+rX "$work"
cp -al "$work/Platform/usr" "$work/Sdk/usr"

for name in Platform Sdk; do
  cat >"$work/$name/metadata" <<METADATA
[Runtime]
name=org.gnome.$name
runtime=org.gnome.Platform/$arch/$number
sdk=org.gnome.Sdk/$arch/$number

[Environment]
XDG_DATA_DIRS=/app/share:/usr/share:/usr/share/runtime/share:/run/host/user-share:/run/host/share
GST_PLUGIN_SYSTEM_PATH=/app/lib/gstreamer-1.0:/usr/$codecs/gstreamer-1.0:/$plugins

[Extension org.freedesktop.Platform.codecs-extra]
directory=$codecs
version=$extra
add-ld-path=lib
METADATA
done
cat >"$work/codecs/metadata" <<METADATA
[Runtime]
name=org.freedesktop.Platform.codecs-extra

[ExtensionOf]
ref=runtime/org.gnome.Platform/$arch/$number
METADATA

[[ -d $repo ]] || ostree init --mode=archive --repo="$repo"
for name in Platform Sdk; do
  flatpak build-export --runtime --disable-sandbox "$repo" "$work/$name" "$number"
done
flatpak build-export --runtime --disable-sandbox --files=files "$repo" "$work/codecs" "$extra"
flatpak build-update-repo --no-update-appstream "$repo"
