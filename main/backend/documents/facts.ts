import { organisationsOn } from '../../../db/repositories/organisations.ts';
import { schoolsOn } from '../../../db/repositories/schools.ts';
import type { DocumentForm, DocumentKind } from '../../../preload/contract/documents.ts';
import type { QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { schoolParty, signing } from '../memoranda/facts.ts';
import { representativeOf, termsOf } from '../memoranda/representatives.ts';
import { type FactsOf, PAPER_FACTS, type Paper, type PartyFacts } from '../papers/templates/facts.ts';
import { currentProgramme, unitsOf } from '../programmes/programme.ts';

/** Abbreviations of kinds in a document's symbol: Nghị định 30/2020/NĐ-CP, Phụ lục III. */
const KIND_SYMBOLS: Readonly<Record<DocumentKind, string>> = {
  handover: 'BB',
  invitation: 'GM',
  minutes: 'BB',
};

type FactsContext = Pick<QueryContext, 'db' | 'rehearsal' | 'today'>;
type FormOf<K extends DocumentKind> = Extract<DocumentForm, { kind: K }>;
type Named = NonNullable<FormOf<'handover'>['giverRepresentative']>;

/** What a person filled in, with the names, posts and heads that the register knows on the document's day. */
export async function paperOf(context: FactsContext, form: DocumentForm): Promise<Paper> {
  const head = await headOf(context, form);
  switch (form.kind) {
    case 'handover':
      return { kind: form.kind, facts: await handoverFacts(context, form, head) };
    case 'invitation':
      return { kind: form.kind, facts: await invitationFacts(context, form, head) };
    case 'minutes':
      return { kind: form.kind, facts: await minutesFacts(context, form, head) };
  }
}

type Head = Awaited<ReturnType<typeof headOf>>;

async function headOf({ db, rehearsal, today }: FactsContext, form: DocumentForm) {
  const programme = await currentProgramme(db);
  const namesOn = form.date ?? today();
  const [first] = await unitsOf(db, programme.id, namesOn);
  return {
    rehearsal,
    docNumber: form.number,
    date: form.date,
    namesOn,
    placeName: form.placeName ?? programme.place_name ?? first?.name ?? null,
    programme: {
      title: programme.title,
      phase: programme.phase,
      startsOn: programme.starts_on,
      endsOn: programme.ends_on,
      legalBases: JSON.parse(programme.legal_bases),
    },
  };
}

const symbolOf = (kind: DocumentKind, ...bodies: readonly string[]): string =>
  [KIND_SYMBOLS[kind], ...new Set(bodies)].join('-');

/** A representative as the memoranda keep one. */
const ownWords = (named: Named | null) =>
  named
    ? {
        full_name: named.fullName,
        position: named.position,
        authority: named.authority,
        head_post: named.headPost,
        document: named.document,
      }
    : undefined;

async function handoverFacts(
  { db }: FactsContext,
  form: FormOf<'handover'>,
  head: Head,
): Promise<FactsOf<'handover'>> {
  const pair = await db
    .selectFrom('school_pair')
    .select(['supporting_school_id', 'partner_school_id'])
    .where('id', '=', form.pairId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!pair) throw new AppError('NOT_FOUND', { what: 'cặp trường' });
  const ids = [pair.supporting_school_id, pair.partner_school_id];
  const schools = new Map(
    (await schoolsOn(db, head.namesOn).where('s.id', 'in', ids).execute()).map((each) => [each.id, each]),
  );
  const units = new Map((await organisationsOn(db, head.namesOn).execute()).map((unit) => [unit.id, unit]));
  const terms = await termsOf(db, ids);
  const partyOf = (id: string, named: Named | null): { symbol: string; facts: PartyFacts } => {
    const school = schools.get(id);
    const unit = units.get(school?.unit_id ?? '');
    if (!school || !unit) throw new AppError('NOT_FOUND', { what: 'trường của biên bản bàn giao' });
    const body = { terms: terms.get(id) ?? [], post: null };
    const { symbol, facts } = schoolParty(school, unit);
    return {
      symbol,
      facts: { ...facts, ...signing(representativeOf(ownWords(named), body, head.namesOn)) },
    };
  };
  const supportingGives = form.giver === 'supporting';
  const giver = partyOf(
    supportingGives ? pair.supporting_school_id : pair.partner_school_id,
    form.giverRepresentative,
  );
  const receiver = partyOf(
    supportingGives ? pair.partner_school_id : pair.supporting_school_id,
    form.receiverRepresentative,
  );
  return PAPER_FACTS.handover.parse({
    ...head,
    docSymbol: symbolOf(form.kind, giver.symbol, receiver.symbol),
    venue: form.venue,
    copies: form.copies,
    partyA: giver.facts,
    partyB: receiver.facts,
    items: form.items,
  });
}

/** The managing unit's office as the body that issues a paper. */
async function issuerOf({ db }: FactsContext, unitId: string, on: string) {
  const unit = await organisationsOn(db, on).where('o.id', '=', unitId).executeTakeFirst();
  if (!unit) throw new AppError('NOT_FOUND', { what: 'đơn vị ban hành' });
  const terms = await termsOf(db, [unitId]);
  return {
    symbol: unit.office_symbol,
    facts: { id: unitId, name: unit.office, parentBody: unit.committee },
    body: { terms: terms.get(unitId) ?? [], post: unit.office_head },
  };
}

const eventOf = ({ event, heldOn, startsAt, venue, agenda }: FormOf<'invitation' | 'minutes'>) => ({
  event,
  heldOn,
  startsAt,
  venue,
  agenda,
});

async function invitationFacts(
  context: FactsContext,
  form: FormOf<'invitation'>,
  head: Head,
): Promise<FactsOf<'invitation'>> {
  const issuer = await issuerOf(context, form.unitId, head.namesOn);
  return PAPER_FACTS.invitation.parse({
    ...head,
    ...eventOf(form),
    docSymbol: symbolOf(form.kind, issuer.symbol),
    issuer: issuer.facts,
    addressees: form.addressees,
    chair: form.chair,
    contact: form.contact,
    replyBy: form.replyBy,
    signer: signing(representativeOf(ownWords(form.signer), issuer.body, head.namesOn)),
  });
}

async function minutesFacts(
  context: FactsContext,
  form: FormOf<'minutes'>,
  head: Head,
): Promise<FactsOf<'minutes'>> {
  const issuer = await issuerOf(context, form.unitId, head.namesOn);
  return PAPER_FACTS.minutes.parse({
    ...head,
    ...eventOf(form),
    docSymbol: symbolOf(form.kind, issuer.symbol),
    issuer: issuer.facts,
    endsAt: form.endsAt,
    attendees: form.attendees,
    absentees: form.absentees,
    chair: form.chair,
    secretary: form.secretary,
    proceedings: form.proceedings,
  });
}
