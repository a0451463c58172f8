import { webcrypto } from 'node:crypto';
// The certificate library's container needs it, and leaves it to its user to load.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export interface Issued {
  readonly pem: string;
  readonly certificate: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

/** A certificate for tests: of an authority unless it is said to be none, signed by itself unless by another. */
export async function issue(
  name: string,
  options: {
    isAuthority?: boolean;
    by?: Issued;
    notBefore?: string;
    notAfter?: string;
    /** IP address of a server. */
    ip?: string;
  } = {},
): Promise<Issued> {
  const { isAuthority = true, by, notBefore = '2026-01-01', notAfter = '2036-01-01', ip } = options;
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create(
    {
      subject: `CN=${name}`,
      issuer: by ? by.certificate.subject : `CN=${name}`,
      publicKey: keys.publicKey,
      signingKey: (by?.keys ?? keys).privateKey,
      signingAlgorithm: ALGORITHM,
      notBefore: new Date(notBefore),
      notAfter: new Date(notAfter),
      extensions: [
        new x509.BasicConstraintsExtension(isAuthority, undefined, true),
        ...(ip === undefined ? [] : [new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: ip }])]),
      ],
    },
    webcrypto,
  );
  return { pem: `${certificate.toString('pem')}\n`, certificate, keys };
}
