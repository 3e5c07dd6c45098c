/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "config.h"

#include "packshot-registry.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-manifest-overrides.h"

#define MANIFEST_FOLDER PACKSHOT_RESOURCE_PREFIX "/services/"

struct _PackshotRegistry
{
  GObject parent_instance;

  GPtrArray *known;      /* (owned) (element-type PackshotManifest) those that came with Packshot */
  GPtrArray *overrides;  /* (owned) (element-type PackshotManifestOverride) those of the user */
  GListStore *manifests; /* those that are offered, the default first */
  GHashTable *engines;   /* (owned) name → (owned) Engine */
  GHashTable *services;  /* PackshotManifest, owned by the lists → (owned) PackshotService */
  GPtrArray *complaints; /* (owned) (element-type utf8) ended by NULL */
};

typedef struct
{
  PackshotServiceMaker maker;
  gpointer user_data;
  GDestroyNotify destroy; /* (nullable) */
} Engine;

G_DEFINE_FINAL_TYPE (PackshotRegistry, packshot_registry, G_TYPE_OBJECT)

static PackshotService *
make_plainly (PackshotManifest *manifest, gpointer user_data)
{
  PackshotServiceFactory factory = user_data;

  return factory (manifest);
}

static void
engine_free (gpointer data)
{
  Engine *engine = data;

  if (engine->destroy != NULL)
    engine->destroy (engine->user_data);
  g_free (engine);
}

static int
compare_manifests_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  PackshotManifest *one = PACKSHOT_MANIFEST ((gpointer) a);
  PackshotManifest *other = PACKSHOT_MANIFEST ((gpointer) b);

  if (packshot_manifest_get_default (one) != packshot_manifest_get_default (other))
    return packshot_manifest_get_default (one) ? -1 : 1;
  /* Nobody shall find himself at a service that wants money, because no file says "default". */
  if (packshot_manifest_get_offline (one) != packshot_manifest_get_offline (other))
    return packshot_manifest_get_offline (one) ? -1 : 1;

  return strcmp (packshot_manifest_get_id (one), packshot_manifest_get_id (other));
}

static PackshotManifest *
find_by_id (GPtrArray *manifests, const char *id)
{
  for (guint i = 0; i < manifests->len; i++)
    {
      if (g_str_equal (packshot_manifest_get_id (g_ptr_array_index (manifests, i)), id))
        return g_ptr_array_index (manifests, i);
    }

  return NULL;
}

static PackshotManifestOverride *
find_override (PackshotRegistry *self, const char *id)
{
  for (guint i = 0; i < self->overrides->len; i++)
    {
      PackshotManifestOverride *override = g_ptr_array_index (self->overrides, i);

      if (g_str_equal (override->id, id))
        return override;
    }

  return NULL;
}

static gboolean
has_engine (PackshotRegistry *self, PackshotManifest *manifest)
{
  return g_hash_table_contains (self->engines, packshot_manifest_get_engine (manifest));
}

