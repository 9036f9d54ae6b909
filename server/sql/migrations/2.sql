-- Sums of a device's month (docs/statistics.md), kept with each report, so that no page reads every day of every device.
CREATE TABLE usage_months (device TEXT NOT NULL, month TEXT NOT NULL, unit TEXT NOT NULL, role TEXT NOT NULL, searches BIGINT NOT NULL,
  no_answer BIGINT NOT NULL, readings BIGINT NOT NULL, answers_used BIGINT NOT NULL, comparisons BIGINT NOT NULL, feedback BIGINT NOT NULL,
  contributions BIGINT NOT NULL, active_days BIGINT NOT NULL, PRIMARY KEY (month, device));
CREATE INDEX items_by_time ON items (received);
