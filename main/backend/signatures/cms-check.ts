import { constants, createHash, createVerify, type KeyObject, X509Certificate } from 'node:crypto';
import { fromBER, GeneralizedTime, OctetString, UTCTime } from 'asn1js';
import {
  Certificate,
  ContentInfo,
  IssuerAndSerialNumber,
  RSASSAPSSParams,
  SignedData,
  type SignerInfo,
  TSTInfo,
} from 'pkijs';
import { OIDS } from './cms.ts';
import { childrenOf } from './der.ts';

/** Why a signature is not right. */
export type Fault =
  | 'unreadable'
  | 'unsupported'
  | 'noCertificate'
  | 'otherCertificate'
  | 'contentChanged'
  | 'wrongSignature';

/** What a CMS signature says, and whether it is mathematically right. */
export interface CmsVerdict {
  readonly certificate: X509Certificate | null;
  /** Other certificates that it carries. */
  readonly others: readonly X509Certificate[];
  /** Time that it gives itself, ISO instant. */
  readonly time: string | null;
  readonly fault: Fault | null;
}

/** How the signed bytes are covered: as they are, by their SHA-1 digest as content, or by a time stamp about them. */
export type Covering = 'detached' | 'sha1' | 'timestamp';

const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  [OIDS.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const ESS_V1_HASH = 'sha1';
const SUBJECT_KEY_ID = '2.5.29.14';

/** Thrown inside this module alone. */
class Faulty extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault);
    this.fault = fault;
  }
}

const fail = (fault: Fault): never => {
  throw new Faulty(fault);
};

const hashOf = (algorithm: string): string => HASHES[algorithm] ?? fail('unsupported');

const isEqual = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

function digestOf(hash: string, parts: readonly Uint8Array[]): Buffer {
  const digest = createHash(hash);
  for (const part of parts) digest.update(part);
  return digest.digest();
}

/** First value of a signed attribute. */
function attributeOf({ signedAttrs }: SignerInfo, type: string): unknown {
  return signedAttrs?.attributes.find((each) => each.type === type)?.values[0];
}

const bytesOf = (value: unknown): Uint8Array | null =>
  value instanceof OctetString ? new Uint8Array(value.getValue()) : null;

const x509 = (certificate: Certificate): X509Certificate =>
  new X509Certificate(Buffer.from(certificate.toSchema().toBER(false)));

function isSignerOf(certificate: Certificate, { sid }: SignerInfo): boolean {
  if (sid instanceof IssuerAndSerialNumber)
    return certificate.issuer.isEqual(sid.issuer) && certificate.serialNumber.isEqual(sid.serialNumber);
  const id: unknown = certificate.extensions?.find(({ extnID }) => extnID === SUBJECT_KEY_ID)?.parsedValue;
  const named: unknown = sid?.valueBlock?.valueHexView;
  const own = id instanceof OctetString ? id.valueBlock.valueHexView : null;
  return own !== null && named instanceof Uint8Array && isEqual(own, named);
}

/** The bytes that a CMS is about, after looking whether they are about the signed parts of the file. */
function contentOf(
  { encapContentInfo }: SignedData,
  parts: readonly Uint8Array[],
  covering: Covering,
): { readonly content: readonly Uint8Array[]; readonly time: string | null } {
  if (covering === 'detached') return { content: parts, time: null };
  const content = bytesOf(encapContentInfo.eContent) ?? fail('unreadable');
  if (covering === 'sha1') {
    if (!isEqual(content, digestOf('sha1', parts))) fail('contentChanged');
    return { content: [content], time: null };
  }
  const { messageImprint, genTime } = TSTInfo.fromBER(new Uint8Array(content));
  const hash = hashOf(messageImprint.hashAlgorithm.algorithmId);
  const imprint = bytesOf(messageImprint.hashedMessage) ?? fail('unreadable');
  if (!isEqual(imprint, digestOf(hash, parts))) fail('contentChanged');
  return { content: [content], time: genTime.toISOString() };
}

