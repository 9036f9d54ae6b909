/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/memory/tl-remembered.h"

#include <string.h>

#include "text/tl-text.h"

struct _TlRemembered
{
  GObject parent_instance;

  char *id;
  char *question;
  char *place;
  char *folded; /* what a filter looks at */
  gboolean own;
  gboolean active;
};

G_DEFINE_FINAL_TYPE (TlRemembered, tl_remembered, G_TYPE_OBJECT)

static void
tl_remembered_finalize (GObject *object)
{
  TlRemembered *self = TL_REMEMBERED (object);

  g_free (self->id);
  g_free (self->question);
  g_free (self->place);
  g_free (self->folded);
  G_OBJECT_CLASS (tl_remembered_parent_class)->finalize (object);
}

static void
tl_remembered_class_init (TlRememberedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_remembered_finalize;
}

static void
tl_remembered_init (TlRemembered *self)
{
}

TlRemembered *
tl_remembered_new (const TlMemoryEntry *entry, const char *place)
{
  TlRemembered *self = g_object_new (TL_TYPE_REMEMBERED, NULL);
  g_autofree char *both = g_strconcat (entry->question, "\n", place, NULL);

  self->id = g_strdup (entry->id);
  self->question = g_strdup (entry->question);
  self->place = g_strdup (place);
  self->folded = tl_text_fold (both, -1, TL_FOLD_PLAIN, NULL);
  self->own = entry->own;
  self->active = entry->active;
  return self;
}

const char *
tl_remembered_get_id (TlRemembered *self)
{
  return self->id;
}

const char *
tl_remembered_get_question (TlRemembered *self)
{
  return self->question;
}

const char *
tl_remembered_get_place (TlRemembered *self)
{
  return self->place;
}

gboolean
tl_remembered_is_own (TlRemembered *self)
{
  return self->own;
}

gboolean
tl_remembered_is_active (TlRemembered *self)
{
  return self->active;
}

gboolean
tl_remembered_fits (TlRemembered *self, const char *words)
{
  g_autofree char *folded = tl_text_fold (words, -1, TL_FOLD_PLAIN, NULL);

  return strstr (self->folded, g_strstrip (folded)) != NULL;
}
