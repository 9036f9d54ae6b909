/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/store/tl-store-intake.h"

#include "tl-store-items-private.h"

/* The columns of many rows, as arrays of PostgreSQL. */
enum
{
  ID,
  DEVICE,
  PERSON,
  UNIT,
  KIND,
  SEQUENCE,
  REVISION,
  BODY,
  RECEIVED,
  VERDICT,
  DOCUMENT,
  ANCHOR,
  SERIAL,
  FOLD,
  N_COLUMNS
};

/* Numbers of rows are given in the order of the arrays: an author's items in his order. */
#define INSERT_MANY                                                                                \
  "INSERT INTO items (id, device, person, unit, kind, sequence, revision, body, received, state,"  \
  " changed, verdict, document, anchor, serial, fold)"                                             \
  " SELECT id, device, person, unit, kind, sequence, revision, body, received, 'received',"        \
  " received, verdict, document, anchor, serial, fold FROM unnest($1::TEXT[], $2::TEXT[],"         \
  " $3::TEXT[], $4::TEXT[], $5::TEXT[], $6::BIGINT[], $7::BIGINT[], $8::TEXT[], $9::BIGINT[],"     \
  " $10::TEXT[], $11::TEXT[], $12::TEXT[], $13::BIGINT[], $14::TEXT[]) WITH ORDINALITY"            \
  " AS rows (id, device, person, unit, kind, sequence, revision, body, received, verdict,"         \
  " document, anchor, serial, fold, place) ORDER BY place"                                         \
  " ON CONFLICT (id) DO NOTHING RETURNING id"

static void
add_number (GString *array, gint64 number)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  tl_sql_array_add (array, text);
}

static void
add_row (GString **columns, const TlStoreIntake *intake, guint i)
{
  const TlStoreAuthor *author = &intake->author;
  const TlItem *item = intake->items[i];

  tl_sql_array_add (columns[ID], item->id);
  tl_sql_array_add (columns[DEVICE], author->device);
  tl_sql_array_add (columns[PERSON], author->person);
  tl_sql_array_add (columns[UNIT], author->unit);
  tl_sql_array_add (columns[KIND], tl_item_kind_to_name (item->kind));
  add_number (columns[SEQUENCE], item->sequence);
  add_number (columns[REVISION], item->revision);
  tl_sql_array_add (columns[BODY], intake->bodies[i]);
  add_number (columns[RECEIVED], intake->now);
  tl_sql_array_add (columns[VERDICT], item->kind == TL_ITEM_FEEDBACK
                                          ? tl_item_verdict_to_name (item->verdict)
                                          : NULL);
  tl_sql_array_add (columns[DOCUMENT], item->document);
  tl_sql_array_add (columns[ANCHOR], item->anchor);
  add_number (columns[SERIAL], item->serial);
  tl_sql_array_add (columns[FOLD], intake->folds[i]);
}

/* Returns: (transfer full) (nullable): ids that are new. */
static GHashTable *
insert_many (TlSql *sql, TlStoreIntake *const *intakes, guint n, GError **error)
{
  GString *columns[N_COLUMNS];
  g_autoptr (TlSqlRows) rows = NULL;
  GHashTable *ids = NULL;

  for (guint i = 0; i < N_COLUMNS; i++)
    columns[i] = tl_sql_array_new ();
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < intakes[i]->n_items; j++)
      add_row (columns, intakes[i], j);
  for (guint i = 0; i < N_COLUMNS; i++)
    tl_sql_array_end (columns[i]);
  rows = tl_sql_query (
      sql, error, INSERT_MANY, "ssssssssssssss", columns[ID]->str, columns[DEVICE]->str,
      columns[PERSON]->str, columns[UNIT]->str, columns[KIND]->str, columns[SEQUENCE]->str,
      columns[REVISION]->str, columns[BODY]->str, columns[RECEIVED]->str, columns[VERDICT]->str,
      columns[DOCUMENT]->str, columns[ANCHOR]->str, columns[SERIAL]->str, columns[FOLD]->str);
  for (guint i = 0; i < N_COLUMNS; i++)
    g_string_free (columns[i], TRUE);
  if (rows == NULL)
    return NULL;
  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    g_hash_table_add (ids, g_strdup (tl_sql_rows_text (rows, i, 0)));
  return ids;
}

/* Returns: how many of @intake were not among those that are new. */
static guint
tell_new (TlStoreIntake *intake, GHashTable *ids)
{
  guint others = 0;

  for (guint i = 0; i < intake->n_items; i++)
    if (g_hash_table_remove (ids, intake->items[i]->id))
      {
        intake->results[i] = TL_STORE_NEW;
        intake->states[i] = g_strdup ("received");
      }
    else
      others++;
  return others;
}

/* In a transaction: what has no state yet is put by itself, where it may be there already. */
static gboolean
put_one_by_one (TlSql *sql, TlStoreIntake *intake, GError **error)
{
  for (guint i = 0; i < intake->n_items; i++)
    if (intake->states[i] == NULL
        && !_tl_store_item_put (sql, intake->now, &intake->author, intake->items[i],
                                intake->bodies[i], intake->folds[i], &intake->results[i],
                                &intake->states[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
put_rest (TlSql *sql, TlStoreIntake *const *intakes, guint n, GError **error)
{
  if (!tl_sql_begin (sql, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!put_one_by_one (sql, intakes[i], error))
      {
        tl_sql_rollback (sql);
        return FALSE;
      }
  return tl_sql_commit (sql, error);
}

/* Two servers that are given the same items, because an answer was lost, lock them in the same
 * order; the items of one workstation stay in theirs. */
static int
compare_cb (gconstpointer a, gconstpointer b, gpointer nothing)
{
  const TlStoreIntake *left = *(TlStoreIntake *const *)a, *right = *(TlStoreIntake *const *)b;

  return g_strcmp0 (left->author.device, right->author.device);
}

static void
begin (TlStoreIntake *intake)
{
  if (intake->folds == NULL)
    intake->folds = g_new0 (char *, intake->n_items + 1);
  for (guint i = 0; i < intake->n_items; i++)
    {
      g_clear_pointer (&intake->states[i], g_free);
      if (intake->folds[i] == NULL)
        intake->folds[i] = _tl_store_item_fold (intake->items[i]);
    }
}

gboolean
tl_store_intake_put (TlSql *sql, TlStoreIntake *const *intakes, guint n, GError **error)
{
  g_autofree TlStoreIntake **sorted = g_memdup2 (intakes, n * sizeof *intakes);
  g_autoptr (GHashTable) ids = NULL;
  guint others = 0;

  for (guint i = 0; i < n; i++)
    begin (sorted[i]);
  g_qsort_with_data (sorted, (int)n, sizeof *sorted, compare_cb, NULL);
  if (!tl_sql_is_postgres (sql))
    return put_rest (sql, sorted, n, error);
  ids = insert_many (sql, sorted, n, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    others += tell_new (sorted[i], ids);
  return others == 0 || put_rest (sql, sorted, n, error);
}

void
tl_store_intake_clear (TlStoreIntake *self)
{
  for (guint i = 0; i < self->n_items; i++)
    {
      g_free (self->states[i]);
      if (self->folds != NULL)
        g_free (self->folds[i]);
    }
  g_clear_pointer (&self->folds, g_free);
  g_clear_pointer (&self->states, g_free);
  g_clear_pointer (&self->results, g_free);
}
