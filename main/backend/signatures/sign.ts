import { createHash } from 'node:crypto';
import { AppError } from '../errors.ts';
import { loadFonts } from '../papers/fonts.ts';
import { MM } from '../papers/measures.ts';
import { type Block, composeBlock, drawBlock } from './appearance.ts';
import { type Identity, openIdentity } from './certificate.ts';
import { makeSignature } from './cms.ts';
import { openPdf, type PdfFile } from './pdf/file.ts';
import { type PdfPage, pagesOf, type Rectangle, toPageSides, UPRIGHT } from './pdf/pages.ts';
import {
  array,
  damaged,
  dict,
  isKind,
  name,
  type PdfDict,
  type PdfRef,
  type PdfValue,
  textOf,
  textString,
  withEntries,
} from './pdf/syntax.ts';
import { type PdfUpdate, updatePdf } from './pdf/update.ts';
import { FREE_WIDTH, findFreePlace, isFreePlace } from './placement.ts';
import { officeTime, pdfTime } from './time.ts';

/** The free area of a signer: on a page, counted from 0, in pt from its top left corner. */
export interface SigningArea extends Rectangle {
  readonly page: number;
}

/** What one signature is made of; plain data that can be sent to a worker. */
export interface SignInput {
  readonly bytes: Uint8Array;
  readonly p12: Uint8Array;
  readonly password: string;
  readonly signer: {
    /** Post and body; null: as the certificate says, if it does. */
    readonly post: string | null;
    readonly body: string | null;
    readonly reason: string | null;
  };
  /** Where the paper leaves room for the signer; null, or no longer free: the lowest free place of the last page. */
  readonly area: SigningArea | null;
  /** Name of the signature's field in the form, for one who signs once; null gives it the next number. */
  readonly field: string | null;
  /** ISO instant of signing. */
  readonly now: string;
  /** The folder `resources/fonts/tinos`. */
  readonly fontsFolder: string;
}

export interface SignedPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** Names of all fields of the form, this signature's among them. */
  readonly fields: readonly string[];
  readonly name: string;
  /** Nobody but its owner vouches for the certificate. */
  readonly selfSigned: boolean;
}

/** Most that a visible block takes where no room is laid out for it. */
const FREE_HEIGHT = 35 * MM;
/** Printed, and not to be moved. */
const WIDGET_FLAGS = 4 + 128;
/** Signatures exist; the file may only be added to. */
const SIGNATURES_EXIST = 3;

const RANGE_GAP = '**********';
const RANGE_PLACEHOLDER = `[0 ${RANGE_GAP} ${RANGE_GAP} ${RANGE_GAP}]`;
/** ECDSA signatures differ by a few bytes from one to the next. */
const SPARE_BYTES = 16;

function catalogOf(file: PdfFile): { readonly number: number; readonly dict: PdfDict } {
  const root = file.trailer.entries.get('Root');
  const found = file.resolve(root);
  if (!isKind(root, 'ref') || !isKind(found, 'dict')) damaged('no catalog');
  return { number: root.number, dict: found };
}

const itemsOf = (value: PdfValue): readonly PdfValue[] => (isKind(value, 'array') ? value.items : []);

/** @throws AppError PDF_CERTIFIED when an author's signature forbids every change (12.8.2.2) */
function requireOpen(file: PdfFile, catalog: PdfDict): void {
  const inside = (value: PdfValue | undefined, key: string): PdfValue => {
    const found = file.resolve(value);
    return isKind(found, 'dict') ? file.resolve(found.entries.get(key)) : null;
  };
  const references = inside(inside(catalog.entries.get('Perms'), 'DocMDP'), 'Reference');
  const [first = null] = itemsOf(references);
  if (inside(inside(first, 'TransformParams'), 'P') === 1) throw new AppError('PDF_CERTIFIED');
}

/** Adds to an array that lies in an object of its own, or else gives the longer array for its owner. */
function appended(file: PdfFile, update: PdfUpdate, held: PdfValue | undefined, item: PdfRef): PdfValue {
  const longer = array(...itemsOf(file.resolve(held)), item);
  if (!isKind(held, 'ref')) return longer;
  update.replace(held.number, longer);
  return held;
}

/** Names of the fields of a form. */
const namesOf = (file: PdfFile, fields: readonly PdfValue[]): readonly string[] =>
  fields.flatMap((each) => {
    const field = file.resolve(each);
    return isKind(field, 'dict') ? (textOf(file.resolve(field.entries.get('T'))) ?? []) : [];
  });

/** A name that no field of the form has. @throws AppError ALREADY_SIGNED when the wanted one is taken */
function unusedName(used: readonly string[], wanted: string | null): string {
  if (wanted !== null && used.includes(wanted)) throw new AppError('ALREADY_SIGNED');
  let number = 1;
  while (used.includes(`ChuKy${number}`)) number += 1;
  return wanted ?? `ChuKy${number}`;
}

/**
 * Puts a field into the form, making one where there is none; entries of a form that is there stay. Answers the names of
 * all fields.
 */
