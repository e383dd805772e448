import type { X509Certificate } from 'node:crypto';
import { AppError } from '../errors.ts';
import { isSelfSigned, subjectOf } from './certificate.ts';
import { isChanged } from './changes.ts';
import { type CmsVerdict, type Covering, checkCms, type Fault } from './cms-check.ts';
import { openPdf, type PdfFile } from './pdf/file.ts';
import { isKind, nameOf, type PdfDict, type PdfValue, textOf } from './pdf/syntax.ts';
import { readPdfTime } from './time.ts';

/** What can be said of one signature. */
export interface SignatureVerdict {
  /** By the certificate; null when it can't be read. */
  readonly name: string | null;
  /** ISO instant, as the signature says; null when it says none. */
  readonly signedAt: string | null;
  /** Mathematically right, and the covered bytes unchanged. */
  readonly valid: boolean;
  /** The certificate was valid at signing and leads to one of the trusted. */
  readonly trusted: boolean;
  /** Nothing stands behind what it covers. */
  readonly coversWholeFile: boolean;
  /** Something other than further signatures was added or changed behind it. */
  readonly changedSince: boolean;
  /** What is to be known beside a plain yes, in Vietnamese. */
  readonly reason: string | null;
}

const FAULTS: Readonly<Record<Fault | 'range' | 'tooMany', string>> = {
  unreadable: 'Không đọc được dữ liệu chữ ký',
  unsupported: 'Chưa kiểm tra được thuật toán của chữ ký này',
  noCertificate: 'Chữ ký không kèm chứng thư của người ký',
  otherCertificate: 'Chứng thư đi kèm không phải chứng thư đã ký',
  contentChanged: 'Nội dung đã bị thay đổi sau khi ký',
  wrongSignature: 'Chữ ký không khớp với chứng thư',
  range: 'Phạm vi được ký không hợp lệ',
  tooMany: 'Tệp có quá nhiều chữ ký nên chữ ký này chưa được kiểm tra',
};

const COVERINGS: Readonly<Record<string, Covering>> = {
  'adbe.pkcs7.detached': 'detached',
  'ETSI.CAdES.detached': 'detached',
  'adbe.pkcs7.sha1': 'sha1',
  'ETSI.RFC3161': 'timestamp',
};

/** More are an attempt to keep us busy. */
const MAX_SIGNATURES = 50;
const MAX_FIELDS = 10_000;

/** What a signature covers: two parts of the file around the hole that holds it. */
interface Range {
  readonly before: number;
  readonly after: number;
  readonly end: number;
}

/** Signatures of the form, each once. */
function signaturesIn(file: PdfFile): readonly PdfDict[] {
  const catalog = file.resolve(file.trailer.entries.get('Root'));
  const form = isKind(catalog, 'dict') ? file.resolve(catalog.entries.get('AcroForm')) : null;
  const found = new Set<PdfDict>();
  const seen = new Set<PdfValue>();
  const waiting: { value: PdfValue; type: string | null }[] = [];
  const push = (list: PdfValue, type: string | null): void => {
    if (isKind(list, 'array')) for (const value of list.items) waiting.push({ value, type });
  };
  if (isKind(form, 'dict')) push(file.resolve(form.entries.get('Fields')), null);
  for (let next = waiting.pop(); next && seen.size < MAX_FIELDS; next = waiting.pop()) {
    const field = file.resolve(next.value);
    if (!isKind(field, 'dict') || seen.has(field)) continue;
    seen.add(field);
    const type = nameOf(file.resolve(field.entries.get('FT'))) ?? next.type;
    const value = file.resolve(field.entries.get('V'));
    if (type === 'Sig' && isKind(value, 'dict')) found.add(value);
    push(file.resolve(field.entries.get('Kids')), type);
  }
  return [...found];
}

/**
 * The range of a signature, if it is what the standard allows: from the first byte on, with one hole that is exactly the
 * string of the signature.
 */
function rangeOf(file: PdfFile, signature: PdfDict): Range | null {
  const list = file.resolve(signature.entries.get('ByteRange'));
  const contents = file.resolve(signature.entries.get('Contents'));
  if (!isKind(list, 'array') || list.items.length !== 4 || !isKind(contents, 'string')) return null;
  const [start, before, after, length] = list.items.map((item) => file.resolve(item));
  const isOffset = (value: PdfValue | undefined): value is number =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  if (start !== 0 || !isOffset(before) || !isOffset(after) || !isOffset(length)) return null;
  const end = after + length;
  if (before + 2 > after || end > file.bytes.length) return null;
  const hole = Buffer.from(file.bytes.subarray(before, after)).toString('latin1');
  if (!/^<(?:[0-9a-f]{2})*>$/i.test(hole)) return null;
  return Buffer.from(hole.slice(1, -1), 'hex').equals(contents.bytes) ? { before, after, end } : null;
}

