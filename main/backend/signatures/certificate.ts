import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { Certificate } from 'pkijs';
import { AppError } from '../errors.ts';

/** A private key with its certificate and those above it. */
export interface Identity {
  readonly key: KeyObject;
  readonly certificate: Uint8Array;
  /** Other certificates of the file, for the reader's chain. */
  readonly others: readonly Uint8Array[];
  readonly subject: Subject;
  /** By the certificate, in whatever form it has a name. */
  readonly name: string;
  readonly selfSigned: boolean;
}

const COMMON_NAME = '2.5.4.3';
const ORGANISATION = '2.5.4.10';
const TITLE = '2.5.4.12';

const binary = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const toDer = (asn1: forge.asn1.Asn1): Buffer => Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1');

/** What a certificate says of whom it is for. */
export interface Subject {
  /** The common name, else the organisation. */
  readonly name: string | null;
  readonly title: string | null;
  readonly organisation: string | null;
}

export function subjectOf(certificate: Uint8Array): Subject {
  const { typesAndValues } = Certificate.fromBER(new Uint8Array(certificate)).subject;
  const said = (type: string): string | null => {
    const value: unknown = typesAndValues.find((each) => each.type === type)?.value.valueBlock.value;
    return typeof value === 'string' ? value.normalize('NFC').trim() || null : null;
  };
  const organisation = said(ORGANISATION);
  return { name: said(COMMON_NAME) ?? organisation, title: said(TITLE), organisation };
}

/** Whether a certificate vouches for itself. */
export const isSelfSigned = (certificate: X509Certificate): boolean =>
  certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);

function readAsn1(p12: Uint8Array): forge.asn1.Asn1 {
  try {
    return forge.asn1.fromDer(forge.util.createBuffer(binary(p12)));
  } catch (error) {
    throw new AppError('P12_UNREADABLE', {}, { cause: error });
  }
}

const isWrongPassword = (error: unknown): boolean =>
  error instanceof Error && /MAC could not be verified|Invalid password/.test(error.message);

/**
 * Opens the container by its password.
 * @throws AppError P12_UNREADABLE, P12_WRONG_PASSWORD
 */
function openContainer(p12: Uint8Array, password: string): forge.pkcs12.Pkcs12Pfx {
  const asn1 = readAsn1(p12);
  const plain = password.normalize('NFC');
  try {
    return forge.pkcs12.pkcs12FromAsn1(asn1, false, plain);
  } catch (error) {
    if (isWrongPassword(error)) throw new AppError('P12_WRONG_PASSWORD', {}, { cause: error });
    const parts: unknown = asn1.value;
    const encoded = forge.util.encodeUtf8(plain);
    if (!Array.isArray(parts) || encoded === plain)
      throw new AppError('P12_UNREADABLE', {}, { cause: error });
    // Newer ciphers take a password as UTF-8, the checksum takes it as UTF-16; the library knows one form a call.
    // The checksum has just been found right.
    parts.splice(2);
    try {
      return forge.pkcs12.pkcs12FromAsn1(asn1, false, encoded);
    } catch (second) {
      throw new AppError('P12_UNREADABLE', {}, { cause: second });
    }
  }
}

/** A private key as Node takes it. RSA is parsed by the library; other kinds it leaves as they are. */
function readKey({ key, asn1 }: forge.pkcs12.Bag): KeyObject {
  const info = key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key)) : asn1;
  try {
    return createPrivateKey({ key: toDer(info), format: 'der', type: 'pkcs8' });
  } catch (error) {
    throw new AppError('P12_KEY_UNSUPPORTED', {}, { cause: error });
  }
}

const spki = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' });

/**
 * Opens a PKCS#12 file, old (RC2, 3DES) or new (AES), with an RSA or elliptic key.
 * @param now ISO instant at which the certificate must be valid
 * @throws AppError P12_UNREADABLE, P12_WRONG_PASSWORD, P12_NO_KEY, P12_KEY_UNSUPPORTED, CERTIFICATE_EXPIRED,
 * CERTIFICATE_NOT_YET_VALID
 */
export function openIdentity(p12: Uint8Array, password: string, now: string): Identity {
  const container = openContainer(p12, password);
  const bagsOf = (type: string): forge.pkcs12.Bag[] => container.getBags({ bagType: type })[type] ?? [];
  const { keyBag, pkcs8ShroudedKeyBag, certBag } = forge.pki.oids;
  const keyBags = [pkcs8ShroudedKeyBag, keyBag].flatMap((type) => (type ? bagsOf(type) : []));
  const [firstKey] = keyBags;
  if (!firstKey) throw new AppError('P12_NO_KEY');
  const key = readKey(firstKey);
  if (key.asymmetricKeyType !== 'rsa' && key.asymmetricKeyType !== 'ec')
    throw new AppError('P12_KEY_UNSUPPORTED');
  const certificates = bagsOf(certBag ?? '').map(({ cert, asn1 }) =>
    toDer(cert ? forge.pki.certificateToAsn1(cert) : asn1),
  );
  const wanted = spki(createPublicKey(key));
  const own = certificates.find((each) => spki(new X509Certificate(each).publicKey).equals(wanted));
  if (!own) throw new AppError('P12_NO_KEY');
  const certificate = new X509Certificate(own);
  const at = Date.parse(now);
  const subject = subjectOf(own);
  const name = subject.name ?? certificate.subject;
  if (at > certificate.validToDate.getTime())
    throw new AppError('CERTIFICATE_EXPIRED', { name, date: certificate.validToDate.toISOString() });
  if (at < certificate.validFromDate.getTime())
    throw new AppError('CERTIFICATE_NOT_YET_VALID', { name, date: certificate.validFromDate.toISOString() });
  return {
    key,
    certificate: own,
    others: certificates.filter((each) => each !== own),
    subject,
    name,
    selfSigned: isSelfSigned(certificate),
  };
}
