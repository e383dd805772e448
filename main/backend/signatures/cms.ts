import { createHash, sign } from 'node:crypto';
import type { Identity } from './certificate.ts';
import { childrenOf, der, octets, oid, sequence, set, smallInteger } from './der.ts';

export const OIDS = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  rsaPss: '1.2.840.113549.1.1.10',
} as const;

const NULL = Buffer.from([0x05, 0x00]);
const CONTEXT_0 = 0xa0;

/** Issuer and serial number of a certificate, bytes as they stand in it. */
function issuerAndSerial(certificate: Uint8Array): Buffer {
  const [tbs] = childrenOf(certificate);
  const fields = tbs ? childrenOf(tbs) : [];
  // The version comes first, but old certificates leave it out.
  const [serial, , issuer] = fields[0]?.[0] === CONTEXT_0 ? fields.slice(1) : fields;
  if (!serial || !issuer) throw new Error('A certificate without issuer');
  return sequence(issuer, serial);
}

/**
 * A detached CMS signature (RFC 5652) of SHA-256 digest `digest`, as ETSI EN 319 142-1 asks for level B-B: content type,
 * message digest and the signing certificate (RFC 5035) are signed; the time is said by the PDF, not here.
 */
export function makeSignature(digest: Uint8Array, { key, certificate, others }: Identity): Uint8Array {
  const sha256 = sequence(oid(OIDS.sha256));
  const attribute = (type: string, value: Uint8Array): Buffer => sequence(oid(type), set(value));
  const certificateDigest = createHash('sha256').update(certificate).digest();
  const attributes = [
    attribute(OIDS.contentType, oid(OIDS.data)),
    attribute(OIDS.messageDigest, octets(digest)),
    // SHA-256 is what the attribute means when it names no digest.
    attribute(OIDS.signingCertificateV2, sequence(sequence(sequence(octets(certificateDigest))))),
  ];
  const signed = set(...attributes);
  const algorithm =
    key.asymmetricKeyType === 'ec'
      ? sequence(oid(OIDS.ecdsaWithSha256))
      : sequence(oid(OIDS.sha256WithRsa), NULL);
  const signer = sequence(
    smallInteger(1),
    issuerAndSerial(certificate),
    sha256,
    // What is signed is tagged as a set; what is sent is tagged by its place.
    Buffer.concat([Buffer.from([CONTEXT_0]), signed.subarray(1)]),
    algorithm,
    octets(sign('sha256', signed, key)),
  );
  return sequence(
    oid(OIDS.signedData),
    der(
      CONTEXT_0,
      sequence(
        smallInteger(1),
        set(sha256),
        sequence(oid(OIDS.data)),
        der(CONTEXT_0, ...[certificate, ...others].sort(Buffer.compare)),
        set(signer),
      ),
    ),
  );
}
