/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/rank/tl-rank-trainer.h"

#include <math.h>

/* Newton's method: the function is convex, it ends long before. */
#define MAX_STEPS  30
#define ENOUGH     1e-9
#define MAX_HALVES 20
/* Of a weight as it is written. */
#define WEIGHT_STEP 1e-4
/* A feature that hardly differs within the lists keeps its weight. */
#define LEAST_DEVIATION 1e-6

#define N TL_N_FEATURES

typedef struct
{
  GPtrArray *lists; /* those that teach */
  double prior[N];  /* in units of deviation, as all weights here */
  double scale[N];
  double pull;
} Training;

TlRankList *
tl_rank_list_new (guint n)
{
  TlRankList *self = g_new0 (TlRankList, 1);

  self->n = n;
  self->rows = g_new0 (double, (gsize)n *N + 1);
  self->relevant = g_new0 (gboolean, n + 1);
  return self;
}

void
tl_rank_list_free (TlRankList *self)
{
  if (self == NULL)
    return;
  g_free (self->rows);
  g_free (self->relevant);
  g_free (self);
}

static guint
count_relevant (const TlRankList *list)
{
  guint n = 0;

  for (guint i = 0; i < list->n; i++)
    n += list->relevant[i] != FALSE;
  return n;
}

/* The root of the mean variance of each feature within the lists. */
static void
find_scale (Training *self)
{
  double sum[N] = { 0 };

  for (guint l = 0; l < self->lists->len; l++)
    {
      const TlRankList *list = g_ptr_array_index (self->lists, l);

      for (guint k = 0; k < N; k++)
        {
          double mean = 0, square = 0;

          for (guint i = 0; i < list->n; i++)
            mean += list->rows[i * N + k] / list->n;
          for (guint i = 0; i < list->n; i++)
            square += pow (list->rows[i * N + k] - mean, 2) / list->n;
          sum[k] += square;
        }
    }
  for (guint k = 0; k < N; k++)
    self->scale[k] = MAX (sqrt (sum[k] / self->lists->len), LEAST_DEVIATION);
}

/* Fills @share with what the softmax gives each candidate. Returns: the mean loss of the relevant.
 */
static double
weigh_list (const Training *self, const TlRankList *list, const double *weights, double *share)
{
  double best = -G_MAXDOUBLE, all = 0, loss = 0;
  guint relevant = count_relevant (list);

  for (guint i = 0; i < list->n; i++)
    {
      share[i] = 0;
      for (guint k = 0; k < N; k++)
        share[i] += weights[k] * list->rows[i * N + k] / self->scale[k];
      best = MAX (best, share[i]);
    }
  for (guint i = 0; i < list->n; i++)
    all += exp (share[i] - best);
  for (guint i = 0; i < list->n; i++)
    {
      double logarithm = share[i] - best - log (all);

      loss -= list->relevant[i] ? logarithm / relevant : 0;
      share[i] = exp (logarithm);
    }
  return loss;
}

static double
loss_of (const Training *self, const double *weights)
{
  double loss = 0;

  for (guint l = 0; l < self->lists->len; l++)
    {
      const TlRankList *list = g_ptr_array_index (self->lists, l);
      g_autofree double *share = g_new (double, list->n);

      loss += weigh_list (self, list, weights, share) / self->lists->len;
    }
  for (guint k = 0; k < N; k++)
    loss += self->pull / 2 * pow (weights[k] - self->prior[k], 2);
  return loss;
}

static void
add_slopes (const Training *self,
            const TlRankList *list,
            const double *share,
            double slope[N],
            double bend[N][N])
{
  double mean[N] = { 0 }, weight = 1.0 / self->lists->len;
  guint relevant = count_relevant (list);

  for (guint i = 0; i < list->n; i++)
    for (guint k = 0; k < N; k++)
      mean[k] += share[i] * list->rows[i * N + k] / self->scale[k];
  for (guint i = 0; i < list->n; i++)
    for (guint k = 0; k < N; k++)
      {
        double x = list->rows[i * N + k] / self->scale[k] - mean[k];

        slope[k] -= list->relevant[i] ? weight * x / relevant : 0;
        for (guint j = 0; j <= k; j++)
          bend[k][j] += weight * share[i] * x * (list->rows[i * N + j] / self->scale[j] - mean[j]);
      }
}

/* Solves @bend · step = @slope by Cholesky's decomposition, in place; only the lower half is read.
 * The pull makes @bend positive definite. */
static void
solve (double bend[N][N], double slope[N])
{
  for (guint k = 0; k < N; k++)
    for (guint j = 0; j <= k; j++)
      {
        double rest = bend[k][j];

        for (guint i = 0; i < j; i++)
          rest -= bend[k][i] * bend[j][i];
        bend[k][j] = j == k ? sqrt (MAX (rest, G_MINDOUBLE)) : rest / bend[j][j];
      }
  for (guint k = 0; k < N; k++)
    {
      for (guint j = 0; j < k; j++)
        slope[k] -= bend[k][j] * slope[j];
      slope[k] /= bend[k][k];
    }
  for (guint k = N; k-- > 0;)
    {
      for (guint j = k + 1; j < N; j++)
        slope[k] -= bend[j][k] * slope[j];
      slope[k] /= bend[k][k];
    }
}

/* One step of Newton's method, halved until it leads downwards. Returns: what was won. */
static double
descend (const Training *self, double *weights)
{
  double slope[N] = { 0 }, bend[N][N] = { { 0 } }, tried[N], before, won = 0;

  for (guint l = 0; l < self->lists->len; l++)
    {
      const TlRankList *list = g_ptr_array_index (self->lists, l);
      g_autofree double *share = g_new (double, list->n);

      weigh_list (self, list, weights, share);
      add_slopes (self, list, share, slope, bend);
    }
  for (guint k = 0; k < N; k++)
    {
      slope[k] += self->pull * (weights[k] - self->prior[k]);
      bend[k][k] += self->pull;
    }
  solve (bend, slope);
  before = loss_of (self, weights);
  for (guint half = 0; half < MAX_HALVES && won <= 0; half++)
    {
      for (guint k = 0; k < N; k++)
        tried[k] = weights[k] - slope[k] * pow (0.5, half);
      won = before - loss_of (self, tried);
    }
  for (guint k = 0; k < N && won > 0; k++)
    weights[k] = tried[k];
  return won;
}

void
tl_rank_train (GPtrArray *lists, const TlRankModel *prior, double pull, TlRankModel *model)
{
  g_autoptr (GPtrArray) teaching = g_ptr_array_new ();
  Training self = { .lists = teaching, .pull = pull };
  double weights[N];

  g_return_if_fail (pull > 0);

  *model = *prior;
  for (guint l = 0; l < lists->len; l++)
    if (count_relevant (g_ptr_array_index (lists, l)) > 0)
      g_ptr_array_add (teaching, g_ptr_array_index (lists, l));
  if (teaching->len == 0)
    return;
  find_scale (&self);
  for (guint k = 0; k < N; k++)
    weights[k] = self.prior[k] = prior->weights[k] * self.scale[k];
  for (guint step = 0; step < MAX_STEPS && descend (&self, weights) > ENOUGH; step++)
    ;
  for (guint k = 0; k < N; k++)
    {
      double weight = weights[k] / self.scale[k];

      weight = CLAMP (weight, -TL_RANK_WEIGHT_LIMIT, TL_RANK_WEIGHT_LIMIT);
      model->weights[k] = floor (weight / WEIGHT_STEP + 0.5) * WEIGHT_STEP;
    }
}
