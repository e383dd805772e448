import type { Finding } from '../../../preload/contract/memoranda.ts';
import type { MemorandumWithFacts } from './facts.ts';

type Target = NonNullable<Finding['target']>;

/** Fields of a school's form, by what the paper calls them. */
const SCHOOL_FIELDS: Readonly<Record<string, string>> = {
  name: 'name',
  parentBody: 'unitId',
  unitOffice: 'unitId',
  address: 'address',
  phone: 'phone',
  email: 'email',
  representative: 'principal',
  position: 'position',
  term: 'principal',
};

/** Fields of the programme's settings, by what the paper calls them. */
const PROGRAMME_FIELDS: Readonly<Record<string, string>> = {
  placeName: 'placeName',
  docSymbol: 'documentSymbol',
  'programme.title': 'title',
  'programme.phase': 'phase',
  'programme.startsOn': 'startsOn',
  'programme.endsOn': 'endsOn',
  'programme.legalBases': 'legalBases',
};

/** Fields of the memorandum itself, by what the paper calls them. */
const MEMORANDUM_FIELDS: Readonly<Record<string, string>> = {
  docNumber: 'number',
  copies: 'copies',
  contents: 'contents',
  commitments: 'commitments',
  validFrom: 'startsOn',
  validUntil: 'endsOn',
};

/** Fields of a managing unit's form, by what the paper calls them. */
const UNIT_FIELDS: Readonly<Record<string, string>> = {
  name: 'office',
  parentBody: 'committee',
  unitOffice: 'officeShort',
  address: 'address',
  phone: 'phone',
  email: 'email',
};

/** Where a finding about a field of the paper is mended; null where the register can't tell. */
export function targetOf(
  field: string,
  { row, facts, representatives }: Pick<MemorandumWithFacts, 'row' | 'facts' | 'representatives'>,
): Target | null {
  const [head = '', key = ''] = field.split('.');
  if (head === 'partyA' || head === 'partyB') {
    const { id } = facts[head];
    const side = head === 'partyA' ? 'a' : 'b';
    // Heads of managing units are said on each paper; schools keep theirs in the register.
    const saidHere = representatives[side].own || row.kind === 'unit';
    if (key === 'authority' || (saidHere && ['representative', 'position', 'term'].includes(key)))
      return ofMemorandum(row.id, `representatives.${side}`);
    if (row.kind === 'unit') {
      const unitField = UNIT_FIELDS[key];
      return unitField && id ? { screen: 'settings', params: { unit: id }, field: unitField } : null;
    }
    return { screen: 'schools', params: id ? { id } : {}, field: SCHOOL_FIELDS[key] ?? null };
  }
  if (head === 'venue' || head === 'date') return { screen: 'ceremonies', params: {}, field: 'venue' };
  if (head === 'template') return { screen: 'memoranda', params: { id: row.id }, field: 'templateId' };
  if (head === 'witnesses') return ofMemorandum(row.id, `representatives.witness_${key === '1' ? 'b' : 'a'}`);
  const own = MEMORANDUM_FIELDS[head];
  if (own) return ofMemorandum(row.id, own);
  const setting = PROGRAMME_FIELDS[head] ?? PROGRAMME_FIELDS[`${head}.${key}`];
  return setting ? { screen: 'settings', params: {}, field: setting } : null;
}

const ofMemorandum = (id: string, field: string): Target => ({ screen: 'memoranda', params: { id }, field });
