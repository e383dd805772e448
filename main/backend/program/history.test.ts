import { beforeEach, describe, expect, test } from 'vitest';
import { redactJournal } from '../../../db/journal.ts';
import { activityForm, onePair, openProgram, type Program, schoolForm, twoUnits } from '../testing.ts';

let program: Program;
beforeEach(async () => {
  program = await openProgram();
});

const newest = async () => (await program.call('history.list', {})).entries[0];
const undoNewest = async () => program.call('history.undo', { sequence: (await newest())?.sequence ?? 0 });
const names = async () => (await program.call('schools.list', {})).schools.map(({ name }) => name);

/** Everything that a person can see. */
const everything = async () => ({
  schools: await program.call('schools.list', {}),
  bin: await program.call('schools.list', { bin: true }),
  pairs: await program.call('pairs.list', {}),
  memoranda: await program.call('memoranda.list', {}),
  activities: await program.call('activities.list', {}),
  programme: await program.call('programmes.get', {}),
  organisations: await program.call('organisations.list', {}),
});

describe('every edit is taken back to what was there before', () => {
  test('one after another, down to the empty folder', async () => {
    const states = [await everything()];
    const edit = async (work: () => Promise<unknown>) => {
      await work();
      states.push(await everything());
    };
    const { call } = program;
    let thanhTri = '';
    let chuongMy = '';
    let hoaSen = '';
    let pairId = '';
    let memorandumId = '';
    let activityId = '';
    await edit(
      async () =>
        ({ id: thanhTri } = await call('organisations.create', { kind: 'huyen', name: 'Thanh Trì' })),
    );
    await edit(
      async () =>
        ({ id: chuongMy } = await call('organisations.create', { kind: 'huyen', name: 'Chương Mỹ' })),
    );
    await edit(() => call('programmes.update', { unitIds: [thanhTri, chuongMy], phase: '2023-2026' }));
    await edit(
      async () =>
        ({ id: hoaSen } = await call('schools.create', schoolForm(thanhTri, 'thcs', 'Trường THCS Hoa Sen'))),
    );
    await edit(() =>
      call('schools.update', { id: hoaSen, principal: 'Nguyễn Văn A', commune: 'Đông Mỹ', code: '01' }),
    );
    await edit(async () => {
      const fileId = await program.receive(
        'ds.csv',
        'Huyện,Cấp học,Tên trường,Mã trường\nChương Mỹ,THCS,Trường THCS Hướng Dương,02\nThanh Trì,THCS,Trường THCS Hoa Ban,01\nBa Vì,TH,Trường Tiểu học Mới,',
      );
      await call('schools.import', { fileId });
    });
    const partner = (await call('schools.list', { search: 'Hướng Dương' })).schools[0]?.id ?? '';
    await edit(async () => {
      [pairId = ''] = (
        await call('pairs.create', { pairs: [{ supportingSchoolId: hoaSen, partnerSchoolId: partner }] })
      ).ids;
    });
    await edit(() => call('memoranda.draft', {}));
    memorandumId = (await call('memoranda.list', {})).memoranda[0]?.id ?? '';
    await edit(() =>
      call('memoranda.update', {
        id: memorandumId,
        copies: 6,
        commitments: [{ indicator: 'THEMES', semester1: 3, semester2: 0 }],
      }),
    );
    await edit(
      async () =>
        ({ id: activityId } = await call(
          'activities.create',
          activityForm([pairId], { heldOn: '2023-04-07' }),
        )),
    );
    await edit(() =>
      call('activities.update', {
        ...activityForm([pairId], { heldOn: '2023-04-07' }),
        id: activityId,
        topic: 'Chuyên đề khác',
      }),
    );
    await edit(() => call('activities.remove', { ids: [activityId] }));
    await edit(() => call('pairs.remove', { ids: [pairId] }));
    await edit(() => call('schools.remove', { ids: [hoaSen] }));
    await edit(() => call('schools.restore', { ids: [hoaSen] }));

    const { entries } = await call('history.list', {});
    for (const { sequence } of entries.filter(({ undoable }) => undoable)) {
      expect(await everything()).toEqual(states.pop());
      await call('history.undo', { sequence });
    }
    expect(await everything()).toEqual(states.pop());
    expect(states).toEqual([]);
    expect(await call('check.run', {})).toEqual({ problems: [] });
  });
});

