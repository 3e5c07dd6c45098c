/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <dlfcn.h>

/* Of a definition that comes before the system's own. All else in this library stays in it. */
#define PACKSHOT_CALL __attribute__ ((visibility ("default")))

/* The definition that comes after ours. */
#define NEXT(function) ((__typeof__ (&function)) dlsym (RTLD_NEXT, #function))
