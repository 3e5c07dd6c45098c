/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotKeysStatus:
 * @PACKSHOT_KEYS_FOUND: every key the service wants is there; so it is where it wants none
 * @PACKSHOT_KEYS_NONE: one is missing
 * @PACKSHOT_KEYS_LOCKED: the keyring is locked, and nobody can say what is in it
 */
typedef enum
{
  PACKSHOT_KEYS_FOUND,
  PACKSHOT_KEYS_NONE,
  PACKSHOT_KEYS_LOCKED,
} PackshotKeysStatus;

/**
 * PackshotKeysSource:
 * @PACKSHOT_KEYS_SOURCE_NONE: there are none, or none is needed
 * @PACKSHOT_KEYS_SOURCE_ENVIRONMENT: environment variables
 * @PACKSHOT_KEYS_SOURCE_KEYRING: the keyring of the desktop
 * @PACKSHOT_KEYS_SOURCE_MEMORY: this program alone, until it ends, for there is no keyring
 */
typedef enum
{
  PACKSHOT_KEYS_SOURCE_NONE,
  PACKSHOT_KEYS_SOURCE_ENVIRONMENT,
  PACKSHOT_KEYS_SOURCE_KEYRING,
  PACKSHOT_KEYS_SOURCE_MEMORY,
} PackshotKeysSource;

/**
 * PackshotKeys:
 *
 * The keys of a service, all from one source, or why they are not there. Their memory is wiped with
 * the last reference: hold one no longer than a call takes, and copy nothing. Any thread may have
 * one.
 */
typedef struct _PackshotKeys PackshotKeys;

PackshotKeys *packshot_keys_ref (PackshotKeys *self);
void packshot_keys_unref (PackshotKeys *self);

PackshotKeysStatus packshot_keys_get_status (PackshotKeys *self);
PackshotKeysSource packshot_keys_get_source (PackshotKeys *self);
const char *packshot_keys_get (PackshotKeys *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotKeys, packshot_keys_unref)

G_END_DECLS
