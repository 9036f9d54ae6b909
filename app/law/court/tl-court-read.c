/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/court/tl-court-private.h"
#include "text/tl-text.h"

/* A court's name has a dozen words; what is longer is no name. */
#define WORDS_MAX  40
#define BYTES_MAX  600
#define HEAD_WORDS 12
#define PLACES_MAX 6
#define REFORM_DAY "2025-07-01"

/**
 * Word: @plain: folded; @mark: what stands before it besides blanks: ',', '-' or 0
 */
typedef struct
{
  char *printed;
  char *plain;
  char mark;
} Word;

/** Place: words [@from, @to) of a name, and the kind that stands before it. */
typedef struct
{
  TlPlaceKind kind;
  guint from;
  guint to;
  char mark;
} Place;

typedef struct
{
  GArray *words;
  const char *date;
  TlConfidence confidence;
  Place places[PLACES_MAX];
  guint n_places;
} Reading;

/* Words */

static void
word_clear (gpointer data)
{
  Word *word = data;

  g_free (word->printed);
  g_free (word->plain);
}

static void
add_word (GArray *words, const char *from, const char *to, char mark)
{
  g_autofree char *printed = g_strndup (from, (gsize)(to - from));
  Word word
      = { tl_tone_canonical (printed), tl_text_fold (printed, -1, TL_FOLD_PLAIN, NULL), mark };

  g_array_append_val (words, word);
}

/* "KV7", "Q1", "Quận1": the figure is a word of its own; "T2" is a code. */
static const char *
split_figure (const char *from, const char *to)
{
  static const char *const heads[] = { "kv", "q", "quan", "vuc", "khu" };
  const char *p = from;
  g_autofree char *plain = NULL;

  while (p < to && !g_ascii_isdigit (*p))
    p = g_utf8_next_char (p);
  if (p == from || p == to)
    return NULL;
  plain = tl_text_fold (from, p - from, TL_FOLD_PLAIN, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (strcmp (plain, heads[i]) == 0)
      return p;
  return NULL;
}

static gboolean
is_dash (gunichar c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* The words of the name, up to a bracket. */
static GArray *
read_words (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  char mark = 0;

  g_array_set_clear_func (words, word_clear);
  for (const char *p = text; *p && *p != '(' && words->len < WORDS_MAX;)
    {
      const char *from = p;
      const char *figure;

      while (*p && g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p > from)
        {
          figure = split_figure (from, p);
          add_word (words, from, figure ? figure : p, mark);
          if (figure)
            add_word (words, figure, p, 0);
          mark = 0;
          continue;
        }
      if (*p == ',' || *p == ';' || *p == ':')
        mark = ',';
      else if (is_dash (g_utf8_get_char (p)) && mark == 0)
        mark = '-';
      p = g_utf8_next_char (p);
    }
  return words;
}

static const Word *
word_at (const Reading *self, guint i)
{
  return i < self->words->len ? &g_array_index (self->words, Word, i) : NULL;
}

/* How many words from @i are @phrase, folded; 0 when they are not. */
static guint
match (const Reading *self, guint i, const char *phrase)
{
  g_auto (GStrv) wanted = g_strsplit (phrase, " ", -1);
  guint n = 0;

  for (; wanted[n]; n++)
    {
      const Word *word = word_at (self, i + n);

      if (!word || strcmp (word->plain, wanted[n]) != 0)
        return 0;
    }
  return n;
}

static char *
join (const Reading *self, guint from, guint to)
{
  GString *text = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    {
      const Word *word = word_at (self, i);

      if (i > from)
        g_string_append (text, word->mark == '-' ? " - " : " ");
      g_string_append (text, word->printed);
    }
  return g_string_free (text, FALSE);
}

/* The name in the case that places have: as printed when it has both cases, else capitals first. */
static char *
dup_place (const Reading *self, guint from, guint to)
{
  g_autofree char *text = join (self, from, to);
  g_autofree char *upper = g_utf8_strup (text, -1);
  g_autofree char *lower = g_utf8_strdown (text, -1);
  GString *out;
  gboolean begins = TRUE;

  if (strcmp (text, upper) != 0 && strcmp (text, lower) != 0)
    return g_steal_pointer (&text);
  out = g_string_new (NULL);
  for (const char *p = lower; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, begins ? g_unichar_toupper (c) : c);
      begins = !g_unichar_isalnum (c);
    }
  return g_string_free (out, FALSE);
}

/* Kinds of places */

static const struct
{
  const char *plain;
  const char *marked;
  TlPlaceKind kind;
} kinds[] = {
  { "thanh pho", "thành phố", TL_PLACE_CITY },
  { "tp", "tp", TL_PLACE_CITY },
  { "t p", "t p", TL_PLACE_CITY },
  { "tinh", "tỉnh", TL_PLACE_PROVINCE },
  { "quan", "quận", TL_PLACE_QUARTER },
  { "q", "q", TL_PLACE_QUARTER },
  { "huyen", "huyện", TL_PLACE_DISTRICT },
  { "h", "h", TL_PLACE_DISTRICT },
  { "thi xa", "thị xã", TL_PLACE_TOWN },
  { "tx", "tx", TL_PLACE_TOWN },
};

/* Whether the words of a kind are printed with its marks (TRUE), or @bare without any. */
static gboolean
has_marks_of (const Reading *self, guint i, guint n, const char *marked, gboolean *bare)
{
  g_autofree char *printed = join (self, i, i + n);
  g_autofree char *lower = g_utf8_strdown (printed, -1);

  *bare = !tl_text_has_marks (lower);
  return strcmp (lower, marked) == 0;
}

static const TlProvince *
find_province (const Reading *self, guint from, guint to)
{
  g_autofree char *name = join (self, from, to);

  return tl_province_find (name, self->date);
}

/* The kind at word @i. Where a name can go on (@inside) the words need their marks: Sơn Tịnh, Tịnh
 * Biên are names; without any marks only what a province follows counts there. */
static TlPlaceKind
kind_at (const Reading *self, guint i, gboolean inside, guint *n)
{
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      gboolean bare;
      gboolean short_form = strlen (kinds[k].plain) <= 2;

      *n = match (self, i, kinds[k].plain);
      if (*n == 0 || !word_at (self, i + *n) || word_at (self, i + *n)->mark != 0)
        continue;
      if (has_marks_of (self, i, *n, kinds[k].marked, &bare)
          && !(short_form && inside && *n == 1 && strcmp (kinds[k].plain, "tp") != 0))
        return kinds[k].kind;
      /* A mark was lost or another set: quân Hải An. */
      if (!inside && (bare || kinds[k].kind == TL_PLACE_QUARTER))
        return kinds[k].kind;
      if (inside && bare && !short_form && find_province (self, i + *n, self->words->len))
        return kinds[k].kind;
    }
  return TL_PLACE_NONE;
}

