-- Reads what `pproftool rows --out DIR` or `spark-fleet rows --out DIR` wrote, in DIR, and defines what questions.sql asks with:
--     cd DIR && duckdb -c '.read …/tables.duckdb.sql' -c '.read …/questions.sql'

CREATE TABLE profiles AS
SELECT *, CASE WHEN version = '' THEN build_id ELSE version END AS release
FROM read_json('**/profiles*.ndjson*', format = 'newline_delimited', columns = {
  profile: 'VARCHAR', file: 'VARCHAR', service: 'VARCHAR', version: 'VARCHAR', instance: 'VARCHAR', time: 'TIMESTAMP',
  duration_ns: 'BIGINT', kind: 'VARCHAR', type: 'VARCHAR', unit: 'VARCHAR', total: 'BIGINT', period: 'BIGINT', samples: 'BIGINT',
  build_id: 'VARCHAR', attributes: 'MAP(VARCHAR, VARCHAR)', incomplete: 'VARCHAR'});

CREATE TABLE samples AS
SELECT * FROM read_json('**/samples*.ndjson*', format = 'newline_delimited', columns = {
  profile: 'VARCHAR', type: 'VARCHAR', stack: 'VARCHAR', value: 'BIGINT', labels: 'MAP(VARCHAR, VARCHAR)'});

-- Each process writes a stack once, so that it may come from several.
CREATE TABLE stacks AS
SELECT DISTINCT ON (stack) * FROM read_json('**/stacks*.ndjson*', format = 'newline_delimited', columns = {
  stack: 'VARCHAR', fingerprint: 'VARCHAR', site: 'VARCHAR', package: 'VARCHAR', functions: 'VARCHAR[]', files: 'VARCHAR[]',
  lines: 'BIGINT[]'});

-- Root first, and names without what parts frames and lines, as `pproftool folded` writes them.
CREATE MACRO folded(functions) AS array_to_string(
  [regexp_replace(replace(f, ';', ','), '[\x00-\x1f\x7f]', ' ', 'g') FOR f IN list_reverse(functions)], ';');
CREATE MACRO each_of(functions) AS unnest(list_distinct(functions));
CREATE MACRO label(labels, name) AS coalesce(labels[name], '');
CREATE MACRO seconds(moment) AS epoch(moment);
