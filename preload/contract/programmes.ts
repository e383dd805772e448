import { z } from 'zod';
import {
  command,
  count,
  day,
  evenCopies,
  id,
  nothing,
  optionalLine,
  query,
  requiredLine,
} from './procedure.ts';

/** The programme as its settings screen shows it. */
export const programme = z.object({
  id,
  title: z.string(),
  phase: z.string(),
  planNumber: z.string().nullable(),
  department: z.string(),
  legalBases: z.array(z.string()),
  documentSymbol: z.string(),
  copies: count,
  placeName: z.string().nullable(),
  /** Printed pages carry a code by which their scans are filed. */
  pageCodes: z.boolean(),
  startsOn: day,
  endsOn: day,
  units: z.array(
    z.object({ id, name: z.string(), kind: z.string(), office: z.string(), confirmed: z.boolean() }),
  ),
});
export type Programme = z.infer<typeof programme>;

/** A managing unit with its names in force today. */
export const organisation = z.object({
  id,
  kind: z.string(),
  kindWord: z.string(),
  name: z.string(),
  committee: z.string(),
  office: z.string(),
  officeShort: z.string(),
  officeSymbol: z.string(),
  officeHead: z.string(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  confirmed: z.boolean(),
  /** The first day without it, when others followed it. */
  endedOn: day.nullable(),
  /** Through the times, the oldest first; null where no day is known. */
  names: z.array(z.object({ name: z.string(), validFrom: day.nullable(), validTo: day.nullable() })),
  /** The units that followed it, "xã Đại Thanh". */
  successors: z.array(z.string()),
});
export type Organisation = z.infer<typeof organisation>;

export const programmeProcedures = {
  'programmes.get': query(nothing, programme),
  'programmes.update': command(
    z.strictObject({
      title: requiredLine(500).optional(),
      phase: requiredLine(50).optional(),
      planNumber: optionalLine(50).optional(),
      department: requiredLine(200).optional(),
      /** Abbreviation in the symbols of memoranda: Nghị định 30/2020/NĐ-CP, Phụ lục III and VI. */
      documentSymbol: requiredLine(30).optional(),
      legalBases: z.array(requiredLine(1000)).max(20).optional(),
      copies: evenCopies.optional(),
      placeName: optionalLine(100).optional(),
      pageCodes: z.boolean().optional(),
      startsOn: day.optional(),
      endsOn: day.optional(),
      unitIds: z.array(id).optional(),
    }),
    nothing,
  ),
  'organisations.list': query(nothing, z.object({ organisations: z.array(organisation) })),
  'organisations.kinds': query(
    nothing,
    z.object({ kinds: z.array(z.object({ kind: z.string(), word: z.string() })) }),
  ),
  'organisations.create': command(
    z.strictObject({ kind: z.string(), name: requiredLine(100) }),
    z.object({ id }),
  ),
  /** Sets the names of today's period and confirms them. */
  'organisations.update': command(
    z.strictObject({
      id,
      name: requiredLine(100),
      committee: requiredLine(200),
      office: requiredLine(200),
      officeShort: requiredLine(200),
      officeSymbol: requiredLine(30),
      officeHead: requiredLine(100),
      address: optionalLine(300).optional(),
      phone: optionalLine(50).optional(),
      email: optionalLine(200).optional(),
    }),
    nothing,
  ),
};
