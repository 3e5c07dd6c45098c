/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "packshot-point.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DISK 0x3fu
#define NET  0xc0u

static const char *const kinds[] = { "write",  "sync",     "rename", "link",
                                     "unlink", "truncate", "send",   "receive" };

static PackshotFate fate_of_meant;
static long meant;
static unsigned mask;
static int code;
static bool for_good;

static int trace_fd = -1;
static atomic_long n_points;
static atomic_long n_counted;

static unsigned
parse_kind (const char *name)
{
  for (unsigned i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (strcmp (name, kinds[i]) == 0)
      return 1u << i;

  return strcmp (name, "disk") == 0 ? DISK : strcmp (name, "net") == 0 ? NET : 0;
}

static unsigned
parse_kinds (char *names)
{
  unsigned found = 0;

  for (char *rest = NULL, *name = strtok_r (names, ",", &rest); name != NULL;
       name = strtok_r (NULL, ",", &rest))
    found |= parse_kind (name);

  return found;
}

static PackshotFate
parse_fate (const char *name)
{
  static const char *const names[] = { "kill-before", "kill-amid", "kill-after" };
  char *end;

  for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
    if (strcmp (name, names[i]) == 0)
      return (PackshotFate) (PACKSHOT_FATE_KILL_BEFORE + i);

  code = (int) strtol (name, &end, 10);
  for_good = *end == '+';
  return code > 0 ? PACKSHOT_FATE_FAIL : PACKSHOT_FATE_NONE;
}

/* A test that asks for what there is not shall not pass for a program that nothing harms. */
static void
parse (const char *text)
{
  char fate[32] = "", names[128] = "disk,net";

  if (sscanf (text, "%ld:%31[^:]:%127s", &meant, fate, names) >= 2)
    {
      mask = parse_kinds (names);
      fate_of_meant = parse_fate (fate);
    }

  if (meant < 1 || mask == 0 || fate_of_meant == PACKSHOT_FATE_NONE)
    {
      fprintf (stderr, "PACKSHOT_POINT=%s: not understood\n", text);
      abort ();
    }
}

/* Around our own definition of write(). */
static void
trace (long number, PackshotPointKind kind, const char *what)
{
  ssize_t (*real_write) (int, const void *, size_t) = dlsym (RTLD_NEXT, "write");
  char line[512];
  int length = snprintf (line, sizeof line, "%ld\t%s\t%.400s\n", number, kinds[kind], what);

  if (real_write (trace_fd, line, (size_t) length) != length)
    abort ();
}

static void
die (void)
{
  raise (SIGKILL);
}

/* @text and @trace may be NULL. */
void
packshot_point_set_up (const char *text, const char *trace_path)
{
  if (text != NULL)
    parse (text);
  if (trace_path == NULL)
    return;

  trace_fd = open (trace_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (trace_fd < 0)
    {
      perror (trace_path);
      abort ();
    }
}

/* Counts one more point, and gives its fate. Where that is FAIL, errno says why. Where it is
 * KILL_BEFORE, this does not return. */
PackshotFate
packshot_point_count (PackshotPointKind kind, const char *what)
{
  long number = atomic_fetch_add (&n_points, 1) + 1;
  long among;

  if (trace_fd >= 0)
    trace (number, kind, what);
  if ((mask & (1u << kind)) == 0)
    return PACKSHOT_FATE_NONE;

  among = atomic_fetch_add (&n_counted, 1) + 1;
  if (among < meant || (among > meant && !for_good))
    return PACKSHOT_FATE_NONE;

  if (fate_of_meant == PACKSHOT_FATE_KILL_BEFORE)
    die ();
  if (fate_of_meant != PACKSHOT_FATE_FAIL)
    return fate_of_meant;
  if (for_good && among == meant && kind == PACKSHOT_POINT_WRITE)
    return PACKSHOT_FATE_HALF;

  errno = code;
  return PACKSHOT_FATE_FAIL;
}

/* After the call was made. Leaves errno as it is. */
void
packshot_point_pass (PackshotFate fate)
{
  if (fate == PACKSHOT_FATE_KILL_AFTER || fate == PACKSHOT_FATE_KILL_AMID)
    die ();
}

/* How many of so many bytes are to be written. */
size_t
packshot_point_limit (PackshotFate fate, size_t size)
{
  return size > 1 && (fate == PACKSHOT_FATE_HALF || fate == PACKSHOT_FATE_KILL_AMID) ? size / 2
                                                                                     : size;
}
