/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "packshot-fault.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

static const char *fault;
static atomic_long count;

/* Whether it is about this function; if so, from when on it fails and how. */
static bool
is_meant (const char *function, long *from, int *code)
{
  size_t length = strlen (function);

  return fault != NULL && strncmp (fault, function, length) == 0 && fault[length] == ':'
         && sscanf (fault + length, ":%ld:%d", from, code) == 2;
}

/* What fails, or NULL; it has to stay. */
void
packshot_fault_set_up (const char *text)
{
  fault = text;
}

/* Counts one more call. Returns whether it fails; if so, errno says why. */
bool
packshot_fault_strikes (const char *function)
{
  long from;
  int code;

  if (!is_meant (function, &from, &code) || atomic_fetch_add (&count, 1) + 1 < from)
    return false;

  errno = code;
  return true;
}

/* How many of so many bytes still find room; if not all of them, errno says why. */
size_t
packshot_fault_find_room (size_t size)
{
  long from, used;
  int code;

  if (size == 0 || !is_meant ("write", &from, &code))
    return size;

  used = atomic_fetch_add (&count, (long) size);
  if (used + (long) size <= from)
    return size;

  errno = code;
  return used < from ? (size_t) (from - used) : 0;
}
