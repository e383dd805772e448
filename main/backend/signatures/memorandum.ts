import type { Side } from '../../../db/schema.ts';
import { fold } from '../../../db/text.ts';
import { AppError } from '../errors.ts';
import { type Fonts, loadFonts } from '../papers/fonts.ts';
import { layOut } from '../papers/layout.ts';
import type { PaperModel } from '../papers/model.ts';
import type { AuthorityFacts } from '../papers/templates/facts.ts';
import {
  buildCountedMemorandum,
  type MemorandumFacts,
  type PaperTemplate,
} from '../papers/templates/index.ts';
import { type SignedPdf, type SignInput, type SigningArea, signPdf } from './sign.ts';

/** The order in which the signers of a memorandum stand on its paper. */
const SIDES: readonly Side[] = ['a', 'b', 'witness_a', 'witness_b'];

/** The signature field of each side: what tells from the file alone who has signed. */
const FIELDS: Readonly<Record<Side, string>> = {
  a: 'BenA',
  b: 'BenB',
  witness_a: 'ChungKienA',
  witness_b: 'ChungKienB',
};

/** What a signature on a memorandum is made of; plain data that can be sent to a worker. */
export interface MemorandumSignInput
  extends Pick<SignInput, 'bytes' | 'p12' | 'password' | 'now' | 'fontsFolder'> {
  /** What the frozen version says, and by which wording. */
  readonly facts: MemorandumFacts;
  readonly template: PaperTemplate;
  readonly side: Side;
  readonly reason: string | null;
}

export interface SignedMemorandum extends SignedPdf {
  /** Both parties have signed this file. */
  readonly complete: boolean;
  /** The certificate is in the name of the person or the body that the paper says. */
  readonly isExpected: boolean;
}

/** Where each signer of a paper signs, in their order. */
export const signingAreas = (model: PaperModel, fonts: Fonts): readonly SigningArea[] =>
  layOut(model, fonts).flatMap(({ marks }, page) =>
    marks.flatMap((mark) =>
      mark.kind === 'room' ? [{ page, x: mark.x, y: mark.y, width: mark.width, height: mark.height }] : [],
    ),
  );

/** "KT. Hiệu trưởng, Phó Hiệu trưởng". */
const postOf = (position: string | null, authority: AuthorityFacts | null): string | null =>
  authority
    ? [`${authority.prefix} ${authority.headPost}`, position].filter((each) => each).join(', ')
    : position;

function signerOf({ partyA, partyB, witnesses }: MemorandumFacts, side: Side) {
  if (side === 'a' || side === 'b') {
    const { representative, position, authority, name } = side === 'a' ? partyA : partyB;
    return { name: representative, post: postOf(position, authority), body: name };
  }
  const witness = witnesses[side === 'witness_a' ? 0 : 1];
  if (!witness) throw new AppError('NOT_FOUND', { what: 'bên chứng kiến trên văn bản' });
  return { name: witness.name, post: postOf(witness.post, witness.authority), body: witness.body };
}

/**
 * Signs a memorandum for one side, in the room that its paper leaves for that side.
 * @throws AppError NOT_FOUND when the paper has no such side; those of `signPdf`
 */
export async function signMemorandumPdf(input: MemorandumSignInput): Promise<SignedMemorandum> {
  const { facts, template, side, reason, ...own } = input;
  const fonts = loadFonts(own.fontsFolder);
  const { name, post, body } = signerOf(facts, side);
  const areas = signingAreas(buildCountedMemorandum(facts, template, fonts), fonts);
  const signed = await signPdf({
    ...own,
    signer: { post, body, reason },
    area: areas[SIDES.indexOf(side)] ?? null,
    field: FIELDS[side],
  });
  const expected = [name, body].filter((each) => each !== null).map(fold);
  return {
    ...signed,
    complete: signed.fields.includes(FIELDS.a) && signed.fields.includes(FIELDS.b),
    isExpected: expected.includes(fold(signed.name)),
  };
}
