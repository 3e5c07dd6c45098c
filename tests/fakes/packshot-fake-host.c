/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fake-host.h"

#include <libsoup/soup.h>
#include <string.h>

#include "packshot-fake-thread.h"

#define FOLDER        "/dav/photos/"
#define PUBLIC_FOLDER "/p/"

/* What a place for photos takes, in bytes. */
#define MAX_SIZE (20 * 1000 * 1000)

#define SLOWNESS 500

typedef struct
{
  PackshotFakeHostFault fault;
  guint times;
} Planned;

typedef struct
{
  GBytes *bytes;      /* (owned) */
  char *content_type; /* (owned) */
  PackshotFakeHostFault fault;
} File;

struct _PackshotFakeHost
{
  char *user;     /* (owned) (nullable): NULL where nobody is asked */
  char *password; /* (owned) (nullable) */

  PackshotFakeThread *thread; /* (owned): whose is all of the next */
  SoupServer *folder;         /* (owned) */
  SoupServer *site;           /* (owned) */

  char *url;        /* (owned) */
  char *public_url; /* (owned) */

  GMutex mutex;      /* for all of the next */
  GArray *faults;    /* (owned) (element-type Planned) */
  GHashTable *files; /* (owned) name → (owned) File */
  guint n_puts;
  guint n_looks;
  guint n_leaks;
};

static void
file_free (gpointer data)
{
  File *file = data;

  g_bytes_unref (file->bytes);
  g_free (file->content_type);
  g_free (file);
}

static PackshotFakeHostFault
take_fault (PackshotFakeHost *self)
{
  PackshotFakeHostFault fault;
  Planned *planned;

  if (self->faults->len == 0)
    return PACKSHOT_FAKE_HOST_NO_FAULT;

  planned = &g_array_index (self->faults, Planned, 0);
  fault = planned->fault;
  if (--planned->times == 0)
    g_array_remove_index (self->faults, 0);

  return fault;
}

static void
say (SoupServerMessage *message, guint status, const char *words)
{
  g_autofree char *body = g_strdup_printf ("<html><body>%s</body></html>", words);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/html", SOUP_MEMORY_COPY, body, strlen (body));
}

/* RFC 7617. */
static gboolean
is_known (PackshotFakeHost *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *given = soup_message_headers_get_one (headers, "Authorization");
  g_autofree char *pair = g_strconcat (self->user, ":", self->password, NULL);
  g_autofree char *base64 = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *expected = g_strconcat ("Basic ", base64, NULL);

  return g_strcmp0 (given, expected) == 0;
}

/* Returns: (transfer none) (nullable): why not */
static const char *
find_fault (SoupServerMessage *message, const char *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *content_type = soup_message_headers_get_content_type (headers, NULL);
  const char *name = path + strlen (FOLDER);

  if (soup_server_message_get_method (message) != SOUP_METHOD_PUT)
    return "only PUT";
  if (!g_str_has_prefix (path, FOLDER) || *name == '\0' || strchr (name, '/') != NULL)
    return "no such folder";
  if (content_type == NULL || !g_str_has_prefix (content_type, "image/"))
    return "only pictures";
  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH)
    return "no Content-Length";
  if (soup_message_headers_get_content_length (headers) > MAX_SIZE)
    return "too large";

  return NULL;
}

static void
keep (PackshotFakeHost *self,
      SoupServerMessage *message,
      const char *path,
      PackshotFakeHostFault fault)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  File *file = g_new0 (File, 1);

  file->bytes = soup_message_body_flatten (body);
  file->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  file->fault = fault;
  g_hash_table_replace (self->files, g_strdup (path + strlen (FOLDER)), file);
  soup_server_message_set_status (message, SOUP_STATUS_CREATED, NULL);
}

static gboolean
unpause_cb (gpointer user_data)
{
  soup_server_message_unpause (user_data);

  return G_SOURCE_REMOVE;
}

