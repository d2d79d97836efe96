-- Nine questions about a fleet, for DuckDB and ClickHouse alike: tables.duckdb.sql or tables.clickhouse.sql is read before, and has what the
-- two call differently. A release is the version that the path tells, else the build id of the program.

-- 1. Growth between versions: what does a function itself cost in a profile of the oldest release, and of the newest?
WITH releases AS (
  SELECT release, min(time) AS since, count(*) AS profiles FROM profiles WHERE type = 'cpu' GROUP BY release
), costs AS (
  SELECT p.release AS release, k.functions[1] AS function, sum(s.value) AS value
  FROM samples AS s JOIN profiles AS p ON p.profile = s.profile AND p.type = s.type JOIN stacks AS k ON k.stack = s.stack
  WHERE s.type = 'cpu' GROUP BY 1, 2
), compared AS (
  SELECT function,
    sum(CASE WHEN c.release = (SELECT release FROM releases ORDER BY since, release LIMIT 1) THEN value / profiles ELSE 0 END) AS before,
    sum(CASE WHEN c.release = (SELECT release FROM releases ORDER BY since DESC, release DESC LIMIT 1) THEN value / profiles ELSE 0 END) AS after
  FROM costs AS c JOIN releases AS r ON r.release = c.release GROUP BY function
)
SELECT function, before, after, after - before AS growth, CASE WHEN before > 0 THEN after / before END AS factor
FROM compared ORDER BY growth DESC, function LIMIT 10;

-- 2. Cost per tenant: whose label is it?
SELECT label(labels, 'tenant') AS tenant, sum(value) AS cpu, sum(value) / sum(sum(value)) OVER () AS share
FROM samples WHERE type = 'cpu' GROUP BY 1 ORDER BY cpu DESC, tenant;

-- 3. Folded stacks: for `pproftool flamegraph --from folded -`.
WITH costs AS (
  SELECT stack, sum(value) AS value FROM samples WHERE type = 'cpu' GROUP BY stack
)
SELECT concat(folded(k.functions), ' ', CAST(sum(c.value) AS VARCHAR)) AS line
FROM costs AS c JOIN stacks AS k ON k.stack = c.stack GROUP BY folded(k.functions) ORDER BY line;

-- 4. New stacks since the deploy: which were never seen before the newest release was?
WITH seen AS (
  SELECT s.type AS type, s.stack AS stack, min(p.time) AS first_time, count(DISTINCT p.instance) AS instances
  FROM samples AS s JOIN profiles AS p ON p.profile = s.profile AND p.type = s.type GROUP BY 1, 2
), releases AS (
  SELECT release, min(time) AS since FROM profiles GROUP BY release
)
SELECT n.type AS type, folded(k.functions) AS stack, n.first_time AS first_time, n.instances AS instances
FROM seen AS n JOIN stacks AS k ON k.stack = n.stack
WHERE n.first_time >= (SELECT since FROM releases ORDER BY since DESC, release DESC LIMIT 1)
ORDER BY first_time, stack, type;

-- 5. Outlying pods: whose newest heap is far from the median of its release? In units of 1.4826 times the median distance, as `outlier` of
-- rules; of pods that were there in the last five minutes, eight or more. Where more than half are equal there is no such unit, and no answer.
WITH newest AS (
  SELECT instance, max(time) AS time FROM profiles WHERE type = 'inuse_space' GROUP BY instance
), now AS (
  SELECT p.release AS release, p.instance AS instance, p.total AS value
  FROM profiles AS p JOIN newest AS n ON n.instance = p.instance AND n.time = p.time
  WHERE p.type = 'inuse_space' AND seconds(p.time) >= (SELECT max(seconds(time)) - 300 FROM profiles)
), middles AS (
  SELECT release, median(value) AS middle FROM now GROUP BY release HAVING count(*) >= 8
), spreads AS (
  SELECT n.release AS release, m.middle AS middle, 1.4826 * median(abs(n.value - m.middle)) AS spread
  FROM now AS n JOIN middles AS m ON m.release = n.release GROUP BY n.release, m.middle
)
SELECT n.instance AS instance, n.release AS release, n.value AS value, d.middle AS middle, abs(n.value - d.middle) / d.spread AS z
FROM now AS n JOIN spreads AS d ON d.release = n.release
WHERE d.spread > 0 AND abs(n.value - d.middle) / d.spread > 6 ORDER BY z DESC, instance;

