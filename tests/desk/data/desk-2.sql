-- A desk as version 2 left it: never changed. A new version brings a new file; this one goes on being migrated.
CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE places (doc TEXT NOT NULL, view INTEGER NOT NULL, page INTEGER NOT NULL, fraction INTEGER NOT NULL, anchor TEXT, zoom_mode INTEGER NOT NULL, zoom INTEGER NOT NULL, rotation INTEGER NOT NULL, layout INTEGER NOT NULL, opened INTEGER NOT NULL, PRIMARY KEY (doc, view)) WITHOUT ROWID;
CREATE INDEX places_by_time ON places (opened);
CREATE TABLE recents (doc TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, opened INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX recents_by_time ON recents (opened);
CREATE TABLE states (doc TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, changed INTEGER NOT NULL, PRIMARY KEY (doc, name)) WITHOUT ROWID;
CREATE INDEX states_by_time ON states (changed);
CREATE TABLE marks (id TEXT NOT NULL PRIMARY KEY, kind INTEGER NOT NULL, doc TEXT NOT NULL, anchor TEXT, at INTEGER NOT NULL, quote TEXT, prefix TEXT, suffix TEXT, page_from INTEGER NOT NULL, char_from INTEGER NOT NULL, page_to INTEGER NOT NULL, char_to INTEGER NOT NULL, colour TEXT NOT NULL, note TEXT, created INTEGER NOT NULL, changed INTEGER NOT NULL, deleted INTEGER NOT NULL, fold TEXT NOT NULL);
CREATE INDEX marks_by_place ON marks (doc, page_from, char_from);
CREATE INDEX marks_by_time ON marks (changed);
CREATE INDEX marks_deleted ON marks (deleted) WHERE deleted > 0;
INSERT INTO settings VALUES ('history', 1);
INSERT INTO places VALUES ('blhs-2015', 1, 17, 250000, 'd173', 2, 1250, 90, 1, 1700000000000);
INSERT INTO recents VALUES ('blhs-2015', 'Bộ luật Hình sự', 1700000000000);
INSERT INTO states VALUES ('', 'pane', 'left', 1700000000000);
INSERT INTO states VALUES ('blhs-2015', 'outline', 'open', 1700000000000);
INSERT INTO marks VALUES ('6f0e5b1c-7c1b-4a5e-9d5a-0d8f3b6a2c11', 0, 'blhs-2015', 'd173.k1', 12, 'chiếm đoạt tài sản', 'Người nào lén lút ', ' của người khác', 17, 340, 17, 358, 'green', 'Xem lại', 1700000000000, 1700000000000, 0, 'xem lai
chiem doat tai san');
PRAGMA application_id = 1416381547;
PRAGMA user_version = 2;
