/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Sanitizers have an allocator of their own, which can't be stood in for. */
#if defined(__SANITIZE_ADDRESS__) || !defined(__GLIBC__)
#define PACKSHOT_TEST_COUNTS_ALLOCATIONS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PACKSHOT_TEST_COUNTS_ALLOCATIONS 0
#endif
#endif
#ifndef PACKSHOT_TEST_COUNTS_ALLOCATIONS
#define PACKSHOT_TEST_COUNTS_ALLOCATIONS 1
#endif

guint packshot_test_count_allocations (void);
