import { fileURLToPath } from 'node:url';
import forge from 'node-forge';
import { loadFonts } from '../papers/fonts.ts';
import { type PaperModel, text } from '../papers/model.ts';
import { renderPdf } from '../papers/pdf.ts';
import { type SignedPdf, type SignInput, signPdf } from './sign.ts';

export const fontsFolder = fileURLToPath(new URL('../../../resources/fonts/tinos', import.meta.url));

/** For tests: a certificate file as a person keeps it, made here and now. */
export interface TestCertificate {
  readonly name: string;
  readonly password: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  /** The cipher of the file: that of old programs or that of new ones. */
  readonly cipher?: '3des' | 'aes256';
  readonly withKey?: boolean;
}

/** A key pair is slow to make and says nothing in a test: all share one. */
let keys: forge.pki.rsa.KeyPair | null = null;

export function makeP12({
  name,
  password,
  validFrom = '2023-01-01T00:00:00Z',
  validTo = '2033-01-01T00:00:00Z',
  cipher = 'aes256',
  withKey = true,
}: TestCertificate): Uint8Array {
  keys ??= forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = `01${Buffer.from(name).toString('hex').slice(0, 16)}`;
  certificate.validity.notBefore = new Date(validFrom);
  certificate.validity.notAfter = new Date(validTo);
  const commonName: forge.pki.CertificateField = { name: 'commonName', value: name };
  // The library's own types leave out the kind of string.
  const subject = [Object.assign(commonName, { valueTagClass: forge.asn1.Type.UTF8 })];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  const key = withKey ? keys.privateKey : null;
  const container = forge.pkcs12.toPkcs12Asn1(
    // A file without a key is made by giving none, which the library's types don't know.
    key as forge.pki.rsa.PrivateKey,
    [certificate],
    password,
    { algorithm: cipher },
  );
  return Buffer.from(forge.asn1.toDer(container).getBytes(), 'latin1');
}

/** A paper of our own of two pages, with something at its end. */
export async function makePaper(): Promise<Uint8Array> {
  const filler = 'Hai bên thống nhất cùng chung tay phát triển, cùng chia sẻ trách nhiệm. '.repeat(5);
  const model: PaperModel = {
    title: 'Biên bản ghi nhớ',
    language: 'vi-VN',
    author: 'Trường Tiểu học Hoa Sen',
    stamp: null,
    blocks: Array.from({ length: 12 }, (_, index) => ({
      kind: 'paragraph',
      style: 'body',
      keepWithNext: false,
      runs: [text(`${index + 1}. ${filler}`)],
    })),
  };
  const fonts = loadFonts(fontsFolder);
  return (await renderPdf(model, { fonts, createdAt: '2023-04-10T01:02:03Z' })).bytes;
}

export const PRINCIPAL: TestCertificate = { name: 'Nguyễn Thị Đà Nẵng', password: 'mat-khau-1' };
export const PARTNER: TestCertificate = { name: 'Trần Văn Ưỡn', password: 'mật khẩu hai', cipher: '3des' };

/** Signs as the person of a certificate. */
export function signAs(
  certificate: TestCertificate,
  bytes: Uint8Array,
  changes: Partial<SignInput> = {},
): Promise<SignedPdf> {
  return signPdf({
    bytes,
    p12: makeP12(certificate),
    password: certificate.password,
    signer: { post: 'Hiệu trưởng', body: 'Trường Tiểu học Hoa Sen', reason: null },
    area: null,
    field: null,
    now: '2023-04-15T02:30:12Z',
    fontsFolder,
    ...changes,
  });
}
