/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-request.h"

G_BEGIN_DECLS

/* For the reader, which brings back a request that was frozen; everybody else asks by the
 * getters. */
struct _PackshotRequest
{
  GObject parent_instance;

  PackshotManifest *manifest;
  GHashTable *values; /* PackshotOption, owned by the manifest → (owned) GVariant */
  gboolean frozen;
  char *model; /* (nullable) once it is frozen: what the service calls it */
};

G_END_DECLS