/* Whether a small letter ends a name that began with a capital. */
static gboolean
ends_name (const Reading *self, guint first, guint i)
{
  const char *head = word_at (self, first)->printed;

  return g_unichar_isupper (g_utf8_get_char (head))
         && g_unichar_islower (g_utf8_get_char (word_at (self, i)->printed));
}

/* The places named from word @i on. */
static void
read_places (Reading *self, guint i)
{
  while (i < self->words->len && self->n_places < PLACES_MAX)
    {
      Place *place = &self->places[self->n_places];
      guint n = 0;

      place->mark = word_at (self, i)->mark;
      place->kind = kind_at (self, i, FALSE, &n);
      if (place->kind == TL_PLACE_NONE)
        n = 0;
      place->from = i + n;
      place->to = place->from + 1;
      while (place->to < self->words->len && word_at (self, place->to)->mark == 0
             && !ends_name (self, place->from, place->to)
             && kind_at (self, place->to, TRUE, &n) == TL_PLACE_NONE)
        place->to++;
      self->n_places++;
      i = place->to;
      if (i < self->words->len && word_at (self, i)->mark == 0 && ends_name (self, place->from, i)
          && kind_at (self, i, TRUE, &n) == TL_PLACE_NONE)
        return;
    }
}

static void
drop_place (Reading *self, guint i)
{
  for (; i + 1 < self->n_places; i++)
    self->places[i] = self->places[i + 1];
  self->n_places--;
}

/* "Bà Rịa - Vũng Tàu" is one place, "Phan Rang - Tháp Chàm" too, "Hải An - Hải Phòng" two. */
static void
merge_places (Reading *self)
{
  for (guint i = 1; i < self->n_places;)
    {
      Place *before = &self->places[i - 1];
      const Place *place = &self->places[i];
      gboolean one = place->kind == TL_PLACE_NONE && place->mark == '-'
                     && (find_province (self, before->from, place->to) != NULL
                         || find_province (self, place->from, place->to) == NULL);
      g_autofree char *initials = join (self, place->from, place->to);

      if (one && !find_province (self, before->from, place->to)
          && _tl_province_by_initials (initials, self->date))
        one = FALSE;
      if (!one)
        {
          i++;
          continue;
        }
      before->to = place->to;
      drop_place (self, i);
    }
}

