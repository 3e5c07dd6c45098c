/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-create-page.h"
#include "packshot-draft-keeper.h"
#include "packshot-form.h"
#include "packshot-previewer.h"
#include "packshot-service-row.h"
#include "packshot-stage.h"
#include "packshot-strip-view.h"

G_BEGIN_DECLS

/* How long to wait for more before the preview is another, in milliseconds: until somebody stops
 * typing, and until a slider rests. */
#define PACKSHOT_CREATE_PAGE_TYPING_DELAY 700
#define PACKSHOT_CREATE_PAGE_OTHER_DELAY  200

/* For the files the page is written in; everybody else asks by the functions. */
struct _PackshotCreatePage
{
  AdwBin parent_instance;

  PackshotStage *stage;
  PackshotStripView *strip_view;
  PackshotForm *form;
  PackshotServiceRow *service_row;
  GtkButton *create_button;
  GtkLabel *create_label;
  GtkLabel *trouble_label;
  GtkWidget *host_button;
  PackshotStrip *strip;       /* (owned) */
  PackshotRegistry *registry; /* (owned) (nullable) */
  PackshotManifest *manifest; /* (owned) (nullable) */
  PackshotQueue *queue;       /* (owned) (nullable) */
  PackshotAccounts *accounts; /* (owned) (nullable) */
  PackshotMemory *memory;     /* (owned) (nullable) */

  PackshotPreviewer *previewer; /* (owned) (nullable) */
  PackshotDraftKeeper *keeper;  /* (owned) (nullable) */
  char *complaint;              /* (owned) (nullable): about what was kept */
  guint draft_id;               /* of what is to be kept soon */
  GHashTable *ordered;          /* (owned) (nullable): what was chosen for the order before */
  PackshotStripItem *recalled;  /* (owned) (nullable): which photo was looked at the last time */
  char *awaited;                /* (owned) (nullable): path or address of a photo on its way */
  PackshotPictureFraming awaited_framing; /* how that one is to be framed */
  GPtrArray
      *ordering; /* (owned) (nullable) (element-type PackshotJob): may be about to be paid for */
  guint n_taken_back; /* jobs of which nothing came, that are being deleted */
};

/* The photos. */
const char *packshot_create_page_get_picture (PackshotCreatePage *self);
gboolean packshot_create_page_set_picture (PackshotCreatePage *self,
                                           PackshotRequest *request,
                                           PackshotStripItem *item,
                                           GError **error);
void packshot_create_page_show_preview (PackshotCreatePage *self, guint delay);
void packshot_create_page_show_naming (PackshotCreatePage *self);
void packshot_create_page_follow_strip (PackshotCreatePage *self);
void packshot_create_page_arrived_cb (PackshotCreatePage *self,
                                      PackshotPhoto *photo,
                                      const char *address);
void packshot_create_page_arrived_files_cb (PackshotCreatePage *self, GPtrArray *paths);
void packshot_create_page_removed_cb (PackshotCreatePage *self);
void packshot_create_page_broken_cb (PackshotCreatePage *self, const char *words);

/* What comes back after the program ended. */
void packshot_create_page_keep_draft (PackshotCreatePage *self);
void packshot_create_page_forget_draft (PackshotCreatePage *self);
void packshot_create_page_flush_draft (PackshotCreatePage *self);
void packshot_create_page_recall_draft (PackshotCreatePage *self);
void packshot_create_page_clear (PackshotCreatePage *self);
void packshot_create_page_begin_form (PackshotCreatePage *self);

/* Their framing. */
void packshot_create_page_follow_framing (PackshotCreatePage *self);
void packshot_create_page_set_framing (PackshotCreatePage *self,
                                       PackshotRequest *request,
                                       PackshotStripItem *item);
void packshot_create_page_show_framing (PackshotCreatePage *self);
void packshot_create_page_await_framing (PackshotCreatePage *self, PackshotRequest *request);
void packshot_create_page_take_framing (PackshotCreatePage *self, PackshotStripItem *item);

/* The order. */
void packshot_create_page_show_needs (PackshotCreatePage *self);
void packshot_create_page_show_price (PackshotCreatePage *self);

G_END_DECLS
