/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-option-models.h"

#include <glib/gi18n.h>

#include "packshot-model.h"
#include "packshot-option-private.h"
#include "packshot-text-join.h"

/* One that is withdrawn can still be asked for: the service may know better than the manifest. */
static char *
dup_help (const PackshotModel *model)
{
  g_autoptr (GString) help = g_string_new (NULL);

  if (model->status == PACKSHOT_MODEL_WITHDRAWN)
    g_string_append_printf (help, _ ("Withdrawn since %s."), model->since);
  if (model->note != NULL)
    packshot_text_join_sentence (help, model->note);

  return help->len > 0 ? g_string_free (g_steal_pointer (&help), FALSE) : NULL;
}

/**
 * packshot_option_new_for_models:
 * @remote: what a manifest says of a service on the web
 *
 * Returns: (transfer full): an option to choose one of its models
 */
PackshotOption *
packshot_option_new_for_models (const PackshotRemote *remote)
{
  PackshotOption *self = g_object_new (PACKSHOT_TYPE_OPTION, NULL);

  self->name = g_strdup (PACKSHOT_OPTION_MODEL);
  self->kind = PACKSHOT_OPTION_CHOICE;
  self->label = g_strdup (_ ("Model"));
  self->help = g_strdup (_ ("Which of the service’s models makes the video."));
  self->open = remote->models_open;
  self->catalog = remote->models_catalog;
  if (remote->default_model != NULL)
    self->default_value = g_variant_ref_sink (g_variant_new_string (remote->default_model));

  for (guint i = 0; i < remote->models->len; i++)
    {
      const PackshotModel *model = g_ptr_array_index (remote->models, i);
      PackshotChoice *choice = packshot_choice_new (model->id, model->label);

      choice->help = dup_help (model);
      g_ptr_array_add (self->choices, choice);
    }

  return self;
}
