/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-job-selection.h"

struct _PackshotJobSelection
{
  GObject parent_instance;

  GtkSelectionModel *selected; /* (owned): which knows what is selected, active or not */
  gboolean active;
};

typedef enum
{
  PROP_ACTIVE = 1,
  N_PROPS,
} PackshotJobSelectionProperty;

static GParamSpec *props[N_PROPS];

static GType
get_item_type (GListModel *list)
{
  return PACKSHOT_TYPE_JOB;
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PACKSHOT_JOB_SELECTION (list)->selected));
}

static gpointer
get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (PACKSHOT_JOB_SELECTION (list)->selected), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_is_selected (PACKSHOT_JOB_SELECTION (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_selection_model_get_selection_in_range (PACKSHOT_JOB_SELECTION (model)->selected,
                                                     position, n_items);
}

/* Who wants this one and no other has only come by it. */
static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  PackshotJobSelection *self = PACKSHOT_JOB_SELECTION (model);

  if (unselect_rest)
    return FALSE;

  packshot_job_selection_set_active (self, TRUE);
  return gtk_selection_model_select_item (self->selected, position, FALSE);
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_unselect_item (PACKSHOT_JOB_SELECTION (model)->selected, position);
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  PackshotJobSelection *self = PACKSHOT_JOB_SELECTION (model);

  packshot_job_selection_set_active (self, TRUE);
  return gtk_selection_model_select_range (self->selected, position, n_items, unselect_rest);
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_selection_model_unselect_range (PACKSHOT_JOB_SELECTION (model)->selected, position,
                                             n_items);
}

static gboolean
select_all (GtkSelectionModel *model)
{
  PackshotJobSelection *self = PACKSHOT_JOB_SELECTION (model);

  packshot_job_selection_set_active (self, TRUE);
  return gtk_selection_model_select_all (self->selected);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  return gtk_selection_model_unselect_all (PACKSHOT_JOB_SELECTION (model)->selected);
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PackshotJobSelection,
                               packshot_job_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

static void
packshot_job_selection_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  PackshotJobSelection *self = PACKSHOT_JOB_SELECTION (object);

  switch ((PackshotJobSelectionProperty) prop_id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_job_selection_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  PackshotJobSelection *self = PACKSHOT_JOB_SELECTION (object);

  switch ((PackshotJobSelectionProperty) prop_id)
    {
    case PROP_ACTIVE:
      packshot_job_selection_set_active (self, g_value_get_boolean (value));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_job_selection_finalize (GObject *object)
{
  g_object_unref (PACKSHOT_JOB_SELECTION (object)->selected);

  G_OBJECT_CLASS (packshot_job_selection_parent_class)->finalize (object);
}

static void
packshot_job_selection_class_init (PackshotJobSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = packshot_job_selection_get_property;
  object_class->set_property = packshot_job_selection_set_property;
  object_class->finalize = packshot_job_selection_finalize;

  props[PROP_ACTIVE] =
      g_param_spec_boolean ("active", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
packshot_job_selection_init (PackshotJobSelection *self)
{
}

/**
 * packshot_job_selection_new:
 * @jobs: a list of #PackshotJob
 *
 * Returns: (transfer full): the same list with nothing selected
 */
PackshotJobSelection *
packshot_job_selection_new (GListModel *jobs)
{
  PackshotJobSelection *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (jobs), NULL);

  self = g_object_new (PACKSHOT_TYPE_JOB_SELECTION, NULL);
  self->selected = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (jobs)));
  g_signal_connect_object (self->selected, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selected, "selection-changed",
                           G_CALLBACK (gtk_selection_model_selection_changed), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * packshot_job_selection_get_active:
 * @self: a selection
 *
 * Returns: whether several jobs are being selected
 */
gboolean
packshot_job_selection_get_active (PackshotJobSelection *self)
{
  g_return_val_if_fail (PACKSHOT_IS_JOB_SELECTION (self), FALSE);

  return self->active;
}

/**
 * packshot_job_selection_set_active:
 * @self: a selection
 * @active: whether several jobs are being selected; otherwise none is
 */
void
packshot_job_selection_set_active (PackshotJobSelection *self, gboolean active)
{
  g_return_if_fail (PACKSHOT_IS_JOB_SELECTION (self));

  active = active != FALSE;
  if (self->active == active)
    return;

  self->active = active;
  if (!active)
    gtk_selection_model_unselect_all (self->selected);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACTIVE]);
}

/**
 * packshot_job_selection_toggle:
 * @self: a selection that is active
 * @position: of a job
 */
void
packshot_job_selection_toggle (PackshotJobSelection *self, guint position)
{
  g_return_if_fail (PACKSHOT_IS_JOB_SELECTION (self) && self->active);

  if (gtk_selection_model_is_selected (self->selected, position))
    gtk_selection_model_unselect_item (self->selected, position);
  else
    gtk_selection_model_select_item (self->selected, position, FALSE);
}

/**
 * packshot_job_selection_list:
 * @self: a selection
 *
 * Returns: (transfer full) (element-type PackshotJob): what is selected, in the order of the list
 */
GPtrArray *
packshot_job_selection_list (PackshotJobSelection *self)
{
  g_autoptr (GtkBitset) positions = NULL;
  GPtrArray *jobs = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (PACKSHOT_IS_JOB_SELECTION (self), jobs);

  positions = gtk_selection_model_get_selection (self->selected);
  for (gboolean valid = gtk_bitset_iter_init_first (&iter, positions, &position); valid;
       valid = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (jobs, g_list_model_get_item (G_LIST_MODEL (self->selected), position));

  return jobs;
}
