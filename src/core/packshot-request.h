/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "packshot-manifest.h"

G_BEGIN_DECLS

/**
 * PackshotRequest:
 *
 * What somebody asks of a service: a value for each of its options. It is filled by
 * packshot_request_set() and never changes after packshot_request_freeze().
 */
#define PACKSHOT_TYPE_REQUEST (packshot_request_get_type ())
G_DECLARE_FINAL_TYPE (PackshotRequest, packshot_request, PACKSHOT, REQUEST, GObject)

PackshotRequest *packshot_request_new (PackshotManifest *manifest);

gboolean
packshot_request_set (PackshotRequest *self, const char *name, const char *text, GError **error);
PackshotOption *packshot_request_find_missing (PackshotRequest *self);
gboolean packshot_request_freeze (PackshotRequest *self, GError **error);

PackshotManifest *packshot_request_get_manifest (PackshotRequest *self);
const char *packshot_request_get_model (PackshotRequest *self);
GVariant *packshot_request_get_value (PackshotRequest *self, PackshotOption *option);
char *packshot_request_dup_text (PackshotRequest *self, PackshotOption *option);
const char *packshot_request_get_string (PackshotRequest *self, const char *name);
double packshot_request_get_double (PackshotRequest *self, const char *name);
gboolean packshot_request_get_boolean (PackshotRequest *self, const char *name);

G_END_DECLS
