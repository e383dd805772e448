import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Backend, createBackend } from '../main/backend/index.ts';
import type { InputOf, OutputOf, ProcedureName } from '../preload/contract/types.ts';

const LEVELS = ['Mầm non', 'Tiểu học', 'THCS'];
export const NAMES = [
  'Hoa Sen',
  'Hoa Lan',
  'Đông Mỹ',
  'Đại Yên',
  'Ứng Hòa',
  'Vĩnh Quỳnh',
  'Ân Thi',
  'Ba Vì',
  'Dục Tú',
];
const HEADINGS = 'Huyện;Cấp học;Tên trường;Xã;Hiệu trưởng;Số lớp;Số HS;Số GV';

/** A list of schools as an office sends it, half of them in each of two units. The names mean no real school. */
function schoolList(schools: number): string {
  const rows = Array.from({ length: schools }, (_, index) => {
    const level = LEVELS[index % LEVELS.length];
    const name = NAMES[index % NAMES.length];
    const unit = index % 2 === 0 ? 'Thanh Trì' : 'Chương Mỹ';
    return `${unit};${level};Trường ${level} ${name} ${index + 1};${name};Nguyễn Văn A;${10 + (index % 20)};${300 + (index % 900)};${20 + (index % 60)}`;
  });
  return [HEADINGS, ...rows].join('\n');
}

/**
 * Fills a rehearsal folder with so many schools, paired as far as they go, with a draft for each pair.
 * @throws when the program refuses a step
 */
export async function makeCity(dataDir: string, resourcesDir: string, schools: number): Promise<void> {
  const backend = await createBackend({ dataDir, resourcesDir, version: '0.0.0', actor: 'bench' });
  try {
    await call(backend, 'app.initialise', { sample: false, rehearsal: true });
    const file = await backend.receiveFile('truong.csv', Buffer.from(schoolList(schools)));
    await call(backend, 'schools.import', { fileId: file.fileId });
    const { pairs } = await call(backend, 'pairs.suggest', {});
    await call(backend, 'pairs.create', {
      pairs: pairs.map(({ supporting, partner }) => ({
        supportingSchoolId: supporting.id,
        partnerSchoolId: partner.id,
      })),
    });
    await call(backend, 'memoranda.draft', {});
  } finally {
    await backend.close();
  }
}

/** Calls a procedure that must succeed. */
export async function call<N extends ProcedureName>(
  backend: Backend,
  name: N,
  input: InputOf<N>,
): Promise<OutputOf<N>> {
  const answer = await backend.dispatch(name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
  // `dispatch` has parsed the value by the contract of this very name.
  return answer.value as OutputOf<N>;
}

/** The last day of the school year that the activities fill. */
export const CITY_DAY = '2024-06-05';
const FIRST_DAY = '2022-09-05';
const DAYS = 630;

/** A key as the program makes them, of rows that were entered one after the other. */
const keyOf = (kind: unknown, number: unknown): string =>
  `0182${Number(number).toString(16).padStart(8, '0').replace(/^..../, '$&-')}-7000-8000-${String(kind).padStart(12, '0')}`;

/**
 * Signs every memorandum of a city with promises, and enters so many activities of two school years as they are held,
 * every tenth of two pairs: in plain SQL, because nobody waits for a bench that types.
 */
export function fillCity(dataDir: string, activities: number): void {
  const sqlite = new Sqlite(join(dataDir, 'chung-tay.sqlite'));
  try {
    sqlite.function('fold', { deterministic: true }, (text) => text);
    sqlite.function('key', { deterministic: true }, keyOf);
    sqlite.exec(`
      BEGIN;
      UPDATE memorandum SET state = 'signed', signed_on = '2022-09-05', number = rowid || '/BGN' WHERE pair_id IS NOT NULL;
      INSERT OR IGNORE INTO commitment (id, memorandum_id, indicator_code, semester, quantity, created_at, updated_at)
        SELECT key(4, row_number() OVER ()), m.id, i.code, s.value, 2, '2022', '2022'
          FROM memorandum m, indicator i, json_each('[1, 2]') s
         WHERE i.committable = 1 AND m.pair_id IS NOT NULL;
      CREATE TEMP TABLE pair AS SELECT row_number() OVER (ORDER BY id) - 1 AS place, id FROM school_pair;
      CREATE TEMP TABLE kind AS SELECT row_number() OVER (ORDER BY code) - 1 AS place, code FROM activity_kind;
      CREATE TEMP TABLE number AS
        WITH RECURSIVE n (n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM n WHERE n + 1 < ${activities}) SELECT n FROM n;
      INSERT INTO activity (id, programme_id, kind_code, status, held_on, topic, folded, subject, form, venue, host,
                            manager_turns, teacher_turns, pupil_turns, demo_lessons, materials, evidence, speakers,
                            created_at, updated_at)
        SELECT key(1, n), (SELECT id FROM programme), (SELECT code FROM kind WHERE place = n % (SELECT count(*) FROM kind)),
               iif(n % 50 = 0, 'planned', 'done'), date('${FIRST_DAY}', '+' || (n * ${DAYS} / ${activities} + n * 7919 % 14) || ' days'),
               'Chuyên đề đổi mới phương pháp dạy học số ' || n, 'chuyen de doi moi phuong phap day hoc so ' || n,
               iif(n % 4 = 0, 'Toán', NULL), 'truc_tiep', 'Hội trường', NULL,
               n % 3, n % 40, n % 90, n % 4, n % 2, iif(n % 3 = 0, 'Biên bản', NULL),
               iif(n % 5 = 0, '["Nguyễn Văn A ' || (n % 900) || '"]', '[]'), '2022', '2022'
          FROM number;
      INSERT INTO activity_pair (id, activity_id, pair_id, created_at, updated_at)
        SELECT key(2 + side, n), key(1, n),
               (SELECT id FROM pair WHERE place = (n * 31 + side * 17) % (SELECT count(*) FROM pair)), '2022', '2022'
          FROM number, (SELECT 0 AS side UNION ALL SELECT 1)
         WHERE side = 0 OR n % 10 = 0;
      COMMIT;
      ANALYZE;
    `);
  } finally {
    sqlite.close();
  }
}
