/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwActionRow *
packshot_preference_rows_add (AdwPreferencesGroup *group, const char *title, const char *subtitle);
GtkWidget *
packshot_preference_rows_add_button (AdwActionRow *row, const char *label, const char *action);
GtkWidget *packshot_preference_rows_add_switch (AdwPreferencesGroup *group,
                                                const char *title,
                                                const char *subtitle,
                                                gboolean is_on);
GtkWidget *packshot_preference_rows_add_number (AdwPreferencesGroup *group,
                                                const char *title,
                                                const char *subtitle,
                                                guint value,
                                                guint most);

G_END_DECLS
