/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <xapian.h>

extern "C"
{
#include "search-peers.h"
}

/* Texts held in memory at once. */
#define BATCH 20000
#define HITS  10

extern "C" gboolean
search_xapian_build (const char *path, char *(*next) (gpointer user_data), gpointer user_data)
{
  g_autofree char *scratch = g_strconcat (path, ".scratch", NULL);
  char *text;
  guint held = 0;

  try
    {
      Xapian::WritableDatabase db (scratch, Xapian::DB_CREATE_OR_OVERWRITE
                                                | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_TERMLIST
                                                | Xapian::DB_NO_SYNC);

      db.begin_transaction (true);
      while ((text = next (user_data)) != NULL)
        {
          Xapian::Document document;

          for (char *word = strtok (text, " "); word != NULL; word = strtok (NULL, " "))
            if (strlen (word) < 200)
              document.add_term (word);
          g_free (text);
          db.add_document (document);
          if (++held % BATCH == 0)
            {
              db.commit_transaction ();
              db.begin_transaction (true);
            }
        }
      db.commit_transaction ();
      db.compact (path, Xapian::DBCOMPACT_SINGLE_FILE);
      return TRUE;
    }
  catch (const Xapian::Error &e)
    {
      g_printerr ("%s: %s\n", path, e.get_msg ().c_str ());
      return FALSE;
    }
}

extern "C" gpointer
search_xapian_open (const char *path)
{
  try
    {
      return new Xapian::Database (path);
    }
  catch (const Xapian::Error &e)
    {
      g_printerr ("%s: %s\n", path, e.get_msg ().c_str ());
      return NULL;
    }
}

extern "C" guint
search_xapian_ask (gpointer database, GPtrArray *syllables)
{
  Xapian::Database *db = static_cast<Xapian::Database *> (database);
  Xapian::Enquire enquire (*db);
  std::vector<std::string> terms;

  for (guint i = 0; i < syllables->len; i++)
    terms.push_back (static_cast<const char *> (g_ptr_array_index (syllables, i)));
  enquire.set_query (Xapian::Query (Xapian::Query::OP_OR, terms.begin (), terms.end ()));
  return enquire.get_mset (0, HITS).size ();
}

extern "C" void
search_xapian_close (gpointer database)
{
  delete static_cast<Xapian::Database *> (database);
}
