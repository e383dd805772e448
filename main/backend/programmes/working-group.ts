import type { ReadDb } from '../../../db/read.ts';
import { fold } from '../../../db/text.ts';
import type { WorkingGroupMember } from '../../../preload/contract/working-group.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { created, newId } from '../ids.ts';
import { currentProgramme } from './programme.ts';

/** The group that steers a programme, in the order of its papers. */
export async function workingGroupOf(db: ReadDb, programmeId: string): Promise<WorkingGroupMember[]> {
  const rows = await db
    .selectFrom('working_group_member')
    .select(['full_name as fullName', 'post', 'body', 'role', 'task'])
    .where('programme_id', '=', programmeId)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .execute();
  return rows;
}

/** Stores the whole list in place of the one before. */
export async function saveWorkingGroup(
  { db, now }: CommandContext,
  members: readonly WorkingGroupMember[],
): Promise<void> {
  const { id: programmeId } = await currentProgramme(db);
  await db
    .updateTable('working_group_member')
    .set({ deleted_at: now(), updated_at: now() })
    .where('programme_id', '=', programmeId)
    .where('deleted_at', 'is', null)
    .execute();
  const rows = members.map(({ fullName, ...member }, position) => ({
    id: newId(),
    programme_id: programmeId,
    position,
    full_name: fullName,
    folded: fold(fullName),
    ...member,
    ...created(now()),
  }));
  if (rows.length > 0) await db.insertInto('working_group_member').values(rows).execute();
}

export const workingGroupHandlers: Handlers<'workingGroup.list' | 'workingGroup.save'> = {
  async 'workingGroup.list'({ db }) {
    return { members: await workingGroupOf(db, (await currentProgramme(db)).id) };
  },

  async 'workingGroup.save'(context, { members }) {
    await saveWorkingGroup(context, members);
    return {};
  },
};
