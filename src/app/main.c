/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-application.h"
#include "packshot-compat-memory.h"
#include "packshot-locale.h"
#include "packshot-services.h"
#include "packshot-studio-service.h"

int
main (int argc, char **argv)
{
  g_autoptr (PackshotRegistry) registry = NULL;
  g_autoptr (PackshotCredentials) credentials = NULL;
  g_autoptr (PackshotSettings) settings = NULL;
  g_autoptr (PackshotApplication) application = NULL;

  packshot_compat_memory_init ();
  packshot_locale_init ();

  registry = packshot_registry_new ();
  packshot_registry_add_engine (registry, "studio", packshot_studio_service_new);
  credentials = packshot_credentials_new ();
  settings = packshot_settings_new ();
  packshot_services_add (registry, credentials, settings);
  application = packshot_application_new (registry, credentials, settings);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