describe('what can’t be taken back', () => {
  test('what was taken back already, which the list shows', async () => {
    await program.call('organisations.create', { kind: 'huyen', name: 'Thanh Trì' });
    const entry = await newest();
    await undoNewest();
    expect((await program.call('history.list', {})).entries).toMatchObject([
      { command: 'history.undo', undoable: true },
      { command: 'organisations.create', undoable: false },
      { command: 'app.initialise', undoable: false },
    ]);
    expect(await program.refused('history.undo', { sequence: entry?.sequence ?? 0 })).toMatchObject({
      code: 'UNDO_CONFLICT',
    });
  });

  test('an earlier edit of something that was edited again', async () => {
    const { supporting: id } = await onePair(program);
    await program.call('schools.update', { id, phone: '024 3333 0002' });
    const first = await newest();
    await program.call('schools.update', { id, email: 'b@example.edu.vn' });
    expect(await program.refused('history.undo', { sequence: first?.sequence ?? 0 })).toMatchObject({
      code: 'UNDO_CONFLICT',
      message: expect.stringContaining('đã thay đổi sau đó'),
    });
    expect(await program.call('schools.get', { id })).toMatchObject({ phone: '024 3333 0002' });
  });

  test('the making of a school that has been paired since', async () => {
    const { supporting } = await onePair(program);
    const { entries } = await program.call('history.list', {});
    const made = entries.filter(({ command }) => command === 'schools.create').at(-1);
    expect(await program.refused('history.undo', { sequence: made?.sequence ?? 0 })).toMatchObject({
      code: 'UNDO_CONFLICT',
    });
    expect(await program.call('schools.get', { id: supporting })).toMatchObject({
      pairedWith: [expect.anything()],
    });
  });

  test('the dissolving of a pair whose school has gone to the bin since', async () => {
    const { supporting, pairId } = await onePair(program);
    await program.call('pairs.remove', { ids: [pairId] });
    const dissolved = await newest();
    await program.call('schools.remove', { ids: [supporting] });
    expect(await program.refused('history.undo', { sequence: dissolved?.sequence ?? 0 })).toMatchObject({
      code: 'UNDO_CONFLICT',
    });
    expect((await program.call('pairs.list', {})).pairs).toEqual([]);
  });

  test('a removal whose code or name another school has taken', async () => {
    const { thanhTri } = await twoUnits(program);
    const form = { ...schoolForm(thanhTri, 'thcs', 'Trường THCS Hoa Sen'), code: '01' };
    const remove = async () => {
      const { id } = await program.call('schools.create', form);
      await program.call('schools.remove', { ids: [id] });
      return (await newest())?.sequence ?? 0;
    };
    const first = await remove();
    const { id } = await program.call('schools.create', { ...form, name: 'Trường THCS Hoa Ban' });
    expect(await program.refused('history.undo', { sequence: first })).toMatchObject({
      code: 'UNDO_CONFLICT',
    });
    await program.call('schools.update', { id, code: null, name: 'TRƯỜNG THCS HOA SEN' });
    expect(await program.refused('history.undo', { sequence: first })).toMatchObject({
      code: 'UNDO_CONFLICT',
    });
    expect(await names()).toEqual(['TRƯỜNG THCS HOA SEN']);
  });

  test('the making of the folder, a generation, an export, and what never was', async () => {
    await onePair(program);
    await program.call('reports.export', { period: '2023' });
    for (const { sequence } of (await program.call('history.list', {})).entries.filter(
      ({ undoable }) => !undoable,
    ))
      expect(await program.refused('history.undo', { sequence })).toMatchObject({ code: 'UNDO_CONFLICT' });
    expect(await program.refused('history.undo', { sequence: 999 })).toMatchObject({ code: 'UNDO_CONFLICT' });
  });
});

