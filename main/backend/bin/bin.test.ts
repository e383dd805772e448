import { beforeEach, describe, expect, test } from 'vitest';
import type { BinKind } from '../../../preload/contract/bin.ts';
import type { SupportForm } from '../../../preload/contract/support.ts';
import { activityForm, onePair, openProgram, type Program, schoolForm } from '../testing.ts';

let program: Program;
let pair: Awaited<ReturnType<typeof onePair>>;
beforeEach(async () => {
  program = await openProgram({ today: '2024-06-05' });
  pair = await onePair(program);
});

const bin = async () => (await program.call('bin.list', {})).items;
const inBin = async () => (await bin()).map(({ kind, name }) => [kind, name]);
const restore = (...items: readonly (readonly [BinKind, string])[]) =>
  program.call('bin.restore', { items: items.map(([kind, id]) => ({ kind, id })) });
const refused = (kind: BinKind, id: string) => program.refused('bin.restore', { items: [{ kind, id }] });

const support = (changes: Partial<SupportForm> = {}): SupportForm => ({
  status: 'done',
  givenOn: '2023-10-12',
  kind: 'equipment',
  giverSchoolId: pair.supporting,
  giverName: null,
  receiverSchoolId: pair.partner,
  content: 'Máy chiếu',
  quantity: 1,
  unit: 'chiếc',
  unitPrice: null,
  amount: null,
  source: null,
  documentId: null,
  handoverPaper: null,
  note: null,
  ...changes,
});

describe('everything that can be deleted lies in the bin and comes back', () => {
  /** Makes one of a kind, and answers its id and how it is deleted. */
  const MAKERS: Record<
    Exclude<BinKind, 'scanPage' | 'departmentForm'>,
    () => Promise<{ id: string; name: string; remove: () => Promise<unknown> }>
  > = {
    async school() {
      const { id } = await program.call('schools.create', schoolForm(pair.thanhTri, 'thcs', 'THCS Hoa Ban'));
      return { id, name: 'THCS Hoa Ban', remove: () => program.call('schools.remove', { ids: [id] }) };
    },
    async pair() {
      const name = 'Trường Tiểu học Hoa Sen – Trường Tiểu học Hướng Dương';
      return {
        id: pair.pairId,
        name,
        remove: () => program.call('pairs.remove', { ids: [pair.pairId] }),
      };
    },
    async activityKind() {
      const { code } = await program.call('activities.saveKind', {
        code: null,
        name: 'Tham quan',
        indicator: 'THEMES',
        requires: [],
        levels: null,
      });
      return { id: code, name: 'Tham quan', remove: () => program.call('activities.removeKind', { code }) };
    },
    async schoolYear() {
      const code = '2031-2032';
      await program.call('calendar.save', {
        code,
        startsOn: '2031-09-05',
        semester1EndsOn: '2032-01-16',
        semester2StartsOn: '2032-01-19',
        endsOn: '2032-05-31',
        note: null,
      });
      return { id: code, name: code, remove: () => program.call('calendar.remove', { code }) };
    },
    async ceremony() {
      const { id } = await program.call('ceremonies.create', { title: 'Lễ ký đợt hai' });
      return { id, name: 'Lễ ký đợt hai', remove: () => program.call('ceremonies.remove', { id }) };
    },
    async document() {
      const { id } = await program.call('documents.create', { kind: 'handover', pairId: pair.pairId });
      const name = 'Biên bản bàn giao thiết bị: Trường Tiểu học Hoa Sen – Trường Tiểu học Hướng Dương';
      return { id, name, remove: () => program.call('documents.remove', { id }) };
    },
    async goodModel() {
      const { id } = await program.call('goodModels.create', {
        schoolId: pair.partner,
        title: 'Thư viện xanh',
        summary: null,
        sharedOn: '2024-03-01',
      });
      return { id, name: 'Thư viện xanh', remove: () => program.call('goodModels.remove', { ids: [id] }) };
    },
    async activity() {
      const { id } = await program.call(
        'activities.create',
        activityForm([pair.pairId], { topic: 'Dự giờ' }),
      );
      return {
        id,
        name: 'Dự giờ, 12/10/2023',
        remove: () => program.call('activities.remove', { ids: [id] }),
      };
    },
    async support() {
      const { id } = await program.call('support.create', support());
      return {
        id,
        name: 'Máy chiếu, 12/10/2023',
        remove: () => program.call('support.remove', { ids: [id] }),
      };
    },
    async examResult() {
      const of = { schoolId: null, schoolYear: '2022-2023' };
      await program.call('examResults.save', {
        ...of,
        grade9Pupils: null,
        candidates: 100,
        admitted: 60,
        literature: null,
        maths: null,
        english: null,
      });
      return {
        id: '',
        name: 'Toàn thành phố, 2022-2023',
        remove: () => program.call('examResults.remove', of),
      };
    },
    async difficulty() {
      const { id } = await program.call('difficulties.create', {
        raisedBy: { kind: 'school', id: pair.partner },
        raisedOn: '2024-03-01',
        advantages: null,
        difficulty: 'Thiếu phòng máy',
        proposal: null,
        resolver: null,
        dueOn: null,
        outcome: null,
        resolvedOn: null,
      });
      return {
        id,
        name: 'Thiếu phòng máy',
        remove: () => program.call('difficulties.remove', { ids: [id] }),
      };
    },
    async evidence() {
      const activity = await program.call('activities.create', activityForm([pair.pairId]));
      const url = 'https://truong.example.edu.vn/tin';
      const { id } = await program.call('evidence.addLink', {
        of: { activityId: activity.id },
        url,
        caption: null,
      });
      return { id, name: url, remove: () => program.call('evidence.remove', { ids: [id] }) };
    },
  };

  test.each(Object.keys(MAKERS) as (keyof typeof MAKERS)[])('%s', async (kind) => {
    const { name, remove } = await MAKERS[kind]();
    expect(await bin()).toEqual([]);
    await remove();
    const [item] = await bin();
    expect(item).toMatchObject({ kind, name, deletedBy: 'van-thu' });
    expect(item?.deletedAt).toMatch(/^2024-06-05T/);

    await restore([kind, item?.id ?? '']);
    expect(await bin()).toEqual([]);
    expect((await program.call('check.run', {})).problems).toEqual([]);
    expect(await refused(kind, item?.id ?? '')).toMatchObject({ code: 'NOT_FOUND' });

    // A restoring is an edit as any other: it is in the history and can be taken back.
    const [entry] = (await program.call('history.list', {})).entries;
    expect(entry).toMatchObject({ command: 'bin.restore', undoable: true });
    await program.undo();
    expect(await inBin()).toEqual([[kind, name]]);
  });
});

