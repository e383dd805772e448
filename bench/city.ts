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
