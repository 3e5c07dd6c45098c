/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-condition.h"
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
  GPtrArray *when;          /* (element-type PackshotCondition) */
  GPtrArray *required_when; /* (element-type PackshotCondition) */
  guint steps;              /* a bit for each PackshotStep at which its value can be given */
  char *role;               /* (nullable) */

  gboolean main; /* picture */
  guint accepts; /* a bit for each PackshotPictureValueKind */
  GRegex *reference_pattern;
  PackshotPictureTransport transport;
  PackshotPictureRules *limits;
  gboolean sends_address;

  guint max_length; /* text */
  gboolean multi_line;
  PackshotCondition *continues; /* (nullable) */

  gboolean catalog; /* text, and the model */

  double minimum; /* range */
  double maximum;
  double step;
  char *unit;

  GPtrArray *choices; /* (element-type PackshotChoice) */
  gboolean open;      /* any other name will do as well */
};

GVariant *packshot_option_read_value (PackshotOption *self,
                                      JsonObject *object,
                                      const char *path,
                                      const char *key,
                                      GError **error);
gboolean packshot_option_read_picture (PackshotOption *self,
                                       JsonObject *object,
                                       const char *path,
                                       GError **error);
GVariant *packshot_option_parse_picture (PackshotOption *self,
                                         const char *text,
                                         const char *label,
                                         GError **error);

G_END_DECLS