test('the latest lies on top, with what it belonged to', async () => {
  const { id } = await program.call('activities.create', activityForm([pair.pairId], { topic: 'Dự giờ' }));
  const { id: gift } = await program.call('support.create', support());
  await program.call('activities.remove', { ids: [id] });
  program.wait();
  await program.call('support.remove', { ids: [gift] });
  expect((await bin()).map(({ name, of }) => [name, of])).toEqual([
    ['Máy chiếu, 12/10/2023', 'Trường Tiểu học Hoa Sen → Trường Tiểu học Hướng Dương'],
    ['Dự giờ, 12/10/2023', 'Trường Tiểu học Hoa Sen – Trường Tiểu học Hướng Dương'],
  ]);
});

test('evidence says what it showed: an activity or a model, whether that is still there or not', async () => {
  const { id: activityId } = await program.call(
    'activities.create',
    activityForm([pair.pairId], { topic: 'Dự giờ' }),
  );
  const { id: goodModelId } = await program.call('goodModels.create', {
    schoolId: pair.partner,
    title: 'Thư viện xanh',
    summary: null,
    sharedOn: '2024-03-01',
  });
  const showing = async (of: { activityId: string } | { goodModelId: string }) => {
    const url = 'https://truong.example.edu.vn/tin';
    return (await program.call('evidence.addLink', { of, url, caption: null })).id;
  };
  const ids = [await showing({ activityId }), await showing({ goodModelId })];
  await program.call('evidence.remove', { ids });
  const shown = async () =>
    (await bin()).flatMap(({ kind, of }) => (kind === 'evidence' ? [of] : [])).toSorted();
  expect(await shown()).toEqual(['Dự giờ, 12/10/2023', 'Thư viện xanh']);
  await program.call('activities.remove', { ids: [activityId] });
  expect(await shown()).toEqual(['Dự giờ, 12/10/2023', 'Thư viện xanh']);
});

