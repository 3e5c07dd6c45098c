/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

#include "packshot-choice.h"
#include "packshot-picture-rules.h"
#include "packshot-picture-value.h"
#include "packshot-step.h"

G_BEGIN_DECLS

/**
 * PackshotOptionKind:
 * @PACKSHOT_OPTION_TEXT: words, in one line or more; a string ("s")
 * @PACKSHOT_OPTION_CHOICE: one of a few values; the string ("s") of a #PackshotChoice
 * @PACKSHOT_OPTION_RANGE: a number between two ends; a double ("d")
 * @PACKSHOT_OPTION_SWITCH: on or off; a boolean ("b")
 * @PACKSHOT_OPTION_PICTURE: a picture; its absolute path in the file system's own bytes ("ay"), or
 *   what else #PackshotPictureValueKind knows
 *
 * What an option takes, and with it which widget shows it.
 */
typedef enum
{
  PACKSHOT_OPTION_TEXT,
  PACKSHOT_OPTION_CHOICE,
  PACKSHOT_OPTION_RANGE,
  PACKSHOT_OPTION_SWITCH,
  PACKSHOT_OPTION_PICTURE,
} PackshotOptionKind;

/* The role of a switch: put the finished video where it has an address of its own. */
#define PACKSHOT_OPTION_ROLE_REHOST "rehost"

#define PACKSHOT_TYPE_OPTION (packshot_option_get_type ())
G_DECLARE_FINAL_TYPE (PackshotOption, packshot_option, PACKSHOT, OPTION, GObject)

PackshotOption *
packshot_option_new_from_json (JsonObject *object, const char *path, GError **error);

const char *packshot_option_get_name (PackshotOption *self);
PackshotOptionKind packshot_option_get_kind (PackshotOption *self);
const char *packshot_option_get_label (PackshotOption *self);
const char *packshot_option_get_help (PackshotOption *self);
const char *const *packshot_option_get_aliases (PackshotOption *self);
gboolean packshot_option_get_required (PackshotOption *self);
gboolean packshot_option_get_advanced (PackshotOption *self);
gboolean packshot_option_get_main (PackshotOption *self);
GVariant *packshot_option_get_default (PackshotOption *self);
gboolean packshot_option_has_step (PackshotOption *self, PackshotStep step);
const char *packshot_option_get_role (PackshotOption *self);
const GPtrArray *packshot_option_get_when (PackshotOption *self);
const GPtrArray *packshot_option_get_required_when (PackshotOption *self);

PackshotPictureTransport packshot_option_get_transport (PackshotOption *self);
gboolean packshot_option_accepts (PackshotOption *self, PackshotPictureValueKind kind);
gboolean packshot_option_get_sends_address (PackshotOption *self);
gboolean packshot_option_passes_address (PackshotOption *self);
const PackshotPictureRules *packshot_option_get_limits (PackshotOption *self);
char *packshot_option_describe_picture_choice (PackshotOption *self, const char *text);

guint packshot_option_get_max_length (PackshotOption *self);
gboolean packshot_option_get_multi_line (PackshotOption *self);
gboolean packshot_option_is_typed (PackshotOption *self);
gboolean packshot_option_get_continues (PackshotOption *self);
gboolean packshot_option_get_catalog (PackshotOption *self);

double packshot_option_get_minimum (PackshotOption *self);
double packshot_option_get_maximum (PackshotOption *self);
double packshot_option_get_step (PackshotOption *self);
const char *packshot_option_get_unit (PackshotOption *self);

guint packshot_option_get_n_choices (PackshotOption *self);
const PackshotChoice *packshot_option_get_choice (PackshotOption *self, guint index);
const PackshotChoice *packshot_option_find_choice (PackshotOption *self, const char *value);
gboolean packshot_option_get_open (PackshotOption *self);

gboolean packshot_option_answers_to (PackshotOption *self, const char *name);
GVariant *packshot_option_parse (PackshotOption *self, const char *text, GError **error);
char *packshot_option_format (PackshotOption *self, GVariant *value);

G_END_DECLS
