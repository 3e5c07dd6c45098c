/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PackshotPictureTransport:
 * @PACKSHOT_PICTURE_TRANSPORT_NONE: it does not leave this computer
 * @PACKSHOT_PICTURE_TRANSPORT_UPLOAD: the file is uploaded first, and then named
 * @PACKSHOT_PICTURE_TRANSPORT_INLINE: the file stands in the order itself, as a data: address
 * @PACKSHOT_PICTURE_TRANSPORT_ADDRESS: the service fetches it from a public address
 *
 * How a picture comes to a service.
 */
typedef enum
{
  PACKSHOT_PICTURE_TRANSPORT_NONE,
  PACKSHOT_PICTURE_TRANSPORT_UPLOAD,
  PACKSHOT_PICTURE_TRANSPORT_INLINE,
  PACKSHOT_PICTURE_TRANSPORT_ADDRESS,
} PackshotPictureTransport;

/**
 * PackshotPictureRules:
 * @formats: the MIME types that are taken as they are: "image/jpeg" is always among them
 * @max_bytes: of a file; 0 where there is no limit
 * @min_width: in pixels, as the next three; 0 where there is no limit
 * @max_width: 0 where there is no limit
 * @min_height: 0 where there is no limit
 * @max_height: 0 where there is no limit
 * @max_address_length: of a public address, in characters; 0 where there is no limit
 *
 * What a service wants of a picture. Belongs to its option and never changes.
 */
typedef struct
{
  GStrv formats;
  guint max_bytes;
  guint min_width;
  guint max_width;
  guint min_height;
  guint max_height;
  guint max_address_length;
} PackshotPictureRules;

PackshotPictureRules *
packshot_picture_rules_new_from_json (JsonObject *object, const char *path, GError **error);
void packshot_picture_rules_free (PackshotPictureRules *rules);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotPictureRules, packshot_picture_rules_free)

G_END_DECLS