function addField(
  file: PdfFile,
  update: PdfUpdate,
  wanted: string | null,
  fieldOf: (fieldName: string) => PdfRef,
): readonly string[] {
  const catalog = catalogOf(file);
  const held = catalog.dict.entries.get('AcroForm');
  const found = file.resolve(held);
  const form = isKind(found, 'dict') ? found : dict({});
  const fields = form.entries.get('Fields');
  const names = namesOf(file, itemsOf(file.resolve(fields)));
  const fieldName = unusedName(names, wanted);
  const field = fieldOf(fieldName);
  const changed = withEntries(form, {
    Fields: appended(file, update, fields, field),
    SigFlags: SIGNATURES_EXIST,
  });
  if (isKind(held, 'ref')) update.replace(held.number, changed);
  else update.replace(catalog.number, withEntries(catalog.dict, { AcroForm: update.add(changed) }));
  return [...names, fieldName];
}

/** Fills in what of the file is signed, and the signature. */
function seal(bytes: Uint8Array, from: number, holeBytes: number, identity: Identity): Uint8Array {
  const sealed = Buffer.from(bytes);
  const range = sealed.indexOf(RANGE_PLACEHOLDER, from, 'latin1');
  const hole = sealed.indexOf('<0000', range, 'latin1');
  const after = hole + 2 * holeBytes + 2;
  const numbers = `[0 ${hole} ${after} ${sealed.length - after}]`;
  sealed.write(numbers.padEnd(RANGE_PLACEHOLDER.length), range, 'latin1');
  const digest = createHash('sha256')
    .update(sealed.subarray(0, hole))
    .update(sealed.subarray(after))
    .digest();
  const signature = makeSignature(digest, identity);
  if (signature.length > holeBytes) throw new Error('The signature outgrew its room');
  sealed.write(Buffer.from(signature).toString('hex'), hole + 1, 'latin1');
  return sealed;
}

/** Sets the block and finds its place: in the middle of the signer's room, if that is free. */
async function settle(
  file: PdfFile,
  pages: readonly PdfPage[],
  area: SigningArea | null,
  compose: (room: { readonly width: number; readonly maxHeight: number }) => Block,
) {
  const page = area ? pages[area.page] : undefined;
  if (area && page) {
    const block = compose({ width: area.width, maxHeight: area.height });
    const place = { ...block, x: area.x, y: area.y + (area.height - block.height) / 2 };
    if (await isFreePlace(file, area.page, page, place)) return { page, place, block };
  }
  const last = pages.at(-1) ?? damaged('no page');
  const block = compose({ width: FREE_WIDTH, maxHeight: FREE_HEIGHT });
  return { page: last, place: await findFreePlace(file, pages.length - 1, last, block), block };
}

/**
 * Signs a PDF by PAdES, baseline level B-B (ETSI EN 319 142-1), with a visible block of text. The bytes before stay as
 * they are and an update is written behind them, so that earlier signatures stay valid.
 * @throws AppError PDF_DAMAGED, PDF_ENCRYPTED, PDF_CERTIFIED, and those of `openIdentity`
 */
export async function signPdf(input: SignInput): Promise<SignedPdf> {
  const { bytes, signer, area, now } = input;
  const identity = openIdentity(input.p12, input.password, now);
  const { subject } = identity;
  const file = openPdf(bytes);
  requireOpen(file, catalogOf(file).dict);
  const pages = pagesOf(file);
  const fonts = loadFonts(input.fontsFolder);
  const said = {
    name: identity.name,
    post: signer.post ?? subject.title,
    body: signer.body ?? subject.organisation,
    time: officeTime(now),
  };
  const { page, place, block } = await settle(file, pages, area, (room) => composeBlock(said, fonts, room));

  const update = updatePdf(file);
  const holeBytes = makeSignature(Buffer.alloc(32), identity).length + SPARE_BYTES;
  const signature = update.add(
    dict({
      Type: name('Sig'),
      Filter: name('Adobe.PPKLite'),
      SubFilter: name('ETSI.CAdES.detached'),
      ByteRange: { kind: 'raw', text: RANGE_PLACEHOLDER },
      Contents: { kind: 'raw', text: `<${'00'.repeat(holeBytes)}>` },
      M: { kind: 'raw', text: `(${pdfTime(now)})` },
      Name: textString(identity.name),
      ...(signer.reason && { Reason: textString(signer.reason) }),
    }),
  );
  const fields = addField(file, update, input.field, (fieldName) => {
    const widget = update.add(
      dict({
        Type: name('Annot'),
        Subtype: name('Widget'),
        FT: name('Sig'),
        T: textString(fieldName),
        F: WIDGET_FLAGS,
        Rect: array(...toPageSides(page, place)),
        P: file.refOf(page.number),
        V: signature,
        AP: dict({ N: drawBlock(update, block, { fonts, matrix: UPRIGHT[page.rotation] }) }),
      }),
    );
    const held = page.dict.entries.get('Annots');
    const annotations = appended(file, update, held, widget);
    if (!isKind(held, 'ref')) update.replace(page.number, withEntries(page.dict, { Annots: annotations }));
    return widget;
  });
  return {
    bytes: new Uint8Array(seal(update.write(), bytes.length, holeBytes, identity)),
    pages: pages.length,
    fields,
    name: identity.name,
    selfSigned: identity.selfSigned,
  };
}
