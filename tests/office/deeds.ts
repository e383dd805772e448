import { readFile } from 'node:fs/promises';
import { AppError } from '../../main/backend/index.ts';
import type { BinKind } from '../../preload/contract/bin.ts';
import type { ErrorCode } from '../../preload/contract/errors.ts';
import type { Memorandum } from '../../preload/contract/memoranda.ts';
import type { Desk } from './desk.ts';
import { pageThatSays } from './page.ts';

/** Something that an office does: answered whole, or refused by a rule of the office. */
interface Deed {
  /** How often, among all. */
  readonly weight: number;
  readonly act: (desk: Desk) => Promise<unknown>;
}

const school = {
  code: '',
  symbol: '',
  commune: 'Đông Mỹ',
  address: 'Thôn 1',
  principal: 'Nguyễn Văn A',
  position: 'Hiệu trưởng',
  phone: '',
  email: '',
  classes: null,
  teachers: null,
};

const newName = ({ random }: Desk): string => `Trường Tiểu học ${random.below(1_000_000_000)}`;

const createSchool = async (desk: Desk, unitId: string): Promise<string> =>
  (
    await desk.call('schools.create', {
      ...school,
      unitId,
      level: 'tieu_hoc',
      name: newName(desk),
      pupils: desk.random.below(900),
    })
  ).id;

async function createPair(desk: Desk): Promise<string> {
  const [supporting, partner] = (await desk.call('programmes.get', {})).units;
  if (!supporting || !partner) throw new Error('the programme has no two units');
  const supportingSchoolId = await createSchool(desk, supporting.id);
  const partnerSchoolId = await createSchool(desk, partner.id);
  const { ids } = await desk.call('pairs.create', { pairs: [{ supportingSchoolId, partnerSchoolId }] });
  return ids[0] ?? '';
}

const activityOf = (desk: Desk, pairIds: string[]) => ({
  kind: 'chuyen_de',
  status: 'done' as const,
  heldOn: desk.today(),
  topic: `Chuyên đề ${desk.random.below(1_000_000)}`,
  subject: null,
  grade: null,
  form: 'truc_tiep' as const,
  venue: 'Phòng họp',
  host: null,
  managerTurns: desk.random.below(9),
  teacherTurns: desk.random.below(40),
  pupilTurns: 0,
  demoLessons: 1,
  materials: 0,
  cost: null,
  speakers: ['Nguyễn Văn A'],
  evidence: null,
  pairIds,
});

const somePair = async (desk: Desk): Promise<string> => {
  const { pairs } = await desk.call('pairs.list', {});
  return pairs.length > 0 ? (desk.random.pick(pairs).id ?? '') : createPair(desk);
};

/** One of the newest activities, as an office mostly touches what it has just entered. */
async function someActivity(desk: Desk) {
  const { activities } = await desk.call('activities.list', { from: monthsBefore(desk.today(), 1) });
  if (activities.length > 0) return desk.random.pick(activities);
  const { id } = await desk.call('activities.create', activityOf(desk, [await somePair(desk)]));
  return { ...activityOf(desk, [await somePair(desk)]), id };
}

function monthsBefore(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
}

/** Memoranda in one of the states; drafts are made where there are none of them. */
async function memorandaIn(desk: Desk, ...states: Memorandum['state'][]): Promise<Memorandum[]> {
  const list = async () =>
    (await desk.call('memoranda.list', {})).memoranda.filter(
      ({ state, kind }) => kind === 'school' && states.includes(state),
    );
  const found = await list();
  if (found.length > 0) return found;
  await createPair(desk);
  await desk.call('memoranda.draft', {});
  if (states.includes('draft')) return list();
  const drafts = await memorandaIn(desk, 'draft');
  await desk.call('memoranda.generate', { ids: drafts.slice(0, 1).map(({ id }) => id), printSet: {} });
  return list();
}

const onPaper = (desk: Desk) => memorandaIn(desk, 'finalised', 'printed');

/** The rules of an office refuse some things rightly, such as taking back what others have come to need. */
async function unlessRefused(codes: readonly ErrorCode[], act: () => Promise<unknown>): Promise<unknown> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof AppError && codes.includes(error.code)) return null;
    throw error;
  }
}

async function step(desk: Desk, which: 'undo' | 'redo'): Promise<unknown> {
  const found = (await desk.call('history.steps', {}))[which];
  return (
    found && unlessRefused(['UNDO_CONFLICT'], () => desk.call('history.undo', { sequence: found.sequence }))
  );
}

