/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real amending documents, where they are present: how many orders are read in each, and what they
 * make of a text against its official consolidation. */
#include "config.h"

#include "corpus/tl-statute-versions.h"
#include "import-test.h"
#include "text/tl-text.h"

/* Changes counted once by comparing what was read with the documents; a figure that moves is a
 * change of the reading, to be looked at. @notes: orders that are told to be not understood. */
static const struct
{
  const char *file;
  guint changes;
  guint notes;
} documents[] = {
  { "statutes/law-43-2024.pdf", 7, 0 },
  { "statutes/decree-50-2026.pdf", 76, 0 },
  { "statutes/decree-226-2025.pdf", 328, 2 },
  { "statutes/registration-fee-guidance-amendment-67-2025.pdf", 9, 0 },
  { "pdf/thong-tu-so-45-2026-tt-btc-469477.pdf", 21, 0 },
  { "pdf/thong-tu-so-10-2024-tt-bldtbxh-43067.pdf", 19, 0 },
  { "pdf/thong-tu-so-34-2021-tt-bldtbxh-36490.pdf", 7, 1 },
  { "word/Luật-87-2025-QH15.docx", 37, 0 },
  { "word/Luật-90-2025-QH15.docx", 441, 1 },
  { "word/Thông tư số 15.2022.docx", 38, 0 },
};

/* An amending document, the consolidated text it went into, what of it is about that text and was
 * not changed again by a later document, and how much of that the consolidation has in the same
 * letters. */
static const struct
{
  const char *amender;
  const char *consolidated;
  const char *target; /* number of the consolidated document */
  guint wanted;
  guint equal;
} pairs[] = {
  { "pdf/thong-tu-so-34-2021-tt-bldtbxh-36490.pdf",
    "pdf/van-ban-hop-nhat-so-959-vbhn-bldtbxh-36963.pdf", "27/2018/TT-BLĐTBXH", 4, 4 },
  { "statutes/law-43-2024.pdf", "pdf/44_VBHN-VPQH_699655.pdf", "31/2024/QH15", 3, 3 },
};

static TlDocument *
read_document (const char *name, TlImportResult **result)
{
  g_autofree char *path = test_shared (name);

  if (path == NULL)
    return NULL;
  *result = test_import (path, TL_IMPORT_AUTO);
  g_assert_cmpuint ((*result)->documents->len, ==, 1);
  return g_ptr_array_index ((*result)->documents, 0);
}

static gboolean
is_change (const TlAmendment *amendment)
{
  return amendment->kind != TL_AMENDMENT_BASIS && amendment->kind != TL_AMENDMENT_IMPLEMENT
         && amendment->kind != TL_AMENDMENT_CONSOLIDATE && amendment->kind != TL_AMENDMENT_CORRECT;
}

static void
every_amending_document_gives_its_orders (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (TlImportResult) result = NULL;
  const TlDocument *document = read_document (documents[i].file, &result);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) orders = NULL;
  guint changes = 0;

  if (document == NULL)
    return;
  orders = tl_document_read_amendments (document, notes);
  for (guint k = 0; k < orders->len; k++)
    changes += is_change (g_ptr_array_index (orders, k));
  g_assert_cmpuint (changes, ==, documents[i].changes);
  g_assert_cmpuint (notes->len, ==, documents[i].notes);
}

static char *
letters_of (const TlDocument *document, const char *anchor, const char *day)
{
  int index = tl_document_find (document, anchor, day);
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;
  char *out;

  g_assert_cmpint (index, >=, 0);
  text = tl_document_unit_text_on (document, (guint)index, day);
  folded = tl_text_fold (text, -1, TL_FOLD_PLAIN, NULL);
  out = folded;
  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      *out++ = *p;
  *out = '\0';
  return g_steal_pointer (&folded);
}

/* Applied to the consolidated text, an order must give again what stands there. */
static gboolean
gives_the_same (const TlDocument *document, TlAmendment *order)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TlDocument) changed = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_ptr_array_add (one, order);
  changed = tl_statute_apply (document, "amender", "2099-01-01", one, notes);
  g_assert_cmpuint (notes->len, ==, 0);
  before = letters_of (changed, order->unit, "2098-12-31");
  after = letters_of (changed, order->unit, "2099-01-01");
  if (strcmp (before, after) != 0)
    g_test_message ("%s: there %s\n     applied %s", order->unit, before, after);
  return strcmp (before, after) == 0;
}

static void
an_order_gives_what_the_consolidation_has (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (TlImportResult) first = NULL;
  g_autoptr (TlImportResult) second = NULL;
  const TlDocument *amender = read_document (pairs[i].amender, &first);
  const TlDocument *document
      = amender != NULL ? read_document (pairs[i].consolidated, &second) : NULL;
  g_autoptr (GPtrArray) orders = NULL;
  guint wanted = 0, equal = 0;

  if (document == NULL)
    return;
  orders = tl_document_read_amendments (amender, NULL);
  for (guint k = 0; k < orders->len; k++)
    {
      TlAmendment *order = g_ptr_array_index (orders, k);

      if (order->kind != TL_AMENDMENT_AMEND || order->text == NULL || order->unit == NULL
          || order->scope != TL_AMENDMENT_WHOLE
          || g_strcmp0 (order->target->number, pairs[i].target) != 0)
        continue;
      wanted++;
      equal += gives_the_same (document, order);
    }
  g_assert_cmpuint (wanted, ==, pairs[i].wanted);
  g_assert_cmpuint (equal, ==, pairs[i].equal);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autofree char *path = g_strdup_printf ("/import/real-amendments/orders/%u", i);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), every_amending_document_gives_its_orders);
    }
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/import/real-amendments/consolidated/%u", i);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), an_order_gives_what_the_consolidation_has);
    }
  return g_test_run ();
}