/* Provinces */

/* The id of the province that the place names; what no table knows is named by the same rule. */
static char *
dup_province (Reading *self, const Place *place, const TlProvince **known)
{
  g_autofree char *name = join (self, place->from, place->to);
  const TlProvince *province = tl_province_find (name, self->date);

  if (!province && place->to - place->from == 1 && g_utf8_strlen (name, -1) <= 4
      && g_utf8_strlen (name, -1) >= 2)
    {
      province = _tl_province_by_initials (name, self->date);
      if (province)
        self->confidence = MIN (self->confidence, TL_CONFIDENCE_MEDIUM);
    }
  *known = province;
  return province ? g_strdup (province->id) : _tl_court_slug (name);
}

static TlCourt *
court_new (TlCourtLevel level, char *id, char *name, char *province)
{
  TlCourt *court = g_new0 (TlCourt, 1);

  court->level = level;
  court->id = id;
  court->name = name;
  court->province = province;
  return court;
}

static TlCourt *
make_province (Reading *self, const Place *place)
{
  const TlProvince *known;
  g_autofree char *province = dup_province (self, place, &known);
  g_autofree char *printed = dup_place (self, place->from, place->to);
  const char *kind = known ? known->kind : place->kind == TL_PLACE_CITY ? "thành phố" : "tỉnh";

  if (*province == '\0')
    return NULL;
  if (place->kind == TL_PLACE_NONE)
    self->confidence = MIN (self->confidence, TL_CONFIDENCE_MEDIUM);
  return court_new (
      TL_COURT_PROVINCE, g_strconcat ("tand-tinh.", province, NULL),
      g_strconcat ("Tòa án nhân dân ", kind, " ", known ? known->name : printed, NULL),
      g_strdup (province));
}

static TlCourt *
make_district (Reading *self, const Place *place, const Place *upper)
{
  const TlProvince *known = NULL;
  TlPlaceKind kind = place->kind != TL_PLACE_NONE ? place->kind : TL_PLACE_DISTRICT;
  g_autofree char *name = dup_place (self, place->from, place->to);
  g_autofree char *slug = _tl_court_slug (name);
  g_autofree char *province = upper ? dup_province (self, upper, &known) : NULL;
  g_autofree char *larger = NULL;

  if (*slug == '\0')
    return NULL;
  if (place->kind == TL_PLACE_NONE || !province || *province == '\0')
    self->confidence = TL_CONFIDENCE_LOW;
  else if (upper->kind == TL_PLACE_NONE)
    self->confidence = MIN (self->confidence, TL_CONFIDENCE_MEDIUM);
  if (province && *province == '\0')
    g_clear_pointer (&province, g_free);
  if (province)
    {
      g_autofree char *printed = dup_place (self, upper->from, upper->to);

      larger = g_strdup_printf (", %s %s",
                                known                          ? known->kind
                                : upper->kind == TL_PLACE_CITY ? "thành phố"
                                                               : "tỉnh",
                                known ? known->name : printed);
    }
  return court_new (
      TL_COURT_DISTRICT,
      g_strdup_printf ("tand-%s.%s.%s", _tl_place_kind_id (kind), province ? province : "-", slug),
      g_strdup_printf ("Tòa án nhân dân %s%s%s%s",
                       place->kind != TL_PLACE_NONE ? _tl_place_kind_name (kind) : "",
                       place->kind != TL_PLACE_NONE ? " " : "", name, larger ? larger : ""),
      g_strdup (province));
}

/* "thành phố X" alone: a city under the central government, or one of a province that was left out.
 */
static gboolean
is_central_city (const Reading *self, const Place *place)
{
  const TlProvince *province = find_province (self, place->from, place->to);

  return province && strcmp (province->kind, "thành phố") == 0
         && (!self->date || _tl_date_in (self->date, province->valid_from, NULL));
}

static TlCourt *
read_local (Reading *self, guint i)
{
  const Place *first = &self->places[0];
  const Place *upper = NULL;

  read_places (self, i);
  merge_places (self);
  if (self->n_places == 0)
    return NULL;
  if (self->n_places > 1)
    upper = &self->places[self->n_places - 1];
  if (first->kind == TL_PLACE_PROVINCE)
    return make_province (self, first);
  if (first->kind == TL_PLACE_CITY && !upper && is_central_city (self, first))
    return make_province (self, first);
  if (first->kind == TL_PLACE_NONE && !upper && find_province (self, first->from, first->to))
    return make_province (self, first);
  return make_district (self, first, upper);
}

