/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "search/tl-bm25.h"
#include "search/tl-xapian-private.hh"

#define POLL_MASK 0xfff

namespace
{

/* Thrown through Xapian's matcher when the run was cancelled; not one of Xapian's own errors. */
struct Cancelled
{
};

struct Poll
{
  GCancellable *cancellable;
  unsigned count;

  void
  check ()
  {
    if ((++count & POLL_MASK) == 0 && g_cancellable_is_cancelled (cancellable))
      throw Cancelled ();
  }
};

/* BM25 whose shares are multiples of a power of two, so that sums do not depend on the order in
 * which the matcher adds them, and which looks at the cancellable between postings. */
class Bm25 : public Xapian::Weight
{
  double k1, b, step, scale;
  Poll *poll;

  double
  share (double wdf, double length) const
  {
    double average = get_average_length ();
    double value = scale * tl_bm25_share (wdf, average > 0 ? length / average : 1.0, k1, b);

    return step > 0 ? floor (value / step + 0.5) * step : value;
  }

public:
  Bm25 (double k1_, double b_, double step_, Poll *poll_)
      : k1 (k1_), b (b_), step (step_), scale (0), poll (poll_)
  {
    need_stat (COLLECTION_SIZE);
    need_stat (AVERAGE_LENGTH);
    need_stat (TERMFREQ);
    need_stat (WDF);
    need_stat (WDF_MAX);
    need_stat (DOC_LENGTH);
    need_stat (DOC_LENGTH_MIN);
  }

  void
  init (double factor) override
  {
    scale = factor > 0 ? factor * tl_bm25_idf (get_collection_size (), get_termfreq ()) : 0;
  }

  Weight *
  clone () const override
  {
    return new Bm25 (k1, b, step, poll);
  }

  std::string
  name () const override
  {
    return "TlBm25";
  }

  double
  get_sumpart (Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount) const override
  {
    poll->check ();
    return share (wdf, length);
  }

  /* A unit is at least as long as its most frequent term counts, and the share grows with both. */
  double
  get_maxpart () const override
  {
    Xapian::termcount wdf = get_wdf_upper_bound ();

    return share (wdf, MAX (get_doclength_lower_bound (), wdf)) + step;
  }

  double
  get_sumextra (Xapian::termcount, Xapian::termcount) const override
  {
    return 0;
  }

  double
  get_maxextra () const override
  {
    return 0;
  }
};

/* What the deciders of one match share. */
struct Gates
{
  const TlXapianMatch *match;
  const std::vector<std::string> &uuids; /* of the files, in their order */
  Poll *poll;
  guint opened;
};

/* Lets the units through that the decider accepts. Xapian tells a MatchDecider the id inside a file
 * but not which file; a posting source is told, for it is opened once a file. */
class Gate : public Xapian::PostingSource
{
  Gates *gates;
  guint shard;
  Xapian::docid at, last;

  bool
  is_open (Xapian::docid local)
  {
    gates->poll->check ();
    return gates->match->decide (shard, local, gates->match->user_data);
  }

  void
  find_from (Xapian::docid local)
  {
    for (at = local; at <= last && !is_open (at); at++)
      ;
  }

public:
  explicit Gate (Gates *gates_) : gates (gates_), shard (0), at (0), last (0)
  {
  }

  PostingSource *
  clone () const override
  {
    return new Gate (gates);
  }

  /* Files come in their order; equal ones are told apart by it. */
  void
  init (const Xapian::Database &db) override
  {
    const std::string uuid = db.get_uuid ();

    shard = gates->opened++;
    if (shard >= gates->uuids.size () || gates->uuids[shard] != uuid)
      for (shard = 0; shard + 1 < gates->uuids.size () && gates->uuids[shard] != uuid; shard++)
        ;
    at = 0;
    last = db.get_lastdocid ();
  }

  Xapian::doccount
  get_termfreq_min () const override
  {
    return 0;
  }

  /* More frequent than anything else, so that it is looked at last, and only for units that match.
   */
  Xapian::doccount
  get_termfreq_est () const override
  {
    return last + 1;
  }

  Xapian::doccount
  get_termfreq_max () const override
  {
    return last + 1;
  }

  void
  next (double) override
  {
    find_from (at + 1);
  }

  void
  skip_to (Xapian::docid local, double) override
  {
    if (local > at)
      find_from (local);
  }

  bool
  check (Xapian::docid local, double) override
  {
    if (local <= at)
      return true;
    if (!is_open (local))
      return false;
    at = local;
    return true;
  }

