import forge from 'node-forge';

/** For tests: a certificate file as a person keeps it, made here and now. */
export interface TestCertificate {
  readonly name: string;
  readonly password: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  /** The cipher of the file: that of old programs or that of new ones. */
  readonly cipher?: '3des' | 'aes256';
}

/** A key pair is slow to make and says nothing in a test: all share one. */
let keys: forge.pki.rsa.KeyPair | null = null;

export function makeP12({
  name,
  password,
  validFrom = '2023-01-01T00:00:00Z',
  validTo = '2033-01-01T00:00:00Z',
  cipher = 'aes256',
}: TestCertificate): Uint8Array {
  keys ??= forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = `01${Buffer.from(name).toString('hex').slice(0, 16)}`;
  certificate.validity.notBefore = new Date(validFrom);
  certificate.validity.notAfter = new Date(validTo);
  // The library takes the bytes of UTF-8 when told the type of the string.
  const subject = [
    {
      name: 'commonName',
      value: name,
      valueTagClass: forge.asn1.Type.UTF8,
    },
  ] as unknown as forge.pki.CertificateField[];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  const container = forge.pkcs12.toPkcs12Asn1(keys.privateKey, [certificate], password, {
    algorithm: cipher,
  });
  return Buffer.from(forge.asn1.toDer(container).getBytes(), 'latin1');
}
