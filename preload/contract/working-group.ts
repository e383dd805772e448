import { z } from 'zod';
import { command, nothing, optionalLine, query, requiredLine } from './procedure.ts';

/** A member of the group that steers the programme (tổ công tác). */
export const workingGroupMember = z.strictObject({
  fullName: requiredLine(100),
  /** The member's own post, "Phó Trưởng phòng". */
  post: optionalLine(150),
  /** Where the member works. */
  body: optionalLine(200),
  /** In the group, "Tổ trưởng". */
  role: optionalLine(100),
  task: optionalLine(500),
});
export type WorkingGroupMember = z.infer<typeof workingGroupMember>;

const members = z.object({ members: z.array(workingGroupMember).max(100) });

export const workingGroupProcedures = {
  'workingGroup.list': query(nothing, members),
  /** Replaces the whole list; its order is the one in papers. */
  'workingGroup.save': command(members, nothing),
};
