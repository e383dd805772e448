import { type TemplateContent, templateContent } from '../../../preload/contract/template-content.ts';
import { AppError } from '../errors.ts';
import { TEMPLATE_ENDING } from '../files/endings.ts';
import { safeFileName } from '../files/file-names.ts';
import { KIND_SHAPES } from '../papers/templates/kinds.ts';

/** What the file says of itself, so that another program's JSON is never taken for a template. */
const FORMAT = 'chung-tay/mau-van-ban';
const FORMAT_VERSION = 1;

/** Longest file or stored wording, in bytes and characters: forty times the shipped one. */
export const LONGEST_TEMPLATE = 1024 * 1024;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refused = (reason: string, cause?: unknown): AppError =>
  new AppError('TEMPLATE_INVALID', { reason }, { cause });

/** "Mẫu biên bản ghi nhớ giữa hai trường – bản 2.cttemplate" */
export function templateFileName({ kind, version }: Pick<TemplateContent, 'kind' | 'version'>): string {
  const { name } = KIND_SHAPES[kind];
  const title = `Mẫu ${name.charAt(0).toLocaleLowerCase('vi')}${name.slice(1)}`;
  return safeFileName(`${title} – bản ${version}${TEMPLATE_ENDING}`);
}

/** A wording as a file for another office. */
export const writeTemplateFile = (template: TemplateContent): Uint8Array =>
  Buffer.from(`${JSON.stringify({ format: FORMAT, formatVersion: FORMAT_VERSION, template }, null, 2)}\n`);

/**
 * Reads a wording that another office exported. It may still have faults that the editor shows, such as a field that
 * this program does not know; its shape may not.
 * @throws AppError FILE_TOO_LARGE, TEMPLATE_INVALID
 */
export function readTemplateFile(fileName: string, bytes: Uint8Array): TemplateContent {
  if (bytes.byteLength > LONGEST_TEMPLATE)
    throw new AppError('FILE_TOO_LARGE', { file: fileName, limit: '1 MB' });
  const stranger = 'tệp không phải là mẫu văn bản của Chung Tay';
  let file: unknown;
  try {
    file = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw refused(stranger, cause);
  }
  if (!isObject(file) || file.format !== FORMAT) throw refused(stranger);
  if (file.formatVersion !== FORMAT_VERSION)
    throw refused('tệp do một phiên bản khác của Chung Tay xuất ra; hãy cập nhật chương trình');
  const parsed = templateContent.safeParse(file.template);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.join('.');
    throw refused(`nội dung tệp không đúng dạng${place ? ` ở mục “${place}”` : ''}`, parsed.error);
  }
  return parsed.data;
}
