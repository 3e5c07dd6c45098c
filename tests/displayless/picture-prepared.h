/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "packshot-picture-prepare.h"

G_BEGIN_DECLS

int fixture_open_output (void);
PackshotPreparedPicture *fixture_prepare_part (const char *path,
                                               const PackshotPicturePart *part,
                                               const PackshotPictureLimits *limits,
                                               GByteArray **bytes);
PackshotPreparedPicture *
fixture_prepare (const char *path, const PackshotPictureLimits *limits, GByteArray **bytes);
void fixture_prepare_fails (const char *path,
                            const PackshotPictureLimits *limits,
                            GQuark domain,
                            int code);
void fixture_assert_changes (const PackshotPreparedPicture *prepared, ...) G_GNUC_NULL_TERMINATED;
void fixture_assert_turned (const PackshotPicture *picture,
                            GdkPixbuf *stored,
                            int orientation,
                            int tolerance);
PackshotPicture *fixture_load_bytes (const GByteArray *bytes);

void fixture_insert_jpeg_segment (GByteArray *jpeg, guint8 marker, const GByteArray *contents);
void fixture_insert_png_chunk (GByteArray *png, const char *type, const GByteArray *contents);
void fixture_append_webp_chunk (GByteArray *webp, const char *type, const GByteArray *contents);

G_END_DECLS
