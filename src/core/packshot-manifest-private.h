/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-manifest.h"
#include "packshot-remote.h"

G_BEGIN_DECLS

/* What the main picture is called everywhere. */
#define PACKSHOT_MANIFEST_MAIN_PICTURE_ALIAS "image"

/* For the reader, which fills a manifest once; everybody else asks by the getters. */
struct _PackshotManifest
{
  GObject parent_instance;

  char *id;
  char *name;
  char *summary;
  char *engine;
  gboolean offline;
  gboolean is_default;
  guint concurrency;
  guint max_concurrency;
  GPtrArray *options;     /* (element-type PackshotOption) */
  PackshotRemote *remote; /* (nullable) for a service on the web */
};

G_END_DECLS
