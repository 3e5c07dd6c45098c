/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Sanitizers slow everything down, and have an allocator of their own that nothing can stand in
 * for. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define PACKSHOT_TEST_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define PACKSHOT_TEST_SANITIZED 1
#endif
#endif
#ifndef PACKSHOT_TEST_SANITIZED
#define PACKSHOT_TEST_SANITIZED 0
#endif

#if defined(__GLIBC__) && !PACKSHOT_TEST_SANITIZED
#define PACKSHOT_TEST_COUNTS_ALLOCATIONS 1
#else
#define PACKSHOT_TEST_COUNTS_ALLOCATIONS 0
#endif

guint packshot_test_count_allocations (void);
