/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-application.h"
#include "packshot-locale.h"
#include "packshot-studio-service.h"

int
main (int argc, char **argv)
{
  g_autoptr (PackshotRegistry) registry = NULL;
  g_autoptr (PackshotApplication) application = NULL;

  packshot_locale_init ();

  registry = packshot_registry_new ();
  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  application = packshot_application_new (registry);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
