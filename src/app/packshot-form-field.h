/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-error-row.h"
#include "packshot-option-row.h"

G_BEGIN_DECLS

/**
 * PackshotFormField:
 * @option: (owned): what it asks for
 * @row: (unowned): the row it does so with; the form's children hold it
 * @error_row: (unowned) (nullable): says below it what is wrong; made for the first error
 * @chosen: whether its value is somebody's choice, and not a default that follows the others
 * @asked: whether it means something with what is chosen in the other fields
 * @showing: whether its value changes because the form says so
 *
 * An option in a form.
 */
typedef struct
{
  PackshotOption *option;
  PackshotOptionRow *row;
  PackshotErrorRow *error_row;
  gboolean chosen;
  gboolean asked;
  gboolean showing;
} PackshotFormField;

PackshotFormField *packshot_form_field_new (PackshotOption *option);
void packshot_form_field_free (PackshotFormField *self);

char *packshot_form_field_dup_chosen (PackshotFormField *self);
void packshot_form_field_show (PackshotFormField *self, GVariant *value);
void packshot_form_field_choose (PackshotFormField *self, const char *text);
void packshot_form_field_set_error (PackshotFormField *self, const char *words);
gboolean
packshot_form_field_fill (PackshotFormField *self, PackshotRequest *request, GError **error);
char *packshot_form_field_update (PackshotFormField *self, PackshotRequest *request);

G_END_DECLS
