import { writeSync } from 'node:fs';
import path from 'node:path';
import { AppError, type Backend, createBackend } from '../../main/backend/index.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../preload/contract/types.ts';
import { randomly } from './random.ts';

/**
 * An office at work, in a process of its own that somebody kills: the real program on a folder, doing one thing after
 * the other as fast as it can. Whatever the program has answered is written to the standard output at once, one line a
 * deed: the journal's row and its command, or the name of a backup.
 */
const [dataDir = '', seed = '1'] = process.argv.slice(2);
const random = randomly(Number(seed));

const backend: Backend = await createBackend({
  dataDir,
  resourcesDir: path.join(import.meta.dirname, '../../resources'),
  version: '0.0.0-torture',
  actor: 'van-thu',
});

async function call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const answer = await backend.dispatch(name, input);
  if (!answer.ok) throw new AppError(answer.error.code, answer.error.details);
  // The backend checked the value against this procedure's output schema.
  return answer.value as OutputOf<N>;
}

const say = (line: string): void => void writeSync(1, `${line}\n`);

/** Tells what the journal's newest row is; the deed before it has been answered. */
async function sayDone(): Promise<void> {
  const [newest] = (await call('history.list', { limit: 1 })).entries;
  if (newest) say(`row ${newest.sequence} ${newest.command}`);
}

const unitId = async (): Promise<string> =>
  random.pick((await call('organisations.list', {})).organisations).id;
const schoolId = async (): Promise<string> => random.pick((await call('schools.list', {})).schools).id;
const name = (): string => `Trường Tiểu học ${random.below(1_000_000_000)}`;

const nobody = {
  code: '',
  symbol: '',
  commune: '',
  address: '',
  principal: 'Nguyễn Văn A',
  position: '',
  phone: '',
  email: '',
  classes: null,
  teachers: null,
};

/** What an office does, each with how often. */
const DEEDS: readonly (readonly [weight: number, act: () => Promise<unknown>])[] = [
  [
    6,
    async () =>
      call('schools.create', {
        ...nobody,
        unitId: await unitId(),
        level: 'tieu_hoc',
        name: name(),
        pupils: random.below(900),
      }),
  ],
  [6, async () => call('schools.update', { id: await schoolId(), pupils: random.below(900) })],
  [
    3,
    async () => {
      const rows = Array.from({ length: 60 }, () => `Thanh Trì;Tiểu học;${name()};${random.below(900)}`);
      const list = ['Đơn vị;Cấp học;Tên trường;Số HS', ...rows].join('\n');
      const { fileId } = await backend.receiveFile('danh sách.csv', Buffer.from(list));
      return call('schools.import', { fileId });
    },
  ],
  [3, async () => call('memoranda.draft', {})],
  [
    3,
    async () => {
      const { memoranda } = await call('memoranda.list', {});
      const drafts = memoranda.filter(({ state }) => state === 'draft').slice(0, 2);
      return drafts.length > 0 && call('memoranda.generate', { ids: drafts.map(({ id }) => id) });
    },
  ],
  [
    3,
    async () => {
      const { activities } = await call('activities.list', {});
      const { fileId } = await backend.receiveFile('minh chứng.pdf', Buffer.from(pdf(random.below(1e9))));
      return call('evidence.addFiles', {
        of: { activityId: random.pick(activities).id },
        fileIds: [fileId],
      });
    },
  ],
  [
    1,
    async () => {
      const { name: backup, problems } = await call('backups.create', {});
      if (problems.length > 0) throw new Error(JSON.stringify(problems));
      say(`backup ${backup}`);
    },
  ],
  [2, async () => call('settings.set', { key: 'torture', value: random.below(1000) })],
];

/** A page that says a number, so that each one is another file. */
function pdf(number: number): string {
  const text = `BT /F1 24 Tf 72 720 Td (${number}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${text.length}>>stream\n${text}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let body = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = body.length;
    body += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  return `${body}xref\n0 6\n0000000000 65535 f \n${places.join('')}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
}

const { initialised } = await call('app.status', {});
if (!initialised) {
  await call('app.initialise', { sample: true });
  await sayDone();
}
say('ready');
const bag = DEEDS.flatMap(([weight, act]) => Array.from({ length: weight }, () => act));
for (;;) {
  await random.pick(bag)();
  await sayDone();
}
