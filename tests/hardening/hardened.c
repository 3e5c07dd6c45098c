/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Has one of each thing that the compiler is to guard. It is never run: hardening.py reads what
 * became of it. */

#include <stdio.h>
#include <string.h>

void use (char *bytes);

__attribute__ ((noinline)) void
use (char *bytes)
{
  __asm__ volatile("" : : "r"(bytes) : "memory");
}

/* So large that it could step over the page below the stack. */
int
main (int argc, char **argv)
{
  char bytes[64 * 1024];
  char name[16];

  use (bytes);
  strcpy (name, argv[0]);
  use (name);
  return printf ("%s%s", bytes, name) < 0;
}
