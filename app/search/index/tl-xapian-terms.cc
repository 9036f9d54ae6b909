/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <string>
#include <unordered_map>

#include "search/index/tl-postings.h"
#include "search/index/tl-xapian-private.hh"

typedef std::unordered_map<std::string, guint32> Frequencies;

/* Of the terms with long lists, from @first on. */
static Frequencies
read_long (const Xapian::Database &db, const char *first)
{
  Xapian::TermIterator i = db.metadata_keys_begin (TL_XAPIAN_FREQUENCY);
  const Xapian::TermIterator end = db.metadata_keys_end (TL_XAPIAN_FREQUENCY);
  Frequencies frequencies;

  for (i.skip_to (std::string (TL_XAPIAN_FREQUENCY) + first); i != end; ++i)
    {
      const std::string key = *i;
      const std::string head = db.get_metadata (key);

      frequencies[key.substr (strlen (TL_XAPIAN_FREQUENCY))]
          = tl_postings_read_frequency (head.data (), head.size ());
    }
  return frequencies;
}

/* Long lists are stepped over, and not read through for the next key. */
static void
walk_terms (const Xapian::Database &db,
            const char *first,
            TlXapianTermFunc func,
            gpointer user_data)
{
  const Frequencies frequencies = read_long (db, first);
  Xapian::TermIterator i = db.metadata_keys_begin (TL_XAPIAN_POSTINGS);
  const Xapian::TermIterator end = db.metadata_keys_end (TL_XAPIAN_POSTINGS);

  i.skip_to (std::string (TL_XAPIAN_POSTINGS) + first);
  while (i != end)
    {
      const std::string key = *i;
      const char *term = key.c_str () + strlen (TL_XAPIAN_POSTINGS);
      const Frequencies::const_iterator known = frequencies.find (term);

      if (known != frequencies.end ())
        {
          func (term, known->second, user_data);
          i.skip_to (key + '\0');
        }
      else
        {
          const std::string list = db.get_metadata (key);

          func (term, tl_postings_read_frequency (list.data (), list.size ()), user_data);
          ++i;
        }
    }
}

gboolean
tl_xapian_db_foreach_term (TlXapianDb *self,
                           guint file,
                           const char *first,
                           TlXapianTermFunc func,
                           gpointer user_data,
                           GError **error)
{
  try
    {
      walk_terms (self->files[file], first, func, user_data);
      return TRUE;
    }
  catch (...)
    {
      tl_xapian_set_thrown (error, self->paths[file]);
      return FALSE;
    }
}