static void
wait (SoupServerMessage *message)
{
  g_autoptr (GSource) source = g_timeout_source_new (SLOWNESS);

  soup_server_message_pause (message);
  g_source_set_callback (source, unpause_cb, g_object_ref (message), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
take (PackshotFakeHost *self, SoupServerMessage *message, const char *path)
{
  PackshotFakeHostFault fault = take_fault (self);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *wrong = find_fault (message, path);

  self->n_puts++;
  if (fault == PACKSHOT_FAKE_HOST_RESET)
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
      return;
    }

  if (packshot_fake_host_fault_get_status (fault) != 0)
    {
      soup_message_headers_replace (headers, "Retry-After", "1");
      soup_message_headers_replace (headers, "Location", "https://elsewhere.example.com/");
      say (message, packshot_fake_host_fault_get_status (fault),
           self->password != NULL ? self->password : "no");
    }
  else if (self->user != NULL && !is_known (self, message))
    say (message, SOUP_STATUS_UNAUTHORIZED, "who are you?");
  else if (wrong != NULL)
    say (message, SOUP_STATUS_BAD_REQUEST, wrong);
  else
    keep (self, message, path, fault);

  if (fault == PACKSHOT_FAKE_HOST_SLOW)
    wait (message);
}

static void
show (PackshotFakeHost *self, SoupServerMessage *message, const char *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *name = g_str_has_prefix (path, PUBLIC_FOLDER) ? path + strlen (PUBLIC_FOLDER) : path;
  const File *file = g_hash_table_lookup (self->files, name);

  self->n_looks++;
  if (soup_message_headers_get_one (headers, "Authorization") != NULL
      || soup_message_headers_get_one (headers, "Cookie") != NULL)
    {
      self->n_leaks++;
      say (message, SOUP_STATUS_BAD_REQUEST, "no keys here");
      return;
    }

  if (file == NULL || file->fault == PACKSHOT_FAKE_HOST_HIDDEN)
    {
      say (message, SOUP_STATUS_NOT_FOUND, "not found");
      return;
    }
  if (file->fault == PACKSHOT_FAKE_HOST_LOGIN)
    {
      say (message, SOUP_STATUS_OK, "please log in");
      return;
    }

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  if (file->fault == PACKSHOT_FAKE_HOST_OTHER)
    soup_server_message_set_response (message, file->content_type, SOUP_MEMORY_STATIC, "other", 5);
  else
    soup_server_message_set_response (message, file->content_type, SOUP_MEMORY_COPY,
                                      g_bytes_get_data (file->bytes, NULL),
                                      g_bytes_get_size (file->bytes));
}

static void
forget (PackshotFakeHost *self, SoupServerMessage *message, const char *path)
{
  const char *name = g_str_has_prefix (path, FOLDER) ? path + strlen (FOLDER) : path;

  if (self->user != NULL && !is_known (self, message))
    say (message, SOUP_STATUS_UNAUTHORIZED, "who are you?");
  else if (g_hash_table_remove (self->files, name))
    soup_server_message_set_status (message, SOUP_STATUS_NO_CONTENT, NULL);
  else
    say (message, SOUP_STATUS_NOT_FOUND, "not found");
}

static void
folder_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  PackshotFakeHost *self = user_data;

  g_mutex_lock (&self->mutex);
  if (soup_server_message_get_method (message) == SOUP_METHOD_DELETE)
    forget (self, message, path);
  else
    take (self, message, path);
  g_mutex_unlock (&self->mutex);
}

static void
site_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer user_data)
{
  PackshotFakeHost *self = user_data;

  g_mutex_lock (&self->mutex);
  show (self, message, path);
  g_mutex_unlock (&self->mutex);
}

/* Returns: (transfer full): the address of a folder, without a slash at the end */
static char *
dup_folder_url (const char *server_url, const char *folder)
{
  return g_strdup_printf ("%s%.*s", server_url, (int) strlen (folder) - 1, folder);
}

static void
begin (gpointer user_data)
{
  PackshotFakeHost *self = user_data;
  g_autofree char *folder_url = NULL;
  g_autofree char *site_url = NULL;

  self->folder = packshot_fake_thread_listen (0, folder_cb, self, &folder_url);
  self->site = packshot_fake_thread_listen (0, site_cb, self, &site_url);
  self->url = dup_folder_url (folder_url, FOLDER);
  self->public_url = dup_folder_url (site_url, PUBLIC_FOLDER);
}

static void
end (gpointer user_data)
{
  PackshotFakeHost *self = user_data;

  packshot_fake_thread_hang_up (&self->folder);
  packshot_fake_thread_hang_up (&self->site);
}