/* A broken file costs its own service and no other: it is said, and left out. */
static void
load_manifest (PackshotRegistry *self, const char *name)
{
  g_autofree char *path = g_strconcat (MANIFEST_FOLDER, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autoptr (PackshotManifest) manifest = NULL;

  if (bytes != NULL)
    manifest = packshot_manifest_new_from_bytes (bytes, name, &error);

  if (manifest == NULL)
    g_warning ("A service is left out: %s", error->message);
  else if (find_by_id (self->known, packshot_manifest_get_id (manifest)) != NULL)
    g_warning ("A service is left out: %s: “%s” is there twice", name,
               packshot_manifest_get_id (manifest));
  else
    g_ptr_array_add (self->known, g_steal_pointer (&manifest));
}

static char *
dup_complaint (const char *trouble, gboolean replaces)
{
  if (replaces)
    /* Translators: the name of a file, and what is wrong with it, in English as it is written. */
    return g_strdup_printf (_ ("A description of a service can’t be used, and the one that came "
                               "with Packshot is used instead: %s."),
                            trouble);

  /* Translators: the name of a file, and what is wrong with it. */
  return g_strdup_printf (_ ("A description of a service can’t be used, and the service is left "
                             "out: %s."),
                          trouble);
}

static void
complain (PackshotRegistry *self, PackshotManifestOverride *override)
{
  gboolean replaces = packshot_registry_lookup (self, override->id) != NULL;
  g_autofree char *trouble = g_strdup (override->trouble);

  if (trouble == NULL && !has_engine (self, override->manifest))
    trouble = g_strdup_printf ("%s: engine: there is no “%s”", override->shown,
                               packshot_manifest_get_engine (override->manifest));
  if (trouble != NULL)
    g_ptr_array_add (self->complaints, dup_complaint (trouble, replaces));
}

/* What came with Packshot was tried with its engine before it was given out; what somebody wrote
 * was not, and the engine has the last word on it. */
static void
try_override (PackshotRegistry *self, PackshotManifestOverride *override)
{
  g_autoptr (GError) error = NULL;
  PackshotService *service = packshot_registry_get_service (self, override->manifest, NULL);

  if (!packshot_service_check (service, &error))
    override->trouble = g_strdup_printf ("%s: %s", override->shown, error->message);
}

/* Offers what a file of the user says, in place of what came with Packshot. */
static void
offer (PackshotRegistry *self, PackshotManifest *manifest)
{
  PackshotManifest *replaced = find_by_id (self->known, packshot_manifest_get_id (manifest));
  guint position;

  if (replaced != NULL && replaced != manifest
      && g_list_store_find (self->manifests, replaced, &position))
    g_list_store_remove (self->manifests, position);
  g_list_store_insert_sorted (self->manifests, manifest, compare_manifests_cb, NULL);
}

static void
packshot_registry_finalize (GObject *object)
{
  PackshotRegistry *self = PACKSHOT_REGISTRY (object);

  g_hash_table_unref (self->services);
  g_hash_table_unref (self->engines);
  g_clear_object (&self->manifests);
  g_ptr_array_unref (self->known);
  g_ptr_array_unref (self->overrides);
  g_ptr_array_unref (self->complaints);

  G_OBJECT_CLASS (packshot_registry_parent_class)->finalize (object);
}

static void
packshot_registry_class_init (PackshotRegistryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = packshot_registry_finalize;
}

static void
packshot_registry_init (PackshotRegistry *self)
{
  self->known = g_ptr_array_new_with_free_func (g_object_unref);
  self->complaints = g_ptr_array_new_with_free_func (g_free);
  self->manifests = g_list_store_new (PACKSHOT_TYPE_MANIFEST);
  self->engines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, engine_free);
  self->services = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

/**
 * packshot_registry_new:
 *
 * Loads each manifest that is linked into the program as a resource, and then those of the user in
 * `$XDG_CONFIG_HOME/packshot/services/<id>.json`, each of which takes the place of the one that has
 * its id, or adds a service. For those that can't be used see packshot_registry_get_complaints().
 *
 * Returns: (transfer full): a registry without engines, which offers no service yet
 */
PackshotRegistry *
packshot_registry_new (void)
{
  PackshotRegistry *self = g_object_new (PACKSHOT_TYPE_REGISTRY, NULL);
  g_auto (GStrv) names =
      g_resources_enumerate_children (MANIFEST_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    load_manifest (self, names[i]);
  self->overrides = packshot_manifest_overrides_load ();

  return self;
}

/**
 * packshot_registry_add_engine:
 * @self: a registry
 * @name: what manifests call it
 * @factory: makes a service of it
 *
 * From now on the services that want this engine are offered: a manifest alone makes no video.
 */
void
packshot_registry_add_engine (PackshotRegistry *self,
                              const char *name,
                              PackshotServiceFactory factory)
{
  g_return_if_fail (factory != NULL);

  packshot_registry_add_engine_full (self, name, make_plainly, factory, NULL);
}

/**
 * packshot_registry_add_engine_full:
 * @self: a registry
 * @name: what manifests call it
 * @maker: makes a service of it
 * @user_data: for @maker
 * @destroy: (nullable): frees @user_data with the registry
 *
 * The same for services that need more than their manifest.
 */
void
packshot_registry_add_engine_full (PackshotRegistry *self,
                                   const char *name,
                                   PackshotServiceMaker maker,
                                   gpointer user_data,
                                   GDestroyNotify destroy)
{
  Engine *engine;

  g_return_if_fail (PACKSHOT_IS_REGISTRY (self) && name != NULL && maker != NULL);

  engine = g_new (Engine, 1);
  *engine = (Engine){ maker, user_data, destroy };
  if (!g_hash_table_insert (self->engines, g_strdup (name), engine))
    return;

  for (guint i = 0; i < self->overrides->len; i++)
    {
      PackshotManifestOverride *override = g_ptr_array_index (self->overrides, i);

      if (override->manifest == NULL
          || !g_str_equal (packshot_manifest_get_engine (override->manifest), name))
        continue;

      try_override (self, override);
      if (override->trouble == NULL)
        offer (self, override->manifest);
    }

  for (guint i = 0; i < self->known->len; i++)
    {
      PackshotManifest *manifest = g_ptr_array_index (self->known, i);

      if (g_str_equal (packshot_manifest_get_engine (manifest), name)
          && packshot_registry_lookup (self, packshot_manifest_get_id (manifest)) == manifest)
        offer (self, manifest);
    }
}

/**
 * packshot_registry_get_manifests:
 * @self: a registry
 *
 * Returns: (transfer none): the #PackshotManifest of each service that has an engine, the default
 *   first, then those that work offline
 */
GListModel *
packshot_registry_get_manifests (PackshotRegistry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_REGISTRY (self), NULL);

  return G_LIST_MODEL (self->manifests);
}

/**
 * packshot_registry_get_complaints:
 * @self: a registry
 *
 * To be called when all engines are there: a file that wants another one can't be used.
 *
 * Returns: (transfer none) (array zero-terminated=1): what is wrong with the user's own
 *   descriptions of services, each in a sentence that names the file; none where all is well
 */
const char *const *
packshot_registry_get_complaints (PackshotRegistry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_REGISTRY (self), NULL);

  g_ptr_array_set_size (self->complaints, 0);
  for (guint i = 0; i < self->overrides->len; i++)
    complain (self, g_ptr_array_index (self->overrides, i));
  g_ptr_array_add (self->complaints, NULL);

  return (const char *const *) self->complaints->pdata;
}

