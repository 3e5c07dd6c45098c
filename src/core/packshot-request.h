/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "packshot-manifest.h"
#include "packshot-picture-framing.h"

G_BEGIN_DECLS

/**
 * PackshotRequest:
 *
 * What somebody asks of a service: a value for each of its options. It is filled by
 * packshot_request_set() and never changes after packshot_request_freeze().
 *
 * An option may be asked, or a choice offered, only with some values of the others and some models.
 * The value of an option is what was set, otherwise the model's default, otherwise the option's own
 * if it is asked and offered with the other values, otherwise none. What was set stays as it is,
 * and what can't be asked for is an error, never changed.
 */
#define PACKSHOT_TYPE_REQUEST (packshot_request_get_type ())
G_DECLARE_FINAL_TYPE (PackshotRequest, packshot_request, PACKSHOT, REQUEST, GObject)

PackshotRequest *packshot_request_new (PackshotManifest *manifest);

gboolean
packshot_request_set (PackshotRequest *self, const char *name, const char *text, GError **error);
void packshot_request_unset (PackshotRequest *self, const char *name);
void packshot_request_set_framing (PackshotRequest *self, const PackshotPictureFraming *framing);
gboolean packshot_request_freeze (PackshotRequest *self, GError **error);
PackshotRequest *packshot_request_copy (PackshotRequest *self);
PackshotRequest *packshot_request_amend (PackshotRequest *self,
                                         PackshotStep step,
                                         const char *const *names_and_values,
                                         GError **error);

gboolean packshot_request_is_asked (PackshotRequest *self, PackshotOption *option);
gboolean packshot_request_offers (PackshotRequest *self,
                                  PackshotOption *option,
                                  const PackshotChoice *choice);
gboolean packshot_request_is_required (PackshotRequest *self, PackshotOption *option);
gboolean packshot_request_is_set (PackshotRequest *self, PackshotOption *option);
char *packshot_request_explain (PackshotRequest *self,
                                PackshotOption *option,
                                const PackshotChoice *choice);
char *packshot_request_explain_framing (PackshotRequest *self);
PackshotOption *packshot_request_find_missing (PackshotRequest *self);
gboolean packshot_request_check (PackshotRequest *self, GError **error);
PackshotOption *packshot_manifest_find_continuation (PackshotManifest *manifest,
                                                     PackshotRequest *request);

PackshotManifest *packshot_request_get_manifest (PackshotRequest *self);
const char *packshot_request_get_model (PackshotRequest *self);
GVariant *packshot_request_get_value (PackshotRequest *self, PackshotOption *option);
char *packshot_request_dup_text (PackshotRequest *self, PackshotOption *option);
char *packshot_request_dup_typed (PackshotRequest *self);
const char *packshot_request_get_string (PackshotRequest *self, const char *name);
double packshot_request_get_double (PackshotRequest *self, const char *name);
gboolean packshot_request_get_boolean (PackshotRequest *self, const char *name);
const PackshotPictureFraming *packshot_request_get_framing (PackshotRequest *self);
double packshot_request_get_ratio (PackshotRequest *self);

G_END_DECLS
