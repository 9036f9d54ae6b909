/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/stats/tl-usage-month.h"

#include "base/tl-clock.h"
#include "base/tl-error.h"

#define SUM_OF(counter) "COALESCE(SUM(CASE WHEN d.counter = '" counter "' THEN d.value END), 0)"
/* The unit and the role of the month are those of its last day. */
#define LAST_OF(column)                                                                            \
  "(SELECT l." column " FROM usage_days l WHERE l.device = $1 AND l.day >= $3 AND l.day <= $4"     \
  " ORDER BY l.day DESC LIMIT 1)"

#define INSERT_MONTH                                                                                                                                                                              \
  "INSERT INTO usage_months (device, month, unit, role, searches, no_answer, readings,"                                                                                                           \
  " answers_used, comparisons, feedback, contributions, active_days) SELECT $1, $2, " LAST_OF (                                                                                                   \
      "u"                                                                                                                                                                                         \
      "n"                                                                                                                                                                                         \
      "i"                                                                                                                                                                                         \
      "t") ", " LAST_OF ("role") ", " SUM_OF ("searches") ", " SUM_OF ("no_answer") ", " SUM_OF ("readings") ", " SUM_OF ("answers_used") ", " SUM_OF ("comparison"                               \
                                                                                                                                                       "s") ","                                   \
                                                                                                                                                            " " SUM_OF ("feedback") ", " SUM_OF ( \
                                                                                                                                                                "contributions") ", " SUM_OF ("active") " FROM usage_days d WHERE d.device = $1 AND d.day >= $3 AND d.day <= $4 HAVING count(*) > 0"

gboolean
tl_usage_month_update (TlSql *sql, const char *device, const char *day, GError **error)
{
  char month[8], first[11], last[11];

  if (!tl_date_is_valid (day))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s is no day", day);
      return FALSE;
    }
  g_strlcpy (month, day, sizeof month);
  g_snprintf (first, sizeof first, "%s-01", month);
  g_snprintf (last, sizeof last, "%s-31", month);
  if (tl_sql_exec (sql, error, "DELETE FROM usage_months WHERE device = $1 AND month = $2", "ss",
                   device, month)
      < 0)
    return FALSE;
  return tl_sql_exec (sql, error, INSERT_MONTH, "ssss", device, month, first, last) >= 0;
}
