/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* A paid step, in words for the one who pays. */

#include "packshot-cli-order.h"

#include <glib/gi18n.h>

#include "packshot-cli-describe.h"
#include "packshot-cli-layout.h"
#include "packshot-cli-words.h"

#define HEAD_WIDTH 20

/* What comes of a step, first to begin a sentence with. */
typedef struct
{
  const char *subject;
  const char *question; /* takes the price */
  const char *blind_question;
} Product;

static const Product video = {
  /* Translators: begins a sentence such as “This video costs 100 credits at Shop Films, and …”; so
     do the others. */
  N_ ("This video"),
  /* Translators: “%s” is a price; y and N are typed as they stand. */
  N_ ("Create the video for %s? [y/N] "),
  N_ ("Create the video, though its price is not known? [y/N] "),
};

static const Product preview = {
  N_ ("This preview"),
  N_ ("Create the preview for %s? [y/N] "),
  N_ ("Create the preview, though its price is not known? [y/N] "),
};

static const Product other_preview = {
  N_ ("Another preview"),
  N_ ("Create another preview for %s? [y/N] "),
  N_ ("Create another preview, though its price is not known? [y/N] "),
};

static const Product other_video = {
  N_ ("Another video"),
  N_ ("Create another video for %s? [y/N] "),
  N_ ("Create another video, though its price is not known? [y/N] "),
};

static const PackshotPrice *
find_price (const PackshotCliOrder *self, PackshotStep step)
{
  PackshotManifest *manifest = packshot_job_get_manifest (self->job);

  return manifest != NULL ? packshot_manifest_find_price (manifest, step) : NULL;
}

static const Product *
get_product (const PackshotCliOrder *self)
{
  switch (self->step)
    {
    case PACKSHOT_STEP_REGENERATE_PICTURE:
      return &other_preview;
    case PACKSHOT_STEP_REGENERATE_VIDEO:
      return &other_video;
    case PACKSHOT_STEP_CREATE:
      /* Where a step follows that has the video made, this one does not. */
      return find_price (self, PACKSHOT_STEP_APPROVE) != NULL ? &preview : &video;
    case PACKSHOT_STEP_APPROVE:
    case PACKSHOT_STEP_MAKE:
    case PACKSHOT_STEP_PREPARE:
    case PACKSHOT_STEP_UPLOAD:
    case PACKSHOT_STEP_POLL:
    case PACKSHOT_STEP_FETCH:
    case PACKSHOT_STEP_CANCEL:
    case PACKSHOT_STEP_PREVIEW:
    case PACKSHOT_STEP_REHOST:
    default:
      return &video;
    }
}

/* Within a sentence: "100 credits", "at least 0.35 USD". */
static char *
dup_amount (const PackshotCliOrder *self)
{
  const PackshotPrice *price = find_price (self, self->step);
  gint64 amount = packshot_cli_order_get_price (self);
  g_autofree char *words = packshot_cli_words_money (amount, packshot_job_get_manifest (self->job),
                                                     packshot_job_get_unit (self->job));

  if (price == NULL || price->amount != amount || !price->at_least)
    return g_steal_pointer (&words);

  return g_strdup_printf (_ ("at least %s"), words);
}

/**
 * packshot_cli_order_get_price:
 * @self: an order
 *
 * Returns: what the step costs, in millionths of the service's unit, or %PACKSHOT_MONEY_UNKNOWN
 */
gint64
packshot_cli_order_get_price (const PackshotCliOrder *self)
{
  const PackshotPrice *price = find_price (self, self->step);

  /* The price of the day on which it was ordered is the one that was agreed on. */
  if (self->step == PACKSHOT_STEP_CREATE)
    return packshot_job_get_price (self->job);

  return price != NULL ? price->amount : PACKSHOT_MONEY_UNKNOWN;
}

/**
 * packshot_cli_order_dup_price:
 * @self: an order
 *
 * Returns: (transfer full): the same in words: "100 credits", "from 0.35 USD", "not known"
 */