/* "khu vực 1 - Vĩnh Long, tỉnh Vĩnh Long" */
static TlCourt *
read_region (Reading *self, guint i)
{
  const Word *number = word_at (self, i);
  const TlProvince *known = NULL;
  g_autofree char *province = NULL;
  g_autofree char *place = NULL;
  g_autofree char *figure = NULL;

  if (!number || !g_ascii_isdigit (*number->plain) || strlen (number->plain) > 2)
    return NULL;
  figure = g_strdup (number->plain + (number->plain[0] == '0' && number->plain[1] ? 1 : 0));
  read_places (self, i + 1);
  merge_places (self);
  if (self->n_places > 0)
    {
      province = dup_province (self, &self->places[0], &known);
      place = dup_place (self, self->places[0].from, self->places[0].to);
    }
  if (!province || *province == '\0')
    {
      self->confidence = TL_CONFIDENCE_LOW;
      return court_new (TL_COURT_REGION, g_strdup_printf ("tand-kv.%s.-", figure),
                        g_strdup_printf ("Tòa án nhân dân khu vực %s", figure), NULL);
    }
  return court_new (
      TL_COURT_REGION, g_strdup_printf ("tand-kv.%s.%s", figure, province),
      g_strdup_printf ("Tòa án nhân dân khu vực %s - %s", figure, known ? known->name : place),
      g_strdup (province));
}

/* Central courts */

/* The seat that follows "tại", or nothing. */
static char *
read_seat (Reading *self, guint i, char **name)
{
  const TlProvince *known = NULL;
  char *id;

  i += match (self, i, "tai");
  read_places (self, i);
  if (self->n_places == 0)
    return NULL;
  id = dup_province (self, &self->places[0], &known);
  *name = known && strcmp (known->id, "ho-chi-minh") == 0 ? g_strdup ("Thành phố Hồ Chí Minh")
                                                          : g_strdup (known ? known->name : "");
  if (known)
    return id;
  g_free (id);
  return NULL;
}

static TlCourt *
read_seated (Reading *self, guint i, TlCourtLevel level)
{
  g_autofree char *name = NULL;
  g_autofree char *seat = read_seat (self, i, &name);
  gboolean high = level == TL_COURT_HIGH;
  const char *head = high ? "Tòa án nhân dân cấp cao" : "Tòa Phúc thẩm Tòa án nhân dân tối cao";

  if (!seat)
    self->confidence = TL_CONFIDENCE_LOW;
  return court_new (
      level, g_strdup_printf ("%s.%s", high ? "tand-cap-cao" : "toa-phuc-tham", seat ? seat : "-"),
      seat ? g_strdup_printf ("%s tại %s", head, name) : g_strdup (head), NULL);
}

static TlCourt *
read_supreme (Reading *self, guint i, gboolean appeal)
{
  if (appeal)
    return read_seated (self, i, TL_COURT_APPEAL_DIVISION);
  return court_new (TL_COURT_SUPREME, g_strdup ("tand-toi-cao"),
                    g_strdup ("Tòa án nhân dân tối cao"), NULL);
}

/* Military courts */

/* "Quân khu 7", "Thủ đô Hà Nội", "Hải quân" */
static char *
read_zone (const Reading *self, guint i)
{
  for (; i < self->words->len; i++)
    {
      guint n = match (self, i, "quan khu");
      const Word *number = word_at (self, i + n);

      if (n > 0 && number && g_ascii_isdigit (*number->plain))
        return _tl_court_slug (number->plain);
      if (match (self, i, "thu do"))
        return g_strdup ("thu-do-ha-noi");
      if (match (self, i, "hai quan"))
        return g_strdup ("hai-quan");
    }
  return NULL;
}

static TlCourt *
read_military (Reading *self, guint i)
{
  guint region = match (self, i, "khu vuc");
  const Word *number = word_at (self, i + region);
  g_autofree char *zone = NULL;
  g_autofree char *id = NULL;
  TlCourt *court;

  if (match (self, i, "trung uong"))
    return court_new (TL_COURT_MILITARY_CENTRAL, g_strdup ("taqs-trung-uong"),
                      g_strdup ("Tòa án quân sự trung ương"), NULL);
  zone = read_zone (self, i);
  if (region == 0 && !zone)
    return NULL;
  if (region == 0)
    id = g_strconcat ("taqs-quan-khu.", zone, NULL);
  else
    {
      gboolean numbered = number && g_ascii_isdigit (*number->plain) && strlen (number->plain) < 3;

      if (!numbered || !zone)
        self->confidence = TL_CONFIDENCE_LOW;
      id = g_strdup_printf ("taqs-khu-vuc.%s.%s", numbered ? number->plain : "-",
                            zone ? zone : "-");
    }
  court = tl_court_by_id (id);
  return court;
}

