/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "packshot-option.h"

G_BEGIN_DECLS

/**
 * PackshotManifest:
 *
 * What a service offers. Flags, forms, checks and help are made from it, and nothing else in the
 * programs knows a service's options. It never changes after it was read.
 *
 * The file `data/services/<id>.json` is one object of strict JSON, at most 256 KiB. A key that is
 * not named here is an error, and so is a value of another type.
 *
 * | key         | type     |                                                                      |
 * |-------------|----------|----------------------------------------------------------------------|
 * | format      | number   | 1, the format described here                                         |
 * | id          | name     | what `--service` takes                                               |
 * | name        | text     | what people call it                                                  |
 * | summary     | text     | one sentence about it                                                |
 * | engine      | name     | which code runs it, see packshot_registry_add_engine()               |
 * | offline     | boolean  | nothing leaves this computer, and so it costs nothing; default false |
 * | default     | boolean  | it is used where none is asked for; default false                    |
 * | concurrency | number   | how many of its jobs may run at once, 1 to 100; default 1            |
 * | options     | list     | at most 64 objects, in the order of the form                         |
 *
 * An option:
 *
 * | key      | type     |                                                                         |
 * |----------|----------|-------------------------------------------------------------------------|
 * | name     | name     | its flag without the two hyphens                                        |
 * | type     | string   | "text", "choice", "range", "switch" or "picture"                        |
 * | label    | text     | what a form calls it: "Product name"                                    |
 * | help     | text     | one sentence about it                                                   |
 * | required | boolean  | default false                                                           |
 * | advanced | boolean  | few people need it; default false                                       |
 * | aliases  | [name]   | other names of the flag; default none                                   |
 * | default  | by type  | the value taken where none is given; not for a picture; default none    |
 *
 * and by its type, where "?" may be left out:
 *
 * | type    | key         | type     | |
 * |---------|-------------|----------|-------------------------------------------------------------|
 * | text    | max_length  | number   | in characters, 1 to 10000 | | text    | multi_line? |
 * boolean  | may have line breaks; default false                         | | choice  | choices |
 * list     | objects of value, label, help? and spellings? (texts)       | | range   | minimum |
 * number   |                                                             | | range   | maximum |
 * number   |                                                             | | range   | step |
 * number   | leads from the minimum to the maximum                       | | range   | unit? | text
 * | what is counted, in the plural: "seconds"                   | | picture | main?       | boolean
 * | what a drop fills; true in exactly one, if there is one     | | picture | accepts     |
 * [string] | where it may come from: "file"                              |
 *
 * A *name* is 2 to 40 small letters, digits and hyphens, beginning with a letter; a *text* is a
 * line without markup. The main picture answers to the name "image" as well.
 */
#define PACKSHOT_TYPE_MANIFEST (packshot_manifest_get_type ())
G_DECLARE_FINAL_TYPE (PackshotManifest, packshot_manifest, PACKSHOT, MANIFEST, GObject)

PackshotManifest *
packshot_manifest_new_from_bytes (GBytes *bytes, const char *name, GError **error);

const char *packshot_manifest_get_id (PackshotManifest *self);
const char *packshot_manifest_get_name (PackshotManifest *self);
const char *packshot_manifest_get_summary (PackshotManifest *self);
const char *packshot_manifest_get_engine (PackshotManifest *self);
gboolean packshot_manifest_get_offline (PackshotManifest *self);
gboolean packshot_manifest_get_default (PackshotManifest *self);
guint packshot_manifest_get_concurrency (PackshotManifest *self);

guint packshot_manifest_get_n_options (PackshotManifest *self);
PackshotOption *packshot_manifest_get_option (PackshotManifest *self, guint index);
PackshotOption *packshot_manifest_get_main_picture (PackshotManifest *self);
PackshotOption *packshot_manifest_lookup (PackshotManifest *self, const char *name);

G_END_DECLS
