import type {
  HandoverFacts,
  InvitationFacts,
  Level,
  MemorandumFacts,
  MinutesFacts,
  Paper,
  PartyFacts,
  WitnessFacts,
} from './facts.ts';
import { FIELDS, officesKeepCopies } from './fields.ts';

/** Who signs: `position` null is left for the hand, `withPost` false prints the name alone. */
export type SignerSource = Pick<PartyFacts, 'representative' | 'position' | 'authority'> & {
  readonly withPost: boolean;
};

/** What the facts of any kind say in the terms in which papers are built; lists that a kind has not are empty. */
export type Source = {
  readonly rehearsal: boolean;
  readonly docNumber: string | null;
  readonly docSymbol: string;
  readonly date: string | null;
  readonly placeName: string | null;
  readonly issuers: readonly { readonly name: string; readonly parentBody: string }[];
  readonly parties: readonly PartyFacts[];
  readonly legalBases: readonly string[];
  readonly addressees: readonly string[];
  readonly contents: Readonly<MemorandumFacts['contents']>;
  readonly commitments: Readonly<MemorandumFacts['commitments']>;
  readonly items: Readonly<HandoverFacts['items']>;
  readonly agenda: Readonly<InvitationFacts['agenda']>;
  readonly present: Readonly<MinutesFacts['attendees']>;
  readonly absent: Readonly<MinutesFacts['absentees']>;
  readonly proceedings: readonly string[];
  readonly signers: readonly SignerSource[];
  readonly witnesses: readonly WitnessFacts[];
  readonly level: Level | null;
  readonly officesKeepCopies: boolean;
  /** Value of a merge field; null is printed as a dotted line. */
  readonly field: (name: string, pages: number | null) => string | null;
};

const NOTHING = {
  parties: [],
  addressees: [],
  contents: [],
  commitments: [],
  items: [],
  agenda: [],
  present: [],
  absent: [],
  proceedings: [],
  witnesses: [],
  level: null,
  officesKeepCopies: false,
} as const;

const common = ({ rehearsal, docNumber, docSymbol, date, placeName, programme }: Paper['facts']) => ({
  rehearsal,
  docNumber,
  docSymbol,
  date,
  placeName,
  legalBases: programme.legalBases,
});

const reader =
  <F>(
    fields: Readonly<Record<string, { value: (facts: F, pages: number | null) => string | null }>>,
    facts: F,
  ) =>
  (name: string, pages: number | null): string | null =>
    fields[name]?.value(facts, pages) ?? null;

const ofParties = ({ partyA, partyB }: Pick<MemorandumFacts, 'partyA' | 'partyB'>) => ({
  issuers: [partyA, partyB],
  parties: [partyA, partyB],
  signers: [partyA, partyB].map((party) => ({ ...party, withPost: true })),
});

const nameOnly = ({ name }: MinutesFacts['chair']): SignerSource => ({
  representative: name,
  position: null,
  authority: null,
  withPost: false,
});

/** Reads the facts of a paper as its kind means them. */
export function sourceOf(paper: Paper): Source {
  const shared = { ...NOTHING, ...common(paper.facts) };
  switch (paper.kind) {
    case 'memorandum':
    case 'unit_memorandum': {
      const { facts } = paper;
      const { contents, commitments, witnesses } = facts;
      return {
        ...shared,
        ...ofParties(facts),
        contents,
        commitments,
        witnesses,
        level: facts.level,
        officesKeepCopies: officesKeepCopies(facts),
        field: reader(FIELDS[paper.kind], facts),
      };
    }
    case 'handover': {
      const { facts } = paper;
      return { ...shared, ...ofParties(facts), items: facts.items, field: reader(FIELDS.handover, facts) };
    }
    case 'invitation': {
      const { facts } = paper;
      return {
        ...shared,
        issuers: [facts.issuer],
        addressees: facts.addressees,
        agenda: facts.agenda,
        signers: [{ ...facts.signer, withPost: true }],
        field: reader(FIELDS.invitation, facts),
      };
    }
    case 'minutes': {
      const { facts } = paper;
      return {
        ...shared,
        issuers: [facts.issuer],
        agenda: facts.agenda,
        present: facts.attendees,
        absent: facts.absentees,
        proceedings: facts.proceedings,
        signers: [nameOnly(facts.secretary), nameOnly(facts.chair)],
        field: reader(FIELDS.minutes, facts),
      };
    }
  }
}