/* The head of the name */

static TlCourt *
read_after_head (Reading *self, guint i, gboolean appeal)
{
  guint n;

  if (match (self, i, "toi cao"))
    return read_supreme (self, i + 2, appeal);
  if ((n = match (self, i, "cap cao")) > 0 || (n = match (self, i, "cc")) > 0)
    return read_seated (self, i + n, TL_COURT_HIGH);
  if ((n = match (self, i, "khu vuc")) > 0 || (n = match (self, i, "kv")) > 0)
    return read_region (self, i + n);
  return read_local (self, i);
}

/* "Tòa án tập huấn tối cao": a court that is no People's Court, named for what it says. */
static TlCourt *
read_other_supreme (const Reading *self, guint i)
{
  for (guint k = i + 1; k < MIN (i + 5, self->words->len); k++)
    if (match (self, k, "toi cao"))
      {
        g_autofree char *middle = join (self, i, k);
        g_autofree char *lower = g_utf8_strdown (middle, -1);
        g_autofree char *slug = _tl_court_slug (lower);

        return court_new (TL_COURT_SUPREME, g_strconcat ("toa-toi-cao.", slug, NULL),
                          g_strconcat ("Tòa án ", lower, " tối cao", NULL), NULL);
      }
  return NULL;
}

static TlCourt *
read_head_at (Reading *self, guint i, gboolean appeal)
{
  guint n;

  if (match (self, i, "tandtc"))
    return read_supreme (self, i + 1, appeal);
  if (match (self, i, "tandcc"))
    return read_seated (self, i + 1, TL_COURT_HIGH);
  if ((n = match (self, i, "taqs")) > 0 || (n = match (self, i, "toa an quan su")) > 0)
    return read_military (self, i + n);
  if (match (self, i, "toa an chuyen biet"))
    return tl_court_by_id ("toa-chuyen-biet.trung-tam-tai-chinh-quoc-te");
  if ((n = match (self, i, "tand")) > 0 || (n = match (self, i, "toa an nhan dan")) > 0
      || (n = match (self, i, "toa an nd")) > 0 || (n = match (self, i, "ta nhan dan")) > 0)
    return read_after_head (self, i + n, appeal);
  n = match (self, i, "toa an");
  if (n > 0 && i + n < self->words->len)
    {
      TlCourt *other = match (self, i + n, "toi cao") || match (self, i + n, "cap cao")
                           ? NULL
                           : read_other_supreme (self, i + n);
      guint length;

      if (other)
        return other;
      /* "Tòa án huyện X": two words were left out. */
      self->confidence = MIN (self->confidence, TL_CONFIDENCE_MEDIUM);
      if (match (self, i + n, "toi cao") || match (self, i + n, "cap cao")
          || match (self, i + n, "khu vuc") || kind_at (self, i + n, FALSE, &length))
        return read_after_head (self, i + n, appeal);
    }
  return NULL;
}

/* The row of the table that holds on the day, when there is one. */
static TlCourt *
listed_or_made (Reading *self, TlCourt *made)
{
  const GPtrArray *rows = _tl_court_rows (made->id);
  TlCourt *court;

  if (!rows)
    return made;
  court = tl_court_copy (_tl_court_row_on (rows, self->date));
  if (self->date && !_tl_date_in (self->date, court->valid_from, court->valid_to))
    self->confidence = MIN (self->confidence, TL_CONFIDENCE_MEDIUM);
  tl_court_free (made);
  return court;
}

TlCourt *
tl_court_read (const char *printed, const char *date, TlConfidence *confidence)
{
  Reading self = { .date = date, .confidence = TL_CONFIDENCE_HIGH };
  g_autofree char *text = NULL;
  TlCourt *court = NULL;
  gboolean appeal = FALSE;

  g_return_val_if_fail (printed != NULL, NULL);

  text = tl_text_normalize (printed, (gssize)strnlen (printed, BYTES_MAX), NULL);
  self.words = read_words (text);
  for (guint i = 0; !court && i < MIN (self.words->len, HEAD_WORDS); i++)
    {
      appeal = appeal || match (&self, i, "phuc tham");
      court = read_head_at (&self, i, appeal);
    }
  if (court)
    court = listed_or_made (&self, court);
  if (confidence)
    *confidence = court ? self.confidence : TL_CONFIDENCE_LOW;
  g_array_unref (self.words);
  return court;
}
