/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-option.h"

G_BEGIN_DECLS

/* For the reader, which fills an option once; everybody else asks by the getters. */
struct _PackshotOption
{
  GObject parent_instance;

  char *name;
  PackshotOptionKind kind;
  char *label;
  char *help;
  GStrv aliases;
  gboolean required;
  gboolean advanced;
  GVariant *default_value;

  gboolean main; /* picture */

  guint max_length; /* text */
  gboolean multi_line;

  double minimum; /* range */
  double maximum;
  double step;
  char *unit;

  GPtrArray *choices; /* (element-type PackshotChoice) */
};

G_END_DECLS