char *
packshot_cli_order_dup_price (const PackshotCliOrder *self)
{
  const PackshotPrice *price = find_price (self, self->step);
  gint64 amount = packshot_cli_order_get_price (self);
  PackshotManifest *manifest = packshot_job_get_manifest (self->job);
  const char *unit = packshot_job_get_unit (self->job);

  return price != NULL && price->amount == amount
             ? packshot_cli_describe_price (price, manifest, unit)
             : packshot_cli_words_money (amount, manifest, unit);
}

/**
 * packshot_cli_order_append_price:
 * @self: an order
 * @text: where to append
 *
 * Appends a line with what the step costs.
 */
void
packshot_cli_order_append_price (const PackshotCliOrder *self, GString *text)
{
  const char *service = packshot_cli_words_service (self->job);
  g_autofree char *price = packshot_cli_order_dup_price (self);

  if (packshot_cli_order_get_price (self) < 0)
    g_string_append_printf (text, _ ("%s does not tell beforehand what this costs.\n"), service);
  else
    g_string_append_printf (text, "%s: %s\n", service, price);
}

/**
 * packshot_cli_order_has_option:
 * @self: an order
 * @option: an option of its service
 *
 * Returns: whether the value of the option goes out with the step
 */
gboolean
packshot_cli_order_has_option (const PackshotCliOrder *self, PackshotOption *option)
{
  return packshot_option_has_step (option, self->step);
}

/**
 * packshot_cli_order_append_later:
 * @self: an order
 * @text: where to append
 *
 * Appends what later steps of the job cost, a row each.
 */
void
packshot_cli_order_append_later (const PackshotCliOrder *self, GString *text)
{
  static const PackshotStep steps[] = { PACKSHOT_STEP_APPROVE, PACKSHOT_STEP_REGENERATE_PICTURE,
                                        PACKSHOT_STEP_REGENERATE_VIDEO };
  gboolean has_head = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const PackshotPrice *price = find_price (self, steps[i]);
      g_autofree char *words = NULL;

      /* No picture is made again once its video is there. */
      if (price == NULL || steps[i] == self->step
          || (steps[i] != PACKSHOT_STEP_REGENERATE_VIDEO
              && (self->step == PACKSHOT_STEP_APPROVE
                  || self->step == PACKSHOT_STEP_REGENERATE_VIDEO)))
        continue;

      if (!has_head)
        g_string_append (text, _ ("Later, and only when you ask for it:\n"));
      has_head = TRUE;
      words = packshot_cli_describe_price (price, packshot_job_get_manifest (self->job),
                                           packshot_job_get_unit (self->job));
      packshot_cli_layout_append_row (text, 2, price->label, HEAD_WIDTH, words);
    }
}

/**
 * packshot_cli_order_dup_refusal:
 * @self: an order
 *
 * Returns: (transfer full): why it is not sent where nobody can be asked, in one sentence
 */
char *
packshot_cli_order_dup_refusal (const PackshotCliOrder *self)
{
  const char *service = packshot_cli_words_service (self->job);
  const char *subject = _ (get_product (self)->subject);
  g_autofree char *price = dup_amount (self);

  if (packshot_cli_order_get_price (self) < 0)
    return g_strdup_printf (_ ("%s does not tell beforehand what this costs, and there is nobody "
                               "to ask whether that is all right; --yes accepts it. Nothing was "
                               "sent."),
                            service);

  /* Translators: As in "This video costs 100 credits at Shop Films, and …" */
  return g_strdup_printf (_ ("%s costs %s at %s, and there is nobody to ask whether that is all "
                             "right; --yes accepts the price. Nothing was sent."),
                          subject, price, service);
}

/**
 * packshot_cli_order_dup_question:
 * @self: an order
 *
 * Returns: (transfer full): what to ask the one who pays, on a line that is not ended
 */
char *
packshot_cli_order_dup_question (const PackshotCliOrder *self)
{
  const Product *product = get_product (self);
  g_autofree char *price = dup_amount (self);
  g_auto (GStrv) parts = NULL;

  if (packshot_cli_order_get_price (self) < 0)
    return g_strdup (_ (product->blind_question));

  parts = g_strsplit (_ (product->question), "%s", 2);
  return g_strjoinv (price, parts);
}
