/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-cli.h"
#include "packshot-dummy-service.h"
#include "packshot-scripted-service.h"

/* The command line as it ships, with a service on this computer and one far away. */
int
main (int argc, char **argv)
{
  g_autoptr (PackshotRegistry) registry = NULL;

  packshot_cli_init ();

  registry = packshot_registry_new ();
  packshot_registry_add_engine (registry, "dummy", packshot_dummy_service_new);
  packshot_registry_add_engine (registry, "scripted", packshot_scripted_service_new);

  return packshot_cli_run (registry, argc, argv);
}
