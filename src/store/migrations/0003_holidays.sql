-- The shop's own holidays (休業日).
CREATE TABLE shop_holidays (
  date TEXT PRIMARY KEY CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  name TEXT CHECK (name <> '')
) STRICT, WITHOUT ROWID;
