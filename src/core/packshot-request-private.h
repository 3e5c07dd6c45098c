/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-condition.h"
#include "packshot-request.h"

G_BEGIN_DECLS

/* For the reader, which brings back a request that was frozen; everybody else asks by the
 * getters. */
struct _PackshotRequest
{
  GObject parent_instance;

  PackshotManifest *manifest;
  GHashTable *values;   /* PackshotOption, owned by the manifest → (owned) GVariant */
  GHashTable *defaults; /* those of the options in @values whose value was nobody's choice */
  GHashTable *facts;    /* (nullable) PackshotOption → (owned) its value where it is asked and has
                         * one; see packshot_request_get_facts() */
  PackshotStep step;    /* for which it is filled */
  PackshotPictureFraming framing; /* of the main picture, normalized */
  gboolean frozen;
  char *model; /* (nullable) once it is frozen: what the service calls it */
};

GHashTable *packshot_request_get_facts (PackshotRequest *self);
void packshot_request_take_defaults (PackshotRequest *self);
void packshot_request_take (PackshotRequest *self, PackshotOption *option, GVariant *value);
gboolean packshot_request_holds (PackshotRequest *self, const PackshotCondition *condition);
const PackshotCondition *packshot_request_find_failing (PackshotRequest *self,
                                                        const GPtrArray *conditions);
const PackshotModel *packshot_request_find_model (PackshotRequest *self);
gboolean
packshot_request_model_takes (PackshotRequest *self, PackshotOption *option, const char *value);
gboolean
packshot_request_check_option (PackshotRequest *self, PackshotOption *option, GError **error);
gboolean packshot_request_check_complete (PackshotRequest *self, GError **error);
gboolean packshot_request_check_framing (PackshotRequest *self, GError **error);
char *packshot_request_describe_step (PackshotRequest *self, PackshotOption *option);
char *packshot_request_describe_missing (PackshotRequest *self, PackshotOption *option);
char *packshot_request_describe_refused (PackshotRequest *self,
                                         PackshotOption *option,
                                         const char *value);

G_END_DECLS