-- 6. Slope per site and pod: how many goroutines more an hour, by least squares? Of what was there in six profiles or more.
WITH series AS (
  SELECT k.site AS site, p.instance AS instance, seconds(p.time) - (SELECT min(seconds(time)) FROM profiles) AS moment, sum(s.value) AS value
  FROM samples AS s JOIN profiles AS p ON p.profile = s.profile AND p.type = s.type JOIN stacks AS k ON k.stack = s.stack
  WHERE s.type = 'goroutine' AND p.time IS NOT NULL GROUP BY 1, 2, 3
)
SELECT site, instance, 3600 * covar_pop(moment, value) / var_pop(moment) AS per_hour, count(*) AS profiles
FROM series GROUP BY site, instance HAVING count(*) >= 6 AND var_pop(moment) > 0
ORDER BY per_hour DESC, site, instance LIMIT 10;

-- 7. Cost of a package a day, in seconds of cpu.
SELECT CAST(p.time AS DATE) AS day, k.package AS package, sum(s.value) / 1e9 AS cpu_seconds
FROM samples AS s JOIN profiles AS p ON p.profile = s.profile AND p.type = s.type JOIN stacks AS k ON k.stack = s.stack
WHERE s.type = 'cpu' GROUP BY 1, 2 ORDER BY day, cpu_seconds DESC, package;

-- 8. Since when? Of the five steepest series: the moment from which a straight rise, after none, fits best, and how much it rises an hour.
-- Six profiles or more show the rise, or the last wild value would be one.
WITH series AS (
  SELECT k.site AS site, p.instance AS instance, p.time AS time, seconds(p.time) - (SELECT min(seconds(time)) FROM profiles) AS moment,
    sum(s.value) AS value
  FROM samples AS s JOIN profiles AS p ON p.profile = s.profile AND p.type = s.type JOIN stacks AS k ON k.stack = s.stack
  WHERE s.type = 'goroutine' AND p.time IS NOT NULL GROUP BY 1, 2, 3, 4
), steepest AS (
  SELECT site, instance, covar_pop(moment, value) / var_pop(moment) AS slope
  FROM series GROUP BY site, instance HAVING count(*) >= 6 AND var_pop(moment) > 0
  ORDER BY slope DESC, site, instance LIMIT 5
), breaks AS (
  SELECT a.site AS site, a.instance AS instance, t.slope AS slope, b.time AS since, a.value AS value,
    CASE WHEN a.moment > b.moment THEN a.moment - b.moment ELSE 0 END AS after
  FROM series AS a JOIN series AS b ON b.site = a.site AND b.instance = a.instance
    JOIN steepest AS t ON t.site = a.site AND t.instance = a.instance
), fits AS (
  SELECT site, instance, slope, since, 3600 * covar_pop(after, value) / var_pop(after) AS per_hour,
    var_pop(value) - covar_pop(after, value) * covar_pop(after, value) / var_pop(after) AS rest
  FROM breaks GROUP BY site, instance, slope, since HAVING sum(CASE WHEN after > 0 THEN 1 ELSE 0 END) >= 6
), ranked AS (
  SELECT site, instance, slope, since, per_hour, row_number() OVER (PARTITION BY site, instance ORDER BY rest, since) AS place FROM fits
)
SELECT site, instance, since, per_hour FROM ranked WHERE place = 1 ORDER BY slope DESC, site, instance;

-- 9. Top flat and cum: what do functions cost themselves, and with what they call?
WITH calls AS (
  SELECT s.stack AS stack, sum(s.value) AS value FROM samples AS s WHERE s.type = 'cpu' GROUP BY s.stack
), called AS (
  SELECT k.functions[1] AS leaf, each_of(k.functions) AS function, c.value AS value FROM calls AS c JOIN stacks AS k ON k.stack = c.stack
)
SELECT function, sum(CASE WHEN function = leaf THEN value ELSE 0 END) AS flat, sum(value) AS cum
FROM called GROUP BY function ORDER BY flat DESC, cum DESC, function LIMIT 20;