/**
 * packshot_registry_get_default:
 * @self: a registry
 *
 * Returns: (transfer none) (nullable): the service to use where none is asked for; %NULL where
 *   there is no service at all
 */
PackshotManifest *
packshot_registry_get_default (PackshotRegistry *self)
{
  g_autoptr (PackshotManifest) first = NULL;

  g_return_val_if_fail (PACKSHOT_IS_REGISTRY (self), NULL);

  first = g_list_model_get_item (G_LIST_MODEL (self->manifests), 0);
  return first;
}

/**
 * packshot_registry_lookup:
 * @self: a registry
 * @id: the id of a service
 *
 * Returns: (transfer none) (nullable): its manifest; %NULL where no engine runs it, too
 */
PackshotManifest *
packshot_registry_lookup (PackshotRegistry *self, const char *id)
{
  PackshotManifestOverride *override;
  PackshotManifest *manifest;

  g_return_val_if_fail (PACKSHOT_IS_REGISTRY (self) && id != NULL, NULL);

  override = find_override (self, id);
  if (override != NULL && override->trouble == NULL && has_engine (self, override->manifest))
    return override->manifest;

  manifest = find_by_id (self->known, id);
  return manifest != NULL && has_engine (self, manifest) ? manifest : NULL;
}

/**
 * packshot_registry_get_service:
 * @self: a registry
 * @manifest: a manifest, of this registry or of another
 * @error: return location for a #PACKSHOT_CORE_ERROR_UNKNOWN_SERVICE
 *
 * Makes the service at the first call, and gives the same one ever after.
 *
 * Returns: (transfer none): the service, or %NULL where this program has no engine for it
 */
PackshotService *
packshot_registry_get_service (PackshotRegistry *self, PackshotManifest *manifest, GError **error)
{
  const Engine *engine;
  PackshotService *service;

  g_return_val_if_fail (PACKSHOT_IS_REGISTRY (self) && PACKSHOT_IS_MANIFEST (manifest), NULL);

  service = g_hash_table_lookup (self->services, manifest);
  if (service != NULL)
    return service;

  engine = g_hash_table_lookup (self->engines, packshot_manifest_get_engine (manifest));
  if (engine == NULL)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNKNOWN_SERVICE,
                   _ ("This program was built without what %s needs."),
                   packshot_manifest_get_name (manifest));
      return NULL;
    }

  service = engine->maker (manifest, engine->user_data);
  g_hash_table_insert (self->services, manifest, service);
  return service;
}