const list = (desk: Desk, rows: number): string =>
  [
    'Đơn vị;Cấp học;Tên trường;Số HS',
    ...Array.from({ length: rows }, () => `Thanh Trì;Tiểu học;${newName(desk)};${desk.random.below(900)}`),
  ].join('\n');

/** What an office does, each by its name. */
export const DEEDS = {
  'create a school': {
    weight: 6,
    async act(desk) {
      const { units } = await desk.call('programmes.get', {});
      await createSchool(desk, desk.random.pick(units).id);
    },
  },
  'change a school': {
    weight: 6,
    async act(desk) {
      const { id } = desk.random.pick((await desk.call('schools.list', {})).schools);
      await desk.call('schools.update', { id, pupils: desk.random.below(900) });
    },
  },
  'type into cells': {
    weight: 4,
    async act(desk) {
      const { schools } = await desk.call('schools.list', {});
      const cells = Array.from({ length: 3 }, () => ({
        row: desk.random.pick(schools).id,
        column: 'teachers',
        text: `${desk.random.below(60)}`,
      }));
      await desk.call('cells.write', { table: 'schools', cells });
    },
  },
  'import a list': {
    weight: 2,
    act: async (desk) =>
      desk.call('schools.import', { fileId: await desk.receive('danh sách.csv', list(desk, 60)) }),
  },
  'pair two schools': { weight: 2, act: createPair },
  'draft memoranda': { weight: 2, act: (desk) => desk.call('memoranda.draft', {}) },
  'finalise memoranda': {
    weight: 2,
    async act(desk) {
      const drafts = await memorandaIn(desk, 'draft');
      const ids = drafts.slice(0, 2).map(({ id }) => id);
      await desk.call('memoranda.generate', { ids, printSet: {} });
    },
  },
  'revise a memorandum': {
    weight: 1,
    async act(desk) {
      const { id } = desk.random.pick(await onPaper(desk));
      await desk.call('memoranda.revise', { id, reason: 'Đổi người ký' });
    },
  },
  'record a signing': {
    weight: 2,
    async act(desk) {
      const { id } = desk.random.pick(await onPaper(desk));
      const { next } = await desk.call('memoranda.numbering', { year: Number(desk.today().slice(0, 4)) });
      const signers = (['a', 'b'] as const).map((side) => ({
        side,
        fullName: 'Nguyễn Văn A',
        position: null,
      }));
      await desk.call('memoranda.record', { rows: [{ id, number: next, signedOn: desk.today(), signers }] });
    },
  },
  'file a scanned stack': {
    weight: 2,
    async act(desk) {
      const { fileId } = desk.random.pick(await memorandaIn(desk, 'printed', 'signed', 'filed'));
      const paper = await desk.pathOf(fileId ?? '');
      // The scanner is not part of the program: what fails while it reads is nothing that the program could answer.
      const bytes = await readFile(paper).catch(() => readFile(paper));
      const { pages } = await desk.call('scans.file', { fileIds: [await desk.receive('quét.pdf', bytes)] });
      if (pages < 1) throw new Error('a stack without a page');
    },
  },
  'attach a signed copy': {
    weight: 1,
    async act(desk) {
      const { id } = desk.random.pick(await memorandaIn(desk, 'printed', 'signed', 'filed'));
      const fileId = await desk.receive('bản ký.pdf', pageThatSays(desk.random.below(1e9)));
      await desk.call('memoranda.attach', { id, files: [{ fileId }], complete: true });
    },
  },
  'log an activity': {
    weight: 12,
    act: async (desk) => desk.call('activities.create', activityOf(desk, [await somePair(desk)])),
  },
  'change an activity': {
    weight: 4,
    async act(desk) {
      const { id, pairIds } = await someActivity(desk);
      await desk.call('activities.update', { ...activityOf(desk, pairIds), id });
    },
  },
  'delete an activity': {
    weight: 1,
    act: async (desk) => desk.call('activities.remove', { ids: [(await someActivity(desk)).id] }),
  },
  'add evidence': {
    weight: 3,
    async act(desk) {
      const { id } = await someActivity(desk);
      const fileId = await desk.receive('minh chứng.pdf', pageThatSays(desk.random.below(1e9)));
      await desk.call('evidence.addFiles', { of: { activityId: id }, fileIds: [fileId] });
    },
  },
  'remove evidence': {
    weight: 1,
    async act(desk) {
      const { id } = await someActivity(desk);
      const { evidence } = await desk.call('evidence.list', { of: { activityId: id } });
      if (evidence.length > 0) await desk.call('evidence.remove', { ids: [desk.random.pick(evidence).id] });
    },
  },
  'take out of the bin': {
    weight: 1,
    async act(desk) {
      const binned = async () => (await desk.call('bin.list', {})).items.slice(0, 20);
      if ((await binned()).length === 0) await DEEDS['delete an activity'].act(desk);
      const { kind, id }: { kind: BinKind; id: string } = desk.random.pick(await binned());
      await unlessRefused(['RESTORE_NEEDS', 'RESTORE_REFUSED'], () =>
        desk.call('bin.restore', { items: [{ kind, id }] }),
      );
    },
  },
  'take back': { weight: 2, act: (desk) => step(desk, 'undo') },
  'do again': { weight: 1, act: (desk) => step(desk, 'redo') },
  'note a difficulty': {
    weight: 2,
    async act(desk) {
      const { id } = desk.random.pick((await desk.call('schools.list', {})).schools);
      await desk.call('difficulties.create', {
        raisedBy: { kind: 'school', id },
        raisedOn: desk.today(),
        advantages: null,
        difficulty: `Thiếu thiết bị ${desk.random.below(1_000_000)}`,
        proposal: null,
        resolver: null,
        dueOn: null,
        outcome: null,
        resolvedOn: null,
      });
    },
  },
  'hand equipment over': {
    weight: 1,
    async act(desk) {
      const { id } = await desk.call('documents.create', { kind: 'handover', pairId: await somePair(desk) });
      const { form } = await desk.call('documents.get', { id });
      if (form.kind !== 'handover') throw new Error('another kind of paper');
      const items = [{ name: 'Máy chiếu', unit: 'chiếc', quantity: 1, value: null, condition: null }];
      await desk.call('documents.update', { id, form: { ...form, items } });
      await unlessRefused(['DOCUMENT_INCOMPLETE'], () => desk.call('documents.issue', { id }));
    },
  },
  'edit a template': {
    weight: 1,
    async act(desk) {
      const { templates } = await desk.call('templates.list', {});
      const published = templates.filter(
        ({ kind, status }) => kind === 'invitation' && status === 'published',
      );
      const { id } = await desk.call('templates.edit', { id: desk.random.pick(published).id });
      const { content } = await desk.call('templates.get', { id });
      await desk.call('templates.save', { id, content });
      await desk.call('templates.publish', { id, note: `${desk.random.below(1000)}` });
    },
  },
  'bind the ceremony': {
    weight: 1,
    act: (desk) => unlessRefused(['CEREMONY_EMPTY'], () => desk.call('ceremonies.binder', {})),
  },
  'export a report': {
    weight: 1,
    act: (desk) => desk.call('reports.export', { period: 'giai-doan', pdf: desk.random.below(2) === 0 }),
  },
  'keep a setting': {
    weight: 2,
    act: (desk) => desk.call('settings.set', { key: 'torture', value: desk.random.below(1000) }),
  },
  'look around': {
    weight: 3,
    async act(desk) {
      await desk.call('overview.get', {});
      await desk.call('search.find', { text: 'tieu hoc' });
      await desk.call('gaps.list', {});
      await desk.call('reports.list', {});
    },
  },
  'back up': { weight: 1, act: backUp },
  'restore a backup': {
    weight: 1,
    async act(desk) {
      const own = async () =>
        (await desk.call('backups.list', {})).backups.filter(({ place }) => place === 'own');
      if ((await own()).length === 0) await backUp(desk);
      const { name } = desk.random.pick((await own()).slice(0, 3));
      desk.say(`restoring ${name}`);
      await desk.call('backups.restore', { source: { place: 'own', name } });
      desk.say('restored');
    },
  },
} satisfies Record<string, Deed>;

export type DeedName = keyof typeof DEEDS;

export const DEED_NAMES = Object.keys(DEEDS) as readonly DeedName[];

async function backUp(desk: Desk): Promise<void> {
  const { name, problems } = await desk.call('backups.create', {});
  if (problems.length > 0) throw new AppError('BACKUP_DAMAGED', { file: name, errors: problems });
  desk.say(`backup ${name}`);
}

/** One of the names, by how often an office does each. */
export function someDeed({ random }: Desk, names: readonly DeedName[] = DEED_NAMES): DeedName {
  return random.pick(names.flatMap((name) => Array.from({ length: DEEDS[name].weight }, () => name)));
}
