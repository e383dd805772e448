import type {
  ClauseKind,
  ConditionKind,
  TemplateKind,
  TemplatePart,
} from '../../../../preload/contract/template-content.ts';

type KindShape = {
  /** How a clerk calls it. */
  readonly name: string;
  readonly needs: readonly TemplatePart[];
  readonly mayHave: readonly TemplatePart[];
  readonly clauses: readonly ClauseKind[];
  readonly conditions: readonly ConditionKind[];
  /** How many sign, side by side. */
  readonly signers: 1 | 2;
  readonly signatureRoom: 'wide' | 'usual';
};

/** What each kind of paper is made of; the editor offers no more than this. */
export const KIND_SHAPES: Readonly<Record<TemplateKind, KindShape>> = {
  memorandum: {
    name: 'Biên bản ghi nhớ giữa hai trường',
    needs: ['opening', 'parties', 'agreement'],
    mayHave: ['legalBases', 'witnesses', 'recipients'],
    clauses: ['clause', 'paragraph', 'details', 'contents', 'commitments'],
    conditions: ['levels', 'contents', 'commitments', 'officesKeepCopies'],
    signers: 2,
    signatureRoom: 'wide',
  },
  unit_memorandum: {
    name: 'Biên bản ghi nhớ giữa hai đơn vị quản lý giáo dục',
    needs: ['opening', 'parties', 'agreement'],
    mayHave: ['legalBases', 'witnesses', 'recipients'],
    clauses: ['clause', 'paragraph', 'details', 'contents', 'commitments'],
    conditions: ['contents', 'commitments'],
    signers: 2,
    signatureRoom: 'wide',
  },
  handover: {
    name: 'Biên bản bàn giao thiết bị',
    needs: ['opening', 'parties'],
    mayHave: ['legalBases', 'agreement', 'recipients'],
    clauses: ['clause', 'paragraph', 'details', 'items'],
    conditions: [],
    signers: 2,
    signatureRoom: 'usual',
  },
  invitation: {
    name: 'Giấy mời',
    needs: ['addressees'],
    mayHave: ['opening', 'recipients'],
    clauses: ['clause', 'paragraph', 'details', 'agenda'],
    conditions: [],
    signers: 1,
    signatureRoom: 'usual',
  },
  minutes: {
    name: 'Biên bản cuộc họp',
    needs: [],
    mayHave: ['legalBases', 'opening', 'recipients'],
    clauses: ['clause', 'paragraph', 'details', 'agenda', 'attendees', 'proceedings'],
    conditions: [],
    signers: 2,
    signatureRoom: 'usual',
  },
};