const isCertifier = (issuer: X509Certificate, of: X509Certificate): boolean =>
  of.checkIssued(issuer) && of.verify(issuer.publicKey);

/** Whether certificates lead from one to a trusted one. */
function leadsToTrusted(
  certificate: X509Certificate,
  others: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
): boolean {
  let current = certificate;
  for (let step = 0; step <= others.length; step += 1) {
    const at = current;
    if (trusted.some((each) => each.fingerprint256 === at.fingerprint256 || isCertifier(each, at)))
      return true;
    const next = others.find((each) => each !== at && each.ca && isCertifier(each, at));
    if (!next) return false;
    current = next;
  }
  return false;
}

/** What speaks against trusting a certificate; null if nothing does. */
function distrust(
  { certificate, others }: CmsVerdict,
  signedAt: string | null,
  trusted: readonly X509Certificate[],
): string | null {
  if (!certificate) return null;
  const at = signedAt === null ? Number.NaN : Date.parse(signedAt);
  if (at > certificate.validToDate.getTime()) return 'Chứng thư đã hết hạn vào lúc ký';
  if (at < certificate.validFromDate.getTime()) return 'Chứng thư chưa có hiệu lực vào lúc ký';
  try {
    if (leadsToTrusted(certificate, others, trusted)) return null;
    return isSelfSigned(certificate) ? 'Chứng thư tự ký' : 'Chứng thư chưa có trong danh sách tin cậy';
  } catch {
    return 'Không đọc được chứng thư';
  }
}

function nameIn({ certificate }: CmsVerdict): string | null {
  try {
    return certificate && subjectOf(certificate.raw).name;
  } catch {
    return null;
  }
}

/** Whether something was changed behind a signature's end. */
function isChangedSince(file: PdfFile, end: number): boolean {
  try {
    return isChanged(openPdf(file.bytes.subarray(0, end)), file);
  } catch (error) {
    if (error instanceof AppError) return true;
    throw error;
  }
}

const unjudged = (name: string | null, signedAt: string | null, reason: string): SignatureVerdict => ({
  name,
  signedAt,
  valid: false,
  trusted: false,
  coversWholeFile: false,
  changedSince: false,
  reason: `${reason}.`,
});

function judge(
  file: PdfFile,
  signature: PdfDict,
  trustedRoots: readonly X509Certificate[],
): SignatureVerdict {
  const said = (key: string): string | null => textOf(file.resolve(signature.entries.get(key)));
  const signedAt = readPdfTime(said('M'));
  const range = rangeOf(file, signature);
  const contents = file.resolve(signature.entries.get('Contents'));
  const covering = COVERINGS[nameOf(file.resolve(signature.entries.get('SubFilter'))) ?? ''];
  if (!range || !isKind(contents, 'string') || !covering)
    return unjudged(said('Name'), signedAt, range ? FAULTS.unsupported : FAULTS.range);
  const parts = [file.bytes.subarray(0, range.before), file.bytes.subarray(range.after, range.end)];
  const verdict = checkCms(contents.bytes, parts, covering);
  const time = signedAt ?? verdict.time;
  const valid = verdict.fault === null;
  const coversWholeFile = range.end === file.bytes.length;
  const changedSince = valid && !coversWholeFile && isChangedSince(file, range.end);
  const doubt = distrust(verdict, time, trustedRoots);
  const reasons = [
    verdict.fault && FAULTS[verdict.fault],
    changedSince && 'Tài liệu đã được sửa sau chữ ký này',
    valid && !coversWholeFile && !changedSince && 'Sau chữ ký này tệp chỉ có thêm chữ ký khác',
    doubt,
  ].filter((each) => typeof each === 'string');
  return {
    name: nameIn(verdict),
    signedAt: time,
    valid,
    trusted: valid && doubt === null,
    coversWholeFile,
    changedSince,
    reason: reasons.length > 0 ? `${reasons.join('. ')}.` : null,
  };
}

/**
 * Judges all signatures of a PDF, ours and those of other programs, in the order in which they were made.
 * @param trustedRoots certificates that are trusted; the program ships none
 * @throws AppError PDF_DAMAGED, PDF_ENCRYPTED
 */
export function verifyPdf(
  bytes: Uint8Array,
  trustedRoots: readonly X509Certificate[] = [],
): readonly SignatureVerdict[] {
  const file = openPdf(bytes);
  const signatures = signaturesIn(file)
    .map((signature) => ({ signature, end: rangeOf(file, signature)?.end ?? 0 }))
    .sort((left, right) => left.end - right.end);
  return signatures.map(({ signature }, index) =>
    index < MAX_SIGNATURES
      ? judge(file, signature, trustedRoots)
      : unjudged(textOf(file.resolve(signature.entries.get('Name'))), null, FAULTS.tooMany),
  );
}
