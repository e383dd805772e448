import { AppError } from '../errors.ts';
import { readFormats } from './cell-formats.ts';
import { readSharedTexts } from './shared-texts.ts';
import { readSheet, type SourceCell } from './sheet-reader.ts';
import {
  type MergedRange,
  RELATIONS,
  readWorkbookParts,
  STRINGS,
  STYLES,
  WORKBOOK,
  type WorkbookParts,
} from './workbook-parts.ts';
import { attributeOf, readXml, XmlError } from './xml.ts';

/** A sheet straight from the file; only cells that hold something. */
export interface SourceSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly cells: readonly SourceCell[];
  readonly merges: readonly MergedRange[];
}

/**
 * Reads the cells of an .xlsx. Formulas give the result that the file stores and are never computed.
 *
 * @throws AppError FILE_NOT_WORKBOOK, FILE_ENCRYPTED, FILE_TOO_LARGE or FILE_UNREADABLE
 */
export async function readWorkbook(bytes: Uint8Array, fileName: string): Promise<readonly SourceSheet[]> {
  const parts = await readWorkbookParts(bytes, fileName);
  try {
    const { sheets, from1904 } = readBook(parts);
    const shared = {
      texts: readSharedTexts(textOf(parts, STRINGS)),
      formats: readFormats(textOf(parts, STYLES)),
      from1904,
    };
    return [...sheets].map(([part, sheet]) => ({
      ...sheet,
      ...readSheet(textOf(parts, part), shared, fileName),
    }));
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new AppError('FILE_UNREADABLE', { file: fileName }, { cause: error });
  }
}

/** A part that is not there says nothing. */
const textOf = (parts: WorkbookParts, name: string): string => parts.get(name)?.toString('utf8') ?? '<none/>';

/** The sheets in their order, as far as they have cells; charts are sheets, too. */
function readBook(parts: WorkbookParts) {
  const targets = new Map<string | undefined, string>();
  readXml(textOf(parts, RELATIONS), {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const target = (attributeOf(attributes, 'Target') ?? '').replace(/^(?:\s|\/xl\/)+/, '');
      targets.set(attributeOf(attributes, 'Id'), `xl/${target}`);
    },
    close() {},
    text() {},
  });
  // A part that several sheets name would be read for each of them.
  const sheets = new Map<string, { readonly name: string; readonly hidden: boolean }>();
  let from1904 = false;
  readXml(textOf(parts, WORKBOOK), {
    open(tag, attributes) {
      if (tag === 'workbookPr') from1904 = attributeOf(attributes, 'date1904') === '1';
      if (tag !== 'sheet') return;
      const part = targets.get(attributeOf(attributes, 'r:id')) ?? '';
      const name = attributeOf(attributes, 'name') ?? '';
      const hidden = (attributeOf(attributes, 'state') ?? 'visible') !== 'visible';
      if (parts.has(part) && !sheets.has(part)) sheets.set(part, { name, hidden });
    },
    close() {},
    text() {},
  });
  return { sheets, from1904 };
}
