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
  guint accepts; /* a bit for each PackshotPictureValueKind */
  GRegex *reference_pattern;
  PackshotPictureTransport transport;
  PackshotPictureRules *limits;

  guint max_length; /* text */
  gboolean multi_line;

  double minimum; /* range */
  double maximum;
  double step;
  char *unit;

  GPtrArray *choices; /* (element-type PackshotChoice) */
};

gboolean packshot_option_read_picture (PackshotOption *self,
                                       JsonObject *object,
                                       const char *path,
                                       GError **error);
GVariant *packshot_option_parse_picture (PackshotOption *self,
                                         const char *text,
                                         const char *noun,
                                         GError **error);

G_END_DECLS
