/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PackshotModelStatus:
 * @PACKSHOT_MODEL_CURRENT: the service runs it
 * @PACKSHOT_MODEL_WITHDRAWN: the service said that it runs it no more
 */
typedef enum
{
  PACKSHOT_MODEL_CURRENT,
  PACKSHOT_MODEL_WITHDRAWN,
} PackshotModelStatus;

/**
 * PackshotModel:
 * @id: what the service calls it
 * @label: what a person reads
 * @status: whether there is any use in asking for it
 * @since: (nullable): the day from which on the service no longer runs it, as in "2026-09-24";
 * %NULL for a current one
 * @note: (nullable): a sentence to be known before one pays for it
 * @allows: (element-type utf8 GStrv): for an option, by its name, the values that this model takes;
 *   none where it does not take the option at all. What is not there is not limited
 * @defaults: (element-type utf8 GVariant): for an option, by its name, the value taken where none
 *   is given, instead of the option's own
 * @requires: (array zero-terminated=1): the names of options that this model can't do without
 *
 * One of the models of a service. Belongs to its manifest and never changes.
 */
typedef struct
{
  char *id;
  char *label;
  PackshotModelStatus status;
  char *since;
  char *note;
  GHashTable *allows;
  GHashTable *defaults;
  GStrv requires;
} PackshotModel;

PackshotModel *packshot_model_new_from_json (JsonObject *object, const char *path, GError **error);
void packshot_model_free (PackshotModel *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotModel, packshot_model_free)

G_END_DECLS
