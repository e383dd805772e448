import type { PdfFile } from './pdf/file.ts';
import { isKind, nameOf, type PdfDict, type PdfRef, type PdfValue } from './pdf/syntax.ts';

const isDict = (value: PdfValue): value is PdfDict => isKind(value, 'dict');

/** Entries of the catalog that say nothing on any page: validation data, properties, version. */
const CATALOG_FREE = new Set(['DSS', 'Metadata', 'Extensions', 'Version']);
/** What another signature may add to a form beside its field. */
const FORM_FREE = new Set(['SigFlags', 'DR', 'DA']);
/** What an empty signature field gets when it is signed. */
const FIELD_FREE = new Set(['V', 'AP', 'M', 'F']);
const NOTHING: ReadonlySet<string> = new Set();

/** Equal as they stand: references by their numbers, streams by their packed bytes. */
function same(before: PdfValue, after: PdfValue): boolean {
  if (before === after) return true;
  if (typeof before !== 'object' || typeof after !== 'object' || !before || !after) return false;
  switch (before.kind) {
    case 'name':
      return isKind(after, 'name') && after.name === before.name;
    case 'string':
      return isKind(after, 'string') && Buffer.compare(after.bytes, before.bytes) === 0;
    case 'ref':
      return isKind(after, 'ref') && after.number === before.number && after.generation === before.generation;
    case 'array':
      return (
        isKind(after, 'array') &&
        after.items.length === before.items.length &&
        before.items.every((item, index) => same(item, after.items[index] ?? null))
      );
    case 'dict':
      return isDict(after) && sameBut(before, after, NOTHING);
    case 'stream':
      return (
        isKind(after, 'stream') &&
        sameBut(before.dict, after.dict, NOTHING) &&
        Buffer.compare(before.data, after.data) === 0
      );
    case 'raw':
      return false;
  }
}

/** Equal but for some entries. */
function sameBut(before: PdfDict, after: PdfDict, free: ReadonlySet<string>): boolean {
  const keys = new Set([...before.entries.keys(), ...after.entries.keys()]);
  return [...keys].every(
    (key) => free.has(key) || same(before.entries.get(key) ?? null, after.entries.get(key) ?? null),
  );
}

function* referencesIn(value: PdfValue): Generator<PdfRef> {
  if (isKind(value, 'ref')) yield value;
  else if (isKind(value, 'array')) for (const item of value.items) yield* referencesIn(item);
  else if (isDict(value)) for (const item of value.entries.values()) yield* referencesIn(item);
  else if (isKind(value, 'stream')) yield* referencesIn(value.dict);
}

/**
 * Whether a later revision changes anything that an earlier one shows. What other signatures may do is no change: new
 * signature fields in the form and on pages, empty ones filled in, validation data. Every object that can be reached in
 * the earlier revision is compared, so that a change can't hide behind an object that nobody wrote before.
 * @throws AppError PDF_DAMAGED
 */
export function isChanged(before: PdfFile, after: PdfFile): boolean {
  const root = before.trailer.entries.get('Root') ?? null;
  if (!same(root, after.trailer.entries.get('Root') ?? null)) return true;
  const catalog = before.resolve(root);
  const newCatalog = after.resolve(root);
  if (!isDict(catalog) || !isDict(newCatalog)) return true;

  const isSignatureField = (file: PdfFile, field: PdfDict): boolean =>
    nameOf(file.resolve(field.entries.get('FT'))) === 'Sig';
  /** A field that didn't exist, and that holds a signature: it is listed and judged itself. */
  const isNewSignature = (item: PdfValue): boolean => {
    if (!isKind(item, 'ref') || before.object(item.number) !== null) return false;
    const field = after.object(item.number);
    return isDict(field) && isSignatureField(after, field) && isDict(after.resolve(field.entries.get('V')));
  };
  /** The same list with nothing but signature fields behind it. */
  const isLonger = (held: PdfValue | undefined, newHeld: PdfValue | undefined): boolean => {
    const [list, newList] = [before.resolve(held), after.resolve(newHeld)];
    const items = isKind(list, 'array') ? list.items : [];
    const newItems = isKind(newList, 'array') ? newList.items : [];
    const kept = items.every((item, index) => same(item, newItems[index] ?? null));
    return kept && newItems.slice(items.length).every(isNewSignature);
  };
  const isSameForm = (form: PdfValue, newForm: PdfValue): boolean => {
    const [old, fresh] = [isDict(form) ? form : null, isDict(newForm) ? newForm : null];
    if (!fresh) return old === null;
    const free = new Set([...FORM_FREE, 'Fields']);
    if (!old)
      return (
        [...fresh.entries.keys()].every((key) => free.has(key)) &&
        isLonger(undefined, fresh.entries.get('Fields'))
      );
    return sameBut(old, fresh, free) && isLonger(old.entries.get('Fields'), fresh.entries.get('Fields'));
  };

  const form = catalog.entries.get('AcroForm');
  const newForm = newCatalog.entries.get('AcroForm');
  if (!sameBut(catalog, newCatalog, new Set([...CATALOG_FREE, 'AcroForm']))) return true;
  if (!isSameForm(before.resolve(form), after.resolve(newForm))) return true;

  // Lists that were just found to be longer by signature fields alone, and what is free to change.
  const judged = new Set<number>();
  const judge = (value: PdfValue | undefined): void => {
    if (isKind(value, 'ref')) judged.add(value.number);
  };
  judge(form);
  const oldForm = before.resolve(form);
  if (isDict(oldForm)) {
    judge(oldForm.entries.get('Fields'));
    judge(oldForm.entries.get('DR'));
  }

  const isUnchanged = (value: PdfValue, newValue: PdfValue): boolean => {
    if (!isDict(value) || !isDict(newValue)) return same(value, newValue);
    if (nameOf(value.entries.get('Type')) === 'Page') {
      const [list, newList] = [value.entries.get('Annots'), newValue.entries.get('Annots')];
      judge(list);
      return sameBut(value, newValue, new Set(['Annots'])) && isLonger(list, newList);
    }
    const empty = before.resolve(value.entries.get('V')) === null;
    const filled = isDict(after.resolve(newValue.entries.get('V')));
    return sameBut(
      value,
      newValue,
      empty && filled && isSignatureField(before, value) ? FIELD_FREE : NOTHING,
    );
  };

  const seen = new Set<number>(isKind(root, 'ref') ? [root.number] : []);
  const waiting = [...catalog.entries].flatMap(([key, value]) =>
    CATALOG_FREE.has(key) ? [] : [...referencesIn(value)],
  );
  const late: PdfRef[] = [];
  // Pages come first: they say which lists of annotations may grow.
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (seen.has(next.number)) continue;
    seen.add(next.number);
    const value = before.object(next.number);
    if (isKind(value, 'array')) late.push(next);
    else if (!judged.has(next.number) && !isUnchanged(value, after.object(next.number))) return true;
    waiting.push(...referencesIn(value));
  }
  return late.some(({ number }) => !judged.has(number) && !same(before.object(number), after.object(number)));
}