/**
 * packshot_fake_host_new:
 * @user: (nullable): who may put files there; %NULL for everybody
 * @password: (nullable): by which
 *
 * Returns: (transfer full): an image host that listens
 */
PackshotFakeHost *
packshot_fake_host_new (const char *user, const char *password)
{
  PackshotFakeHost *self = g_new0 (PackshotFakeHost, 1);

  self->user = g_strdup (user);
  self->password = g_strdup (password);
  self->faults = g_array_new (FALSE, FALSE, sizeof (Planned));
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, file_free);
  g_mutex_init (&self->mutex);
  self->thread = packshot_fake_thread_new ("fake-host", begin, end, self);

  return self;
}

/**
 * packshot_fake_host_free:
 * @self: (transfer full): an image host
 *
 * Ends it, and breaks off whatever is on its way.
 */
void
packshot_fake_host_free (PackshotFakeHost *self)
{
  packshot_fake_thread_free (self->thread);
  g_array_unref (self->faults);
  g_hash_table_unref (self->files);
  g_mutex_clear (&self->mutex);
  g_free (self->url);
  g_free (self->public_url);
  g_free (self->user);
  g_free (self->password);
  g_free (self);
}

/**
 * packshot_fake_host_get_url:
 * @self: an image host
 *
 * Returns: (transfer none): where files are put, without a slash at the end
 */
const char *
packshot_fake_host_get_url (PackshotFakeHost *self)
{
  return self->url;
}

/**
 * packshot_fake_host_get_public_url:
 * @self: an image host
 *
 * Returns: (transfer none): where everybody finds them, without a slash at the end
 */
const char *
packshot_fake_host_get_public_url (PackshotFakeHost *self)
{
  return self->public_url;
}

/**
 * packshot_fake_host_add_fault:
 * @self: an image host
 * @fault: what shall go wrong, after those that were added before
 * @times: with how many files
 */
void
packshot_fake_host_add_fault (PackshotFakeHost *self, PackshotFakeHostFault fault, guint times)
{
  const Planned planned = { fault, times };

  g_mutex_lock (&self->mutex);
  g_array_append_val (self->faults, planned);
  g_mutex_unlock (&self->mutex);
}

/**
 * packshot_fake_host_plan:
 * @self: an image host
 * @text: a fault, as packshot_fake_host_fault_parse() takes it
 *
 * Returns: whether there is such a fault; it was added
 */
gboolean
packshot_fake_host_plan (PackshotFakeHost *self, const char *text)
{
  PackshotFakeHostFault fault;
  guint times;

  if (!packshot_fake_host_fault_parse (text, &fault, &times))
    return FALSE;

  packshot_fake_host_add_fault (self, fault, times);
  return TRUE;
}

/**
 * packshot_fake_host_count:
 * @self: an image host
 * @what: "put": how often somebody tried to put a file there; "file": how many files there are;
 *   "look": how often somebody looked for one; "leak": how often that brought a key, where none may
 *   be brought
 *
 * Returns: the number
 */
guint
packshot_fake_host_count (PackshotFakeHost *self, const char *what)
{
  guint n;

  g_mutex_lock (&self->mutex);
  if (g_str_equal (what, "put"))
    n = self->n_puts;
  else if (g_str_equal (what, "file"))
    n = g_hash_table_size (self->files);
  else if (g_str_equal (what, "look"))
    n = self->n_looks;
  else
    n = self->n_leaks;
  g_mutex_unlock (&self->mutex);

  return n;
}

/**
 * packshot_fake_host_ref_file:
 * @self: an image host
 * @address: the public address of a file
 *
 * Returns: (transfer full) (nullable): its bytes; %NULL where there is none
 */
GBytes *
packshot_fake_host_ref_file (PackshotFakeHost *self, const char *address)
{
  const File *file = NULL;
  GBytes *bytes = NULL;

  g_mutex_lock (&self->mutex);
  if (g_str_has_prefix (address, self->public_url))
    file = g_hash_table_lookup (self->files, address + strlen (self->public_url) + 1);
  if (file != NULL)
    bytes = g_bytes_ref (file->bytes);
  g_mutex_unlock (&self->mutex);

  return bytes;
}
