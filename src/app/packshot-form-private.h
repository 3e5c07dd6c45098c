/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-form-field.h"
#include "packshot-form.h"

G_BEGIN_DECLS

/* For what a form keeps and brings back; everybody else asks by the functions. */
struct _PackshotForm
{
  AdwBin parent_instance;

  PackshotManifest *manifest; /* (owned) (nullable) */
  GPtrArray *fields;          /* (element-type PackshotFormField) */
  AdwExpanderRow *more;       /* (unowned) (nullable): the child holds it */
  GtkWidget *groups;          /* (unowned) (nullable): likewise */
  gboolean showing;           /* more is shown though nobody asked */
  PackshotMemory *memory;     /* (owned) (nullable): of what is open */
  char *picture;              /* (nullable): the main picture, which is no field */
  double aspect_ratio;
  PackshotFormPicture picture_need;
  char *trouble; /* (nullable) */
};

void packshot_form_update (PackshotForm *self);
void packshot_form_remember_more (PackshotForm *self);

G_END_DECLS