  bool
  at_end () const override
  {
    return at > last;
  }

  Xapian::docid
  get_docid () const override
  {
    return at;
  }
};

} // namespace

/* Xapian does not say which of several files failed: walk the postings in each until one fails
 * again. */
static void
set_error_of_shard (GError **error,
                    TlXapianDb *self,
                    const TlXapianMatch *match,
                    const Xapian::Error &e)
{
  for (guint i = 0; i < self->shards.size (); i++)
    try
      {
        for (guint k = 0; match != NULL && k < match->n_clauses; k++)
          for (Xapian::PostingIterator p = self->shards[i].postlist_begin (match->clauses[k].term);
               p != self->shards[i].postlist_end (match->clauses[k].term); ++p)
            p.get_wdf ();
      }
    catch (const Xapian::Error &again)
      {
        tl_xapian_set_error (error, self->paths[i], again);
        return;
      }
  g_autofree char *all = g_strjoinv (", ", self->paths);
  tl_xapian_set_error (error, all, e);
}

static Xapian::Query
any_of (const TlXapianMatch *match, bool candidates)
{
  std::vector<Xapian::Query> parts;

  for (guint i = 0; i < match->n_clauses; i++)
    if (!!match->clauses[i].candidate == candidates)
      parts.push_back (Xapian::Query (Xapian::Query::OP_SCALE_WEIGHT,
                                      Xapian::Query (match->clauses[i].term),
                                      match->clauses[i].factor));
  return Xapian::Query (Xapian::Query::OP_OR, parts.begin (), parts.end ());
}

static Xapian::Query
all_groups (const TlXapianMatch *match)
{
  std::vector<Xapian::Query> groups;
  std::vector<std::string> terms;

  for (guint i = 0; i < match->n_filters; i++)
    {
      terms.push_back (match->filters[i].term);
      if (i + 1 == match->n_filters || match->filters[i + 1].group != match->filters[i].group)
        {
          groups.push_back (Xapian::Query (Xapian::Query::OP_OR, terms.begin (), terms.end ()));
          terms.clear ();
        }
    }
  return Xapian::Query (Xapian::Query::OP_AND, groups.begin (), groups.end ());
}

static Xapian::Query
make_query (const TlXapianMatch *match, Xapian::PostingSource *gate)
{
  Xapian::Query query = any_of (match, true);
  Xapian::Query rest = any_of (match, false);
  Xapian::Query filter = all_groups (match);

  if (!query.empty () && !rest.empty ())
    query = Xapian::Query (Xapian::Query::OP_AND_MAYBE, query, rest);
  else if (query.empty ())
    query = rest;
  if (match->decide != NULL)
    filter = filter.empty () ? Xapian::Query (gate)
                             : Xapian::Query (Xapian::Query::OP_AND, filter, Xapian::Query (gate));
  if (filter.empty ())
    return query;
  if (query.empty ())
    return Xapian::Query (Xapian::Query::OP_SCALE_WEIGHT, filter, 0.0);
  return Xapian::Query (Xapian::Query::OP_FILTER, query, filter);
}

static void
run_match (TlXapianDb *self, const TlXapianMatch *match, GArray *hits, Poll *poll)
{
  Xapian::Enquire enquire (self->all);
  Gates gates = { match, self->uuids, poll, 0 };
  Gate gate (&gates);
  Xapian::MSet found;

  enquire.set_query (make_query (match, &gate));
  enquire.set_weighting_scheme (Bm25 (match->k1, match->b, match->share_step, poll));
  enquire.set_docid_order (Xapian::Enquire::ASCENDING);
  found = enquire.get_mset (0, match->limit);
  for (Xapian::MSetIterator i = found.begin (); i != found.end (); ++i)
    {
      TlXapianHit hit = { *i, i.get_weight () };

      g_array_append_val (hits, hit);
    }
}

gboolean
tl_xapian_db_match (TlXapianDb *self,
                    const TlXapianMatch *match,
                    GArray *hits,
                    GCancellable *cancellable,
                    GError **error)
{
  Poll poll = { cancellable, 0 };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->shards.empty () || (match->n_clauses == 0 && match->n_filters == 0))
    return TRUE;
  try
    {
      run_match (self, match, hits, &poll);
      return TRUE;
    }
  catch (const Cancelled &)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The search was cancelled");
      return FALSE;
    }
  catch (const Xapian::Error &e)
    {
      set_error_of_shard (error, self, match, e);
      return FALSE;
    }
}
