/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The long tail of a text: names of people, places and firms, numbers, and slips of the pen. Ranks
 * are drawn from a power law without an end, so that new words keep coming however much is
 * written. All is made up. */

/** scale_tail_rank: from 1; a share r^(1 - @slope) of all ranks is r or more. @slope: above 1. */
guint64 scale_tail_rank (GRand *random, double slope);
/** scale_tail_rank_to: the same, what is beyond @last counts as @last. */
guint scale_tail_rank_to (GRand *random, double slope, guint last);
/** scale_tail_word: the foreign word or mark of that rank: always the same one. */
char *scale_tail_word (guint64 rank);
/** scale_tail_place: the name of the village or street of that rank. */
char *scale_tail_place (guint64 rank);
/** scale_tail_person: a full name, or one shortened as courts do ("Nguyễn Văn A1"). */
char *scale_tail_person (GRand *random);
/** scale_tail_number: a number of the same look: digits drawn anew, a date of about @year; zeros
 * at the end of a sum stay. */
char *scale_tail_number (const char *printed, guint year, GRand *random);
/** scale_tail_slip: a word with a slip of the pen. */
char *scale_tail_slip (const char *word, GRand *random);

G_END_DECLS
