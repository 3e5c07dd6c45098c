/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A library to be loaded before all others: it makes functions of the system fail, or kills the
 * program at one of them; see packshot-fault.h and packshot-point.h. Of the disk only one folder is
 * meant and what is below it, PACKSHOT_FAULT_FOLDER, with an absolute path and without links; but
 * not the files whose names begin like PACKSHOT_FAULT_EXCEPT. */

#include <stdlib.h>
#include <string.h>

#include "packshot-descriptor.h"
#include "packshot-fault.h"
#include "packshot-point.h"

/* A copy: the environment can change. */
static char *
take (const char *name)
{
  const char *value = getenv (name);
  char *copy = value != NULL ? strdup (value) : NULL;

  unsetenv (name);
  return copy;
}

/* The programs that this one starts are left in peace. */
__attribute__ ((constructor)) static void
set_up (void)
{
  unsetenv ("LD_PRELOAD");
  packshot_descriptor_set_folder (take ("PACKSHOT_FAULT_FOLDER"), take ("PACKSHOT_FAULT_EXCEPT"));
  packshot_fault_set_up (take ("PACKSHOT_FAULT"));
  packshot_point_set_up (take ("PACKSHOT_POINT"), take ("PACKSHOT_TRACE"));
}
