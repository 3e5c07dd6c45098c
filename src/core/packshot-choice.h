/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PackshotChoice:
 * @value: what is stored, and what a service gets
 * @label: what a person reads
 * @help: (nullable): one line about it
 * @spellings: other ways in which people type @value
 * @when: (element-type PackshotCondition): what has to be so for it to be offered
 *
 * One of the values of a choice option. Belongs to its option and never changes.
 */
typedef struct
{
  char *value;
  char *label;
  char *help;
  GStrv spellings;
  GPtrArray *when;
} PackshotChoice;

PackshotChoice *packshot_choice_new (const char *value, const char *label);
PackshotChoice *
packshot_choice_new_from_json (JsonObject *object, const char *path, GError **error);
void packshot_choice_free (PackshotChoice *choice);

gboolean packshot_choice_matches (const PackshotChoice *choice, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotChoice, packshot_choice_free)

G_END_DECLS
