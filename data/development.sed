# SPDX-License-Identifier: GPL-3.0-or-later
# Makes of what describes the app what describes the development build of it.
s/io\.github\.packshot\.Packshot/&.Devel/g
s/^Name=Packshot$/& (Development)/
s/<name>Packshot</<name>Packshot (Development)</