describe('coming back obeys the rules of coming in', () => {
  test('an activity waits for its pair; both together come back at once, whatever the order', async () => {
    const { id } = await program.call('activities.create', activityForm([pair.pairId], { topic: 'Dự giờ' }));
    await program.call('activities.remove', { ids: [id] });
    await program.call('pairs.remove', { ids: [pair.pairId] });
    const refusal = await refused('activity', id);
    expect(refusal).toMatchObject({ code: 'RESTORE_NEEDS' });
    expect(refusal.message).toContain('“Dự giờ”');
    expect(refusal.message).toContain('Hãy khôi phục cặp Trường Tiểu học Hoa Sen');
    expect(await inBin()).toHaveLength(2);

    await restore(['activity', id], ['pair', pair.pairId]);
    expect(await inBin()).toEqual([]);
    expect((await program.call('activities.list', {})).activities).toHaveLength(1);
  });

  test('all or nothing', async () => {
    const { id: school } = await program.call(
      'schools.create',
      schoolForm(pair.thanhTri, 'thcs', 'Trường THCS Hoa Ban'),
    );
    const { id } = await program.call('activities.create', activityForm([pair.pairId]));
    await program.call('schools.remove', { ids: [school] });
    await program.call('activities.remove', { ids: [id] });
    await program.call('pairs.remove', { ids: [pair.pairId] });
    await program.refused('bin.restore', {
      items: [
        { kind: 'school', id: school },
        { kind: 'activity', id },
      ],
    });
    expect(await inBin()).toHaveLength(3);
  });

  test('a pair waits for its schools, and asks when one was paired anew', async () => {
    const { supporting, pairId, chuongMy } = pair;
    await program.call('pairs.remove', { ids: [pairId] });
    await program.call('schools.remove', { ids: [supporting] });
    expect(await refused('pair', pairId)).toMatchObject({
      code: 'RESTORE_NEEDS',
      details: { needs: 'Trường Tiểu học Hoa Sen' },
    });
    await restore(['school', supporting]);
    const { id: other } = await program.call(
      'schools.create',
      schoolForm(chuongMy, 'tieu_hoc', 'Trường Tiểu học Hoa Cúc'),
    );
    await program.call('pairs.create', {
      pairs: [{ supportingSchoolId: supporting, partnerSchoolId: other }],
    });
    expect(await refused('pair', pairId)).toMatchObject({ code: 'PAIR_OVERLAPS' });
    await program.call('bin.restore', { items: [{ kind: 'pair', id: pairId }], confirmOverlap: true });
    expect((await program.call('pairs.list', {})).pairs).toHaveLength(2);
  });

  test('a pair that was made anew meanwhile is there already', async () => {
    const { supporting, partner, pairId } = pair;
    await program.call('pairs.remove', { ids: [pairId] });
    await program.call('pairs.create', {
      pairs: [{ supportingSchoolId: supporting, partnerSchoolId: partner }],
    });
    expect(await refused('pair', pairId)).toMatchObject({ code: 'PAIR_EXISTS' });
  });

  test('a pair brings its draft back, without a number that went to another paper', async () => {
    await program.call('memoranda.draft', {});
    const [draft] = (await program.call('memoranda.list', {})).memoranda;
    await program.call('memoranda.update', { id: draft?.id ?? '', number: '05', copies: 6 });
    await program.call('pairs.remove', { ids: [pair.pairId] });
    expect((await program.call('memoranda.list', {})).memoranda).toEqual([]);
    await restore(['pair', pair.pairId]);
    expect((await program.call('memoranda.list', {})).memoranda).toMatchObject([
      { id: draft?.id, number: '05', copies: 6 },
    ]);

    await program.call('pairs.remove', { ids: [pair.pairId] });
    const { id: unitPaper } = await program.call('memoranda.draftUnit', {});
    await program.call('memoranda.update', { id: unitPaper, number: '05' });
    await restore(['pair', pair.pairId]);
    const { memoranda } = await program.call('memoranda.list', {});
    expect(memoranda.map(({ number }) => number)).toEqual(['05', null]);
  });

  test('a school whose code was given anew is refused with the name of the other', async () => {
    const form = { ...schoolForm(pair.thanhTri, 'thcs', 'Trường THCS Hoa Ban'), code: '0101' };
    const { id } = await program.call('schools.create', form);
    await program.call('schools.remove', { ids: [id] });
    await program.call('schools.create', { ...form, name: 'Trường THCS Hoa Mai' });
    expect(await refused('school', id)).toMatchObject({
      code: 'SCHOOL_CODE_TAKEN',
      details: { name: 'Trường THCS Hoa Mai' },
    });
  });

  test('a result makes room for no second one of the year', async () => {
    const result = {
      schoolId: null,
      schoolYear: '2022-2023',
      grade9Pupils: null,
      candidates: 100,
      admitted: 60,
      literature: null,
      maths: null,
      english: null,
    };
    await program.call('examResults.save', result);
    await program.call('examResults.remove', { schoolId: null, schoolYear: '2022-2023' });
    await program.call('examResults.save', { ...result, admitted: 61 });
    const [{ id = '' } = {}] = await bin();
    const refusal = await refused('examResult', id);
    expect(refusal).toMatchObject({ code: 'RESTORE_REFUSED' });
    expect(refusal.message).toContain('Hãy xóa kết quả kia trước.');
  });

  test('what shows an activity waits for it, and a link comes back once', async () => {
    const { id: activityId } = await program.call('activities.create', activityForm([pair.pairId]));
    const link = { of: { activityId }, url: 'https://truong.example.edu.vn/tin', caption: null };
    const { id } = await program.call('evidence.addLink', link);
    await program.call('evidence.remove', { ids: [id] });
    await program.call('activities.remove', { ids: [activityId] });
    expect(await refused('evidence', id)).toMatchObject({ code: 'RESTORE_NEEDS' });
    await restore(['activity', activityId]);
    await program.call('evidence.addLink', link);
    expect(await refused('evidence', id)).toMatchObject({ code: 'RESTORE_REFUSED' });
  });

  test('what a removed school gave or met waits for it', async () => {
    const { id: school } = await program.call(
      'schools.create',
      schoolForm(pair.thanhTri, 'tieu_hoc', 'Trường Tiểu học Hoa Ban'),
    );
    const { id } = await program.call('support.create', support({ giverSchoolId: school }));
    await program.call('support.remove', { ids: [id] });
    await program.call('schools.remove', { ids: [school] });
    expect(await refused('support', id)).toMatchObject({
      code: 'RESTORE_NEEDS',
      details: { needs: 'Trường Tiểu học Hoa Ban' },
    });
  });

  test('a kind of activity whose name is taken is refused', async () => {
    const kind = { code: null, name: 'Tham quan', indicator: 'THEMES', requires: [], levels: null };
    const { code } = await program.call('activities.saveKind', kind);
    await program.call('activities.removeKind', { code });
    await program.call('activities.saveKind', { ...kind, name: 'tham quan' });
    expect(await refused('activityKind', code)).toMatchObject({ code: 'RESTORE_REFUSED' });
  });
});

test('who put it there is told by the last time, and by nobody when the journal forgot', async () => {
  const { id } = await program.call('activities.create', activityForm([pair.pairId]));
  await program.call('activities.remove', { ids: [id] });
  await program.behindItsBack((sqlite) => sqlite.exec('UPDATE journal SET payload = NULL, salt = NULL'));
  expect(await bin()).toMatchObject([{ kind: 'activity', id, deletedBy: null }]);
  await restore(['activity', id]);
  await program.call('activities.remove', { ids: [id] });
  expect(await bin()).toMatchObject([{ id, deletedBy: 'van-thu' }]);
});

test('a draft of a wording that was thrown away is taken back', async () => {
  const { templates } = await program.call('templates.list', {});
  const { id } = await program.call('templates.edit', { id: templates[0]?.id ?? '' });
  await program.call('templates.discard', { id });
  await program.undo();
  expect((await program.call('templates.list', {})).templates).toContainEqual(
    expect.objectContaining({ id, status: 'draft' }),
  );
});
