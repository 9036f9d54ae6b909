-- When an answer that two persons had approved was last taken back to be worked on once more; NULL: never.
ALTER TABLE answers ADD COLUMN recalled BIGINT;
