/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <limits.h>
#include <stdbool.h>

void packshot_descriptor_set_folder (const char *folder, const char *except);

const char *packshot_descriptor_find_name (int fd, char path[PATH_MAX]);
const char *packshot_descriptor_find_name_at (int folder, const char *name, char path[PATH_MAX]);
bool packshot_descriptor_is_peer (int fd);