/** A certificate that the signature names by its digest must be the one beside it (RFC 5035). */
function requireNamedCertificate(signer: SignerInfo, certificate: X509Certificate): void {
  for (const [type, defaultHash] of [
    [OIDS.signingCertificateV2, 'sha256'],
    [OIDS.signingCertificate, ESS_V1_HASH],
  ] as const) {
    const attribute = attributeOf(signer, type);
    if (!(attribute instanceof Object) || !('toBER' in attribute) || typeof attribute.toBER !== 'function')
      continue;
    const encoded: unknown = attribute.toBER(false);
    if (!(encoded instanceof ArrayBuffer)) continue;
    // SigningCertificate → certs → first ESSCertID → [algorithm] digest …
    const [certs] = childrenOf(new Uint8Array(encoded));
    const [first] = certs ? childrenOf(certs) : [];
    const fields = first ? childrenOf(first) : [];
    const isAlgorithm = fields[0]?.[0] === 0x30 && type === OIDS.signingCertificateV2;
    const [algorithm] = isAlgorithm && fields[0] ? childrenOf(fields[0]) : [];
    const digest = fields[isAlgorithm ? 1 : 0] ?? fail('unreadable');
    const parsed = bytesOf(fromBER(new Uint8Array(digest)).result) ?? fail('unreadable');
    const named = algorithm ? fromBER(new Uint8Array(algorithm)).result.valueBlock.toString() : null;
    const hash = named === null ? defaultHash : hashOf(named);
    if (!isEqual(parsed, digestOf(hash, [certificate.raw]))) fail('otherCertificate');
  }
}

function isRight(
  signer: SignerInfo,
  key: KeyObject,
  signed: readonly Uint8Array[],
  digestHash: string,
): boolean {
  const { signatureAlgorithm, signature } = signer;
  const isPss = signatureAlgorithm.algorithmId === OIDS.rsaPss;
  const pss = isPss ? new RSASSAPSSParams({ schema: signatureAlgorithm.algorithmParams }) : null;
  const verifier = createVerify(pss ? hashOf(pss.hashAlgorithm.algorithmId) : digestHash);
  for (const part of signed) verifier.update(part);
  const value = new Uint8Array(signature.getValue());
  if (key.asymmetricKeyType === 'ec') return verifier.verify(key, value);
  if (key.asymmetricKeyType !== 'rsa' && key.asymmetricKeyType !== 'rsa-pss') return fail('unsupported');
  return verifier.verify(
    pss
      ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: pss.saltLength }
      : { key, padding: constants.RSA_PKCS1_PADDING },
    value,
  );
}

function readTime(value: unknown): string | null {
  return value instanceof UTCTime || value instanceof GeneralizedTime ? value.toDate().toISOString() : null;
}

/**
 * Judges a CMS signature (RFC 5652) over parts of a file: digests SHA-1 to SHA-512; RSA (PKCS#1, PSS) and ECDSA. Whatever
 * is in it, the answer is a verdict.
 */
export function checkCms(cms: Uint8Array, parts: readonly Uint8Array[], covering: Covering): CmsVerdict {
  let certificate: X509Certificate | null = null;
  let others: readonly X509Certificate[] = [];
  let time: string | null = null;
  const verdict = (fault: Fault | null): CmsVerdict => ({ certificate, others, time, fault });
  try {
    const { result, offset } = fromBER(new Uint8Array(cms));
    // Room that a signature doesn't need is filled with zeros, and with nothing else.
    if (offset < 0 || cms.subarray(offset).some((byte) => byte !== 0)) return verdict('unreadable');
    const signedData = new SignedData({ schema: new ContentInfo({ schema: result }).content });
    const [signer = fail('unreadable')] = signedData.signerInfos;
    const carried = (signedData.certificates ?? []).filter((each) => each instanceof Certificate);
    const own = carried.find((each) => isSignerOf(each, signer)) ?? fail('noCertificate');
    const signing = x509(own);
    certificate = signing;
    others = carried.filter((each) => each !== own).map(x509);
    time = readTime(attributeOf(signer, OIDS.signingTime));
    const { content, time: stamped } = contentOf(signedData, parts, covering);
    time = stamped ?? time;
    const hash = hashOf(signer.digestAlgorithm.algorithmId);
    requireNamedCertificate(signer, signing);
    if (!signer.signedAttrs)
      return verdict(isRight(signer, signing.publicKey, content, hash) ? null : 'contentChanged');
    const digest = bytesOf(attributeOf(signer, OIDS.messageDigest)) ?? fail('unreadable');
    if (!isEqual(digest, digestOf(hash, content))) return verdict('contentChanged');
    const attributes = new Uint8Array(signer.signedAttrs.encodedValue);
    return verdict(isRight(signer, signing.publicKey, [attributes], hash) ? null : 'wrongSignature');
  } catch (error) {
    // The libraries throw many kinds of error at what is no CMS; all of them mean that it can't be read.
    return verdict(error instanceof Faulty ? error.fault : 'unreadable');
  }
}
