#!/bin/sh
# SPDX-License-Identifier: CC0-1.0
# Renders amber-bottle.jpg from its scene and its label: render.sh [WIDTH [OUTPUT]]
# The picture is 4:3; 3600 wide is the one that is kept, 800 is a preview in a minute or two.
# Debian packages: povray imagemagick librsvg2-bin fontconfig fonts-ebgaramond fonts-cantarell
set -eu

here=$(cd "$(dirname "$0")" && pwd)
width=${1:-3600}
output=${2:-$here/amber-bottle.jpg}

for tool in povray convert rsvg-convert fc-list; do
  command -v "$tool" > /dev/null || { echo "render.sh: $tool is not installed" >&2; exit 1; }
done

# A missing font would be replaced without a word, and the label would be another one.
for family in 'EB Garamond' 'Cantarell'; do
  [ -n "$(fc-list "$family")" ] || { echo "render.sh: no font $family" >&2; exit 1; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

rsvg-convert --width 2400 --output "$work/label.png" "$here/amber-bottle-label.svg"

povray "+I$here/amber-bottle.pov" "+L$work" "+O$work/photo.png" \
  "+W$width" "+H$((width * 3 / 4))" +A0.06 +AM2 +R2 -D -V +FN16 File_Gamma=srgb

# The last steps of a camera: a lens a little softer than the pixels, contrast, and the faint grain
# that keeps soft gradients from banding in eight bits. A seed makes it the same each time.
# No chroma subsampling: at this size it costs little, and the label's colours stay on their edges.
convert "$work/photo.png" -blur 0x0.6 -sigmoidal-contrast 3x42% \
  -seed 7 -attenuate 0.05 +noise Gaussian \
  -strip -sampling-factor 4:4:4 -quality 94 "$output"
