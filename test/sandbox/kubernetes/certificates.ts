import { webcrypto } from 'node:crypto';
// The certificate library's container needs it, and leaves it to its user to load.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

/** What an HTTPS server on the loopback interface needs, all PEM. */
export interface ServerCertificates {
  readonly ca: string;
  readonly certificate: string;
  readonly privateKey: string;
}

/**
 * Makes a certificate authority of its own for one cluster, as EKS does, and a server certificate by it.
 * @param now milliseconds since the epoch
 * @param host whom the certificate is for, beside the loopback interface
 */
export async function issueCertificates(now: number, host = 'localhost'): Promise<ServerCertificates> {
  const validity = { notBefore: new Date(now - DAY_MS), notAfter: new Date(now + 3650 * DAY_MS) };
  const authorityKeys = await generateKeys();
  const authority = await x509.X509CertificateGenerator.createSelfSigned(
    {
      ...validity,
      name: 'CN=kubernetes',
      keys: authorityKeys,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(authorityKeys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );

  const serverKeys = await generateKeys();
  const server = await x509.X509CertificateGenerator.create(
    {
      ...validity,
      subject: 'CN=kube-apiserver',
      issuer: authority.subject,
      publicKey: serverKeys.publicKey,
      signingKey: authorityKeys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension([
          { type: 'dns', value: host },
          { type: 'ip', value: '127.0.0.1' },
        ]),
        await x509.AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );

  const privateKey = await webcrypto.subtle.exportKey('pkcs8', serverKeys.privateKey);
  return {
    ca: authority.toString('pem'),
    certificate: server.toString('pem'),
    privateKey: x509.PemConverter.encode(privateKey, x509.PemConverter.PrivateKeyTag),
  };
}

async function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}
