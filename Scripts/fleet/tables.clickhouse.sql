-- Reads what `pproftool rows --out DIR` or `spark-fleet rows --out DIR` wrote, in DIR, and defines what questions.sql asks with:
--     cd DIR && cat …/tables.clickhouse.sql …/questions.sql | clickhouse local --multiquery

SET date_time_input_format = 'best_effort';

CREATE TABLE profiles ENGINE = MergeTree ORDER BY (profile, type) AS
SELECT *, CASE WHEN version = '' THEN build_id ELSE version END AS release
FROM file('**/profiles*.ndjson*', JSONEachRow, 'profile String, file String, service String, version String, instance String,
  time Nullable(DateTime64(6, \'UTC\')), duration_ns Int64, kind String, type String, unit String, total Int64, period Int64,
  samples Int64, build_id String, attributes Map(String, String), incomplete Nullable(String)');

CREATE TABLE samples ENGINE = MergeTree ORDER BY (type, profile) AS
SELECT * FROM file('**/samples*.ndjson*', JSONEachRow, 'profile String, type String, stack String, value Int64,
  labels Map(String, String)');

-- Each process writes a stack once, so that it may come from several.
CREATE TABLE stacks ENGINE = MergeTree ORDER BY stack AS
SELECT * FROM file('**/stacks*.ndjson*', JSONEachRow, 'stack String, fingerprint Nullable(String), site String, package String,
  functions Array(String), files Array(String), lines Array(Int64)') LIMIT 1 BY stack;

-- Root first, and names without what parts frames and lines, as `pproftool folded` writes them.
CREATE FUNCTION folded AS (functions) -> arrayStringConcat(
  arrayMap(f -> replaceRegexpAll(replaceAll(f, ';', ','), '[\\x00-\\x1f\\x7f]', ' '), arrayReverse(functions)), ';');
CREATE FUNCTION each_of AS (functions) -> arrayJoin(arrayDistinct(functions));
CREATE FUNCTION label AS (labels, key) -> labels[key];
CREATE FUNCTION seconds AS (time) -> toUnixTimestamp64Micro(time) / 1e6;
