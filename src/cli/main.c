/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli.h"
#include "packshot-services.h"
#include "packshot-studio-service.h"

int
main (int argc, char **argv)
{
  g_autoptr (PackshotCredentials) credentials = NULL;
  g_autoptr (PackshotSettings) settings = NULL;
  g_autoptr (PackshotRegistry) registry = NULL;

  packshot_cli_init ();

  credentials = packshot_credentials_new ();
  settings = packshot_settings_new ();
  registry = packshot_registry_new ();
  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  packshot_services_add (registry, credentials, settings);

  return packshot_cli_run (registry, argc, argv);
}
