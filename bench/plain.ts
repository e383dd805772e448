/** What activities amount to, by everything that an indicator can add up. */
const SUMS = `count(*) AS times, sum(a.manager_turns) AS managers, sum(a.teacher_turns) AS teachers,
  sum(a.pupil_turns) AS pupils, sum(a.demo_lessons) AS lessons, sum(a.materials) AS materials`;
const NO_SUMS = '0, 0, 0, 0, 0';
const LINK = 'JOIN activity_pair l ON l.activity_id = a.id AND l.deleted_at IS NULL';
const THIS_YEAR = `a.deleted_at IS NULL AND a.held_on BETWEEN '2023-09-05' AND '2024-09-04'`;
/** Each progress is told beside that of the year before. */
const BOTH_YEARS = `a.status = 'done' AND a.deleted_at IS NULL AND a.held_on BETWEEN '2022-09-05' AND '2024-09-04'`;
const YEAR = `a.held_on >= '2023-09-05'`;

/**
 * Each pair's own, of each kind. All group by kinds, not by the indicators that these count for: joined with the kinds, SQLite
 * goes through activities by kind and takes up to twice as long.
 */
const PAIRS = `SELECT 'pair' AS of, l.pair_id AS whose, ${YEAR} AS part, a.kind_code AS indicator, ${SUMS}
  FROM activity a ${LINK} WHERE ${BOTH_YEARS} GROUP BY 2, 3, 4`;
/** All together, joint activities once: read off the index in its order. */
const ALL = `SELECT 'all', NULL, ${YEAR}, a.kind_code, sum(times), sum(managers), sum(teachers), sum(pupils), sum(lessons), sum(materials)
  FROM (SELECT a.kind_code, a.held_on, ${SUMS} FROM activity a INDEXED BY activity_tally WHERE ${BOTH_YEARS} GROUP BY 1, 2) a
  GROUP BY 3, 4`;
const JOINT = `SELECT 'joint', NULL, NULL, NULL, count(*), ${NO_SUMS} FROM activity a WHERE a.status = 'done' AND ${THIS_YEAR}
  AND a.id IN (SELECT activity_id FROM activity_pair WHERE deleted_at IS NULL GROUP BY 1 HAVING count(*) > 1)`;
const MONTHS = `SELECT 'month' AS of, substr(a.held_on, 1, 7) AS whose, ${YEAR} AS part, a.kind_code AS indicator, sum(times) AS times,
  sum(managers) AS managers, sum(teachers) AS teachers, sum(pupils) AS pupils, sum(lessons) AS lessons, sum(materials) AS materials
  FROM (SELECT a.kind_code, a.held_on, ${SUMS} FROM activity a INDEXED BY activity_tally WHERE ${BOTH_YEARS} GROUP BY 1, 2) a
  GROUP BY 2, 3, 4`;
/** What falls due in the year. */
const DUE = `FROM commitment c
  JOIN memorandum m ON m.id = c.memorandum_id AND m.deleted_at IS NULL AND m.state <> 'cancelled'
  JOIN school_pair p ON p.id = m.pair_id AND p.deleted_at IS NULL
  JOIN programme g ON g.id = p.programme_id
  LEFT JOIN ceremony_entry e ON e.memorandum_id = m.id AND e.deleted_at IS NULL
  LEFT JOIN ceremony s ON s.id = e.ceremony_id
  JOIN (SELECT 1 AS semester, '2024-01-14' AS day UNION ALL SELECT 2, '2024-05-30') due ON due.semester = c.semester
  WHERE c.deleted_at IS NULL
    AND due.day BETWEEN coalesce(m.starts_on, m.signed_on, s.held_on, p.starts_on) AND coalesce(m.ends_on, g.ends_on)`;
const PROMISED = `SELECT 'promised', m.pair_id, NULL, c.indicator_code, sum(c.quantity), ${NO_SUMS} ${DUE} GROUP BY 2, 4`;
const PROMISED_BY_DAY = `SELECT 'promised', substr(due.day, 1, 7), NULL, c.indicator_code, sum(c.quantity), ${NO_SUMS} ${DUE} GROUP BY 2, 4`;
/** People, not turns. The joins are crossed to keep SQLite from looking each activity up by its link, which takes ten times as long. */
const HELPERS = `SELECT 'helpers', l.pair_id, ${YEAR}, NULL, count(DISTINCT s.value), ${NO_SUMS}
  FROM activity a CROSS ${LINK} JOIN json_each(a.speakers) s WHERE ${BOTH_YEARS} AND a.speakers <> '[]' GROUP BY 2, 3`;
const ALL_HELPERS = `SELECT 'helpers', NULL, ${YEAR}, NULL, count(DISTINCT s.value), ${NO_SUMS}
  FROM activity a JOIN json_each(a.speakers) s WHERE ${BOTH_YEARS} AND a.speakers <> '[]' GROUP BY 3`;
