/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What the program can be told when it is started. */

#include "config.h"

#include "packshot-application-options.h"

#include <glib/gi18n.h>

/* Options that are actions as well, by the same name: in the menu of the icon a launcher that does
 * not know D-Bus starts the program with an option instead. */
static const char *const actions[] = { "new-video", "library" };

/* In the program that runs already, where there is one. */
static gboolean
start_action (GApplication *application, const char *name)
{
  g_autoptr (GError) error = NULL;

  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }

  g_action_group_activate_action (G_ACTION_GROUP (application), name, NULL);
  return TRUE;
}

static int
handle_cb (GApplication *application, GVariantDict *options, gpointer user_data)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("packshot " PACKSHOT_VERSION "\n");
      return EXIT_SUCCESS;
    }

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (g_variant_dict_contains (options, actions[i]) && !start_action (application, actions[i]))
        return EXIT_FAILURE;
    }

  /* Photos that were named are opened now. */
  return -1;
}

/**
 * packshot_application_options_add:
 * @application: the program, which has actions of the names of the options
 *
 * Gives the program its options.
 */
void
packshot_application_options_add (GApplication *application)
{
  const GOptionEntry entries[] = {
    { "new-video", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the page on which videos are made"),
      NULL },
    { "library", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the library"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_return_if_fail (G_IS_APPLICATION (application));

  g_application_add_main_option_entries (application, entries);
  g_application_set_option_context_parameter_string (application, _ ("[PHOTO…]"));
  g_application_set_option_context_summary (
      application,
      _ ("Opens the window, with the photos that are named: files, or addresses on the "
         "web."));
  g_signal_connect (application, "handle-local-options", G_CALLBACK (handle_cb), NULL);
}
