//! Orders of three years, one in twenty of them with another receiver than the buyer. All are invented.

use std::path::Path;

use qoo10_bridge::store::Store;
use rusqlite::Connection;

const FILL: &str = "
CREATE TEMP TABLE names (i INTEGER PRIMARY KEY, name TEXT, kana TEXT);
INSERT INTO names VALUES (0, '見本', 'ミホン'), (1, '架空', 'カクウ'), (2, '試験', 'シケン'),
  (3, '例題', 'レイダイ'),
  (4, '仮名', 'カメイ'), (5, '模擬', 'モギ'), (6, '練習', 'レンシュウ'), (7, '標本', 'ヒョウホン');
CREATE TEMP TABLE given (i INTEGER PRIMARY KEY, name TEXT, kana TEXT);
INSERT INTO given VALUES (0, '花子', 'ハナコ'), (1, '太郎', 'タロウ'), (2, '次郎', 'ジロウ'),
  (3, '桜', 'サクラ'),
  (4, '健', 'ケン'), (5, '美咲', 'ミサキ'), (6, '一', 'ハジメ');
CREATE TEMP TABLE towns (i INTEGER PRIMARY KEY, zip TEXT, name TEXT, rest TEXT);
INSERT INTO towns VALUES (0, '150-', '東京都渋谷区', '架空'), (1, '530-', '大阪府大阪市北区', '見本町'),
  (2, '060-', '北海道札幌市中央区', '例町西'), (3, '812-', '福岡県福岡市博多区', '仮町'),
  (4, '460-', '愛知県名古屋市中区', '架空');
CREATE TEMP TABLE numbers AS
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) SELECT i FROM n;
CREATE TEMP TABLE people AS
  SELECT numbers.i, names.name || ' ' || given.name AS name, names.kana || ' ' || given.kana AS kana,
    printf('03-%04d-%04d', numbers.i * 7919 % 10000, numbers.i * 104729 % 10000) AS tel,
    printf('090-%04d-%04d', numbers.i * 1299709 % 10000, numbers.i * 15485863 % 10000) AS mobile,
    towns.zip || printf('%04d', numbers.i / 5 * 31 % 10000) AS zip, towns.name AS address1,
    towns.rest || (numbers.i % 9 + 1) || '-' || (numbers.i * 17 % 30 + 1) || '-' || (numbers.i * 13 % 20 + 1)
      || ' 見本ハイツ' || (numbers.i * 11 % 900 + 101) || '号室' AS address2
  FROM numbers
  JOIN names ON names.i = numbers.i * 48271 % 8 JOIN given ON given.i = numbers.i * 40692 % 7
  JOIN towns ON towns.i = numbers.i * 69621 % 5;
CREATE UNIQUE INDEX temp.people_i ON people (i);
INSERT INTO runs (step, started_at) VALUES ('import', '2023-06-01T00:00:00+09:00');
INSERT INTO orders (order_id, pack_no, suffix, status, payment_status, api_status, carrier, ordered_at, paid_at,
    shipped_on, tracking_numbers, imported_at)
  SELECT i, 100000000 + i, 0, iif(i > ?1 - 900, 'ready', 'shipped'), 'paid',
    iif(i > ?1 - 900, 'printed', 'shipped'),
    CASE i % 10 WHEN 0 THEN 'ネコポス' WHEN 1 THEN 'ゆうパック' ELSE '佐川急便' END,
    strftime('%Y-%m-%dT%H:%M:%S+09:00', '2023-07-10', (i * 1096.0 * 86400 / ?1) || ' seconds'),
    strftime('%Y-%m-%dT%H:%M:%S+09:00', '2023-07-10', (i * 1096.0 * 86400 / ?1 + 60) || ' seconds'),
    iif(i > ?1 - 900, NULL, strftime('%Y-%m-%d', '2023-07-12', (i * 1096.0 * 86400 / ?1) || ' seconds')),
    iif(i > ?1 - 900, '[]', printf('[\"4%011d\"]', i * 13)),
    strftime('%Y-%m-%dT%H:%M:%S+09:00', '2023-07-10', (i * 1096.0 * 86400 / ?1 + 600) || ' seconds')
  FROM numbers;
INSERT INTO order_people (order_id, buyer_name, buyer_kana, buyer_tel, buyer_mobile, buyer_email, buyer_zip,
    buyer_address, receiver_name, receiver_kana, receiver_tel, receiver_mobile, receiver_zip, receiver_address,
    receiver_address1, receiver_address2)
  SELECT b.i, b.name, b.kana, b.tel, b.mobile, 'buyer' || b.i || '@example.com', b.zip,
    b.address1 || ' ' || b.address2, r.name, r.kana, r.tel, r.mobile, r.zip,
    r.address1 || ' ' || r.address2, r.address1, r.address2
  FROM people b CROSS JOIN people r ON r.i = iif(b.i % 20 = 0, b.i / 2, b.i);
INSERT INTO order_lines (order_id, line, order_no, sku, item_code, name, qty, unit_price_yen, total_yen)
  SELECT i, 1, 500000000 + i, printf('TS-%04d', i % 2000), '812300001', '見本Tシャツ', 1, 1980, 1980 FROM numbers
  UNION ALL SELECT i, 2, 600000000 + i, 'CUP-01', '812300002', '見本カップ', 1, 980, 980 FROM numbers
    WHERE i % 3 = 0
  ORDER BY 1, 2;
INSERT INTO order_history (order_id, at, what, by, run_id)
  SELECT i, '2026-06-01T00:00:00+09:00', 'imported', 'import', 1 FROM numbers;
";

pub(crate) fn fill(state: &Path, orders: u32) -> anyhow::Result<()> {
    drop(Store::open(state)?);
    let conn = Connection::open(state)?;
    conn.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -200000",
    )?;
    conn.execute_batch("BEGIN")?;
    conn.execute_batch(&FILL.replace("?1", &orders.to_string()))?;
    conn.execute_batch("COMMIT")?;
    Ok(())
}