describe('the history of one record', () => {
  test('tells a rename with the name before and after, and leaves other schools out', async () => {
    const { supporting: id, partner } = await onePair(program);
    const { name: before } = await program.call('schools.get', { id });
    await program.call('schools.update', { id, name: 'Trường Tiểu học Hoa Mai', phone: '024 3333 0002' });
    await program.call('schools.update', { id: partner, phone: '024 3333 0003' });
    const { entries } = await program.call('history.list', { subject: { kind: 'school', id } });
    expect(entries.map(({ command }) => command)).toEqual(['schools.update', 'schools.create']);
    expect(entries[0]).toMatchObject({
      undoable: true,
      more: 0,
      changes: [{ what: 'Trường', name: 'Trường Tiểu học Hoa Mai', change: 'changed' }],
    });
    expect(entries[0]?.changes[0]?.fields).toContainEqual({
      name: 'Tên trường',
      before,
      after: 'Trường Tiểu học Hoa Mai',
    });
    expect(entries[0]?.changes[0]?.fields.map(({ name }) => name)).toContain('Điện thoại');
  });

  test('tells the promises of a memorandum among its own', async () => {
    await onePair(program);
    await program.call('memoranda.draft', {});
    const id = (await program.call('memoranda.list', {})).memoranda[0]?.id ?? '';
    await program.call('memoranda.update', {
      id,
      commitments: [{ indicator: 'THEMES', semester1: 3, semester2: 0 }],
    });
    const { entries } = await program.call('history.list', { subject: { kind: 'memorandum', id } });
    expect(entries.map(({ command }) => command)).toEqual(['memoranda.update', 'memoranda.draft']);
    expect(entries[0]?.changes[0]?.fields.map(({ name }) => name)).toEqual(['Cam kết']);
  });

  test('tells that the head of a school is called otherwise, and only in its own', async () => {
    const { supporting: id, partner } = await onePair(program);
    await program.call('schools.update', { id, principal: 'Lê Thị Mới' });
    const told = async (of: string) =>
      (await program.call('history.list', { subject: { kind: 'school', id: of } })).entries[0];
    expect((await told(id))?.changes[0]?.fields).toEqual([
      { name: 'Họ tên người đứng đầu', before: 'Đinh Hoa Sen', after: 'Lê Thị Mới' },
    ]);
    expect(await told(partner)).toMatchObject({ command: 'schools.create' });
  });

  test('tells who stands for a side of a memorandum', async () => {
    await onePair(program);
    await program.call('memoranda.draft', {});
    const id = (await program.call('memoranda.list', {})).memoranda[0]?.id ?? '';
    await program.call('memoranda.update', {
      id,
      representatives: [
        {
          side: 'b',
          fullName: 'Lê Thị Mới',
          position: 'Phó Hiệu trưởng',
          authority: null,
          headPost: null,
          document: null,
        },
      ],
    });
    const { entries } = await program.call('history.list', { subject: { kind: 'memorandum', id } });
    expect(entries[0]?.changes[0]?.fields).toEqual([
      { name: 'Người đại diện', before: null, after: 'bên B, Lê Thị Mới, Phó Hiệu trưởng' },
    ]);
  });

  test('tells by the activity what was attached to it, though its own row stays as it was', async () => {
    const { pairId } = await onePair(program);
    const { id } = await program.call(
      'activities.create',
      activityForm([pairId], { topic: 'Dự giờ Toán', heldOn: '2023-04-07' }),
    );
    await program.call('evidence.addLink', {
      of: { activityId: id },
      url: 'https://example.org',
      caption: null,
    });
    expect((await newest())?.changes).toMatchObject([
      {
        what: 'Hoạt động',
        name: 'Dự giờ Toán, 07/04/2023',
        change: 'changed',
        fields: [{ name: 'Tệp minh chứng', before: null }],
      },
    ]);
  });

  test('keeps a redacted deed in the list without what it changed', async () => {
    await onePair(program);
    const last = await newest();
    await program.behindItsBack((sqlite) => redactJournal(sqlite, last?.sequence ?? 0));
    expect(await newest()).toMatchObject({ sequence: last?.sequence, changes: [], undoable: false });
  });
});

describe('steps back and forth', () => {
  test('lead through the edits of this run and leave every row as it was', async () => {
    const { supporting: id } = await onePair(program);
    const states = [await everything()];
    const edits = [
      { phone: '024 3333 0002' },
      { name: 'Trường Tiểu học Hoa Mai' },
      { phone: '024 3333 0004' },
    ];
    for (const edit of edits) {
      await program.call('schools.update', { id, ...edit });
      states.push(await everything());
    }
    const step = async (way: 'undo' | 'redo') => {
      const next = (await program.call('history.steps', {}))[way];
      expect(next?.command).toBe('schools.update');
      await program.call('history.undo', { sequence: next?.sequence ?? 0 });
      return everything();
    };
    for (const state of states.slice(0, -1).toReversed()) expect(await step('undo')).toEqual(state);
    for (const state of states.slice(1)) expect(await step('redo')).toEqual(state);
    expect((await program.call('history.steps', {})).redo).toBeNull();
    expect(await step('undo')).toEqual(states[2]);
    await program.call('schools.update', { id, email: 'a@example.edu.vn' });
    expect((await program.call('history.steps', {})).redo).toBeNull();
    expect(await program.call('check.run', {})).toEqual({ problems: [] });
  });
});