const HELPERS_BY_QUARTER = `SELECT 'helpers', substr(a.held_on, 1, 4) || '/Q' || ((substr(a.held_on, 6, 2) + 2) / 3), ${YEAR}, NULL,
  count(DISTINCT s.value), ${NO_SUMS} FROM activity a JOIN json_each(a.speakers) s WHERE ${BOTH_YEARS} AND a.speakers <> '[]' GROUP BY 2, 3`;
const SIGNED = `SELECT 'signed', m.pair_id, m.signed_on > '2023-09-04', NULL, count(*), ${NO_SUMS}
  FROM memorandum m WHERE m.state IN ('signed', 'filed') AND m.deleted_at IS NULL AND m.pair_id IS NOT NULL GROUP BY 2, 3`;
const PAIRS_THIS_YEAR = `SELECT a.status AS of, l.pair_id AS whose, a.held_on >= '2024-01-15' AS part,
  a.kind_code AS indicator, ${SUMS} FROM activity a ${LINK} WHERE ${THIS_YEAR} GROUP BY 1, 2, 3, 4`;

/** The semesters in which the city did something: "2023-2024 1". */
const SEMESTER = `CASE WHEN a.held_on BETWEEN '2022-09-05' AND '2023-01-14' THEN '2022-2023 1'
  WHEN a.held_on BETWEEN '2023-01-16' AND '2023-05-30' THEN '2022-2023 2'
  WHEN a.held_on BETWEEN '2023-09-05' AND '2024-01-14' THEN '2023-2024 1'
  WHEN a.held_on BETWEEN '2024-01-15' AND '2024-05-30' THEN '2023-2024 2' END`;
const BY_SEMESTER = `SELECT a.status AS of, l.pair_id AS whose, ${SEMESTER} AS part, a.kind_code AS indicator, ${SUMS}
  FROM activity a ${LINK} WHERE a.deleted_at IS NULL GROUP BY 1, 2, 3, 4`;
/** A promise is judged by what was done on the semester's school days; all else counts for the year. */
const BY_SEMESTER_THIS_YEAR = BY_SEMESTER.replace('a.deleted_at IS NULL', THIS_YEAR);
const PROMISED_BY_SEMESTER = `SELECT 'promised', m.pair_id, c.semester, c.indicator_code, sum(c.quantity), ${NO_SUMS} ${DUE} GROUP BY 2, 3, 4`;
/** An activity that something is missing of is told of under the first of its pairs. */
const UNDER_FIRST = (
  of: string,
  what: string,
) => `SELECT '${of}', whose, max(held_on), NULL, count(*), ${NO_SUMS}
  FROM (SELECT (SELECT min(l.pair_id) FROM activity_pair l WHERE l.activity_id = a.id AND l.deleted_at IS NULL) AS whose, a.held_on
    FROM activity a WHERE a.deleted_at IS NULL AND ${what}) WHERE whose IS NOT NULL GROUP BY 2`;
const UNPROVEN = UNDER_FIRST(
  'unproven',
  `a.status = 'done' AND a.evidence IS NULL
    AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.activity_id = a.id AND e.deleted_at IS NULL)`,
);
const PASSED = UNDER_FIRST('passed', `a.status = 'planned' AND a.held_on < '2024-06-05'`);
const PROMISED_EACH = `SELECT 'promised', m.pair_id, c.semester, c.indicator_code, c.quantity, ${NO_SUMS}
  FROM commitment c JOIN memorandum m ON m.id = c.memorandum_id AND m.deleted_at IS NULL AND m.state <> 'cancelled'
  WHERE c.deleted_at IS NULL AND m.pair_id IS NOT NULL`;
const NAMES = `SELECT 'name', name, NULL, code, 1, ${NO_SUMS} FROM indicator`;

/** The statements that an engineer would write for the same totals. */
export const PLAIN = {
  promisesByPair: PAIRS_THIS_YEAR,
  promisesByPairWhole: [BY_SEMESTER_THIS_YEAR, PROMISED_BY_SEMESTER].join('\nUNION ALL\n'),
  progressByPair: PAIRS,
  progressByPairWhole: [PAIRS, ALL, JOINT, PROMISED, HELPERS, ALL_HELPERS, SIGNED].join('\nUNION ALL\n'),
  progressByQuarter: `SELECT 'month' AS of, substr(a.held_on, 1, 7) AS whose, ${YEAR} AS part, a.kind_code AS indicator, ${SUMS}
    FROM activity a WHERE ${BOTH_YEARS} GROUP BY 2, 3, 4`,
  progressByQuarterWhole: [MONTHS, PROMISED_BY_DAY, HELPERS_BY_QUARTER, ALL_HELPERS].join('\nUNION ALL\n'),
  missingWhole: [BY_SEMESTER, UNPROVEN, PASSED, PROMISED_EACH, NAMES].join('\nUNION ALL\n'),
  missing: `SELECT a.status AS of, l.pair_id AS whose, max(a.held_on) AS part, a.kind_code AS indicator, ${SUMS},
    sum(a.evidence IS NULL) AS unproven FROM activity a ${LINK} WHERE a.deleted_at IS NULL GROUP BY 1, 2, 4`,
} as const;
