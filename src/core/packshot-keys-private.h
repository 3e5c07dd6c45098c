/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

#include "packshot-keys.h"

G_BEGIN_DECLS

PackshotKeys *packshot_keys_new (PackshotKeysStatus status, PackshotKeysSource source);
void packshot_keys_add (PackshotKeys *self, const char *name, SecretValue *value);

G_END_DECLS
