/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-memory.h"

#include <stdlib.h>

static gint n_allocations; /* atomic */

#if PACKSHOT_TEST_COUNTS_ALLOCATIONS
/* What glibc calls its own functions when a program brings others: a program that is linked with
 * this file, and all its libraries, allocate by way of the functions below. */
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *memory, size_t size);
extern void *__libc_memalign (size_t alignment, size_t size);

void *
malloc (size_t size)
{
  g_atomic_int_inc (&n_allocations);
  return __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  g_atomic_int_inc (&n_allocations);
  return __libc_calloc (n, size);
}

void *
realloc (void *memory, size_t size)
{
  g_atomic_int_inc (&n_allocations);
  return __libc_realloc (memory, size);
}

void *
aligned_alloc (size_t alignment, size_t size)
{
  g_atomic_int_inc (&n_allocations);
  return __libc_memalign (alignment, size);
}
#endif

/**
 * packshot_test_count_allocations:
 *
 * Returns: how often any thread of the program has asked for memory so far; always 0 where
 *   %PACKSHOT_TEST_COUNTS_ALLOCATIONS is 0
 */
guint
packshot_test_count_allocations (void)
{
  return (guint) g_atomic_int_get (&n_allocations);
}
