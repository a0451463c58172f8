import { createHash, X509Certificate } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import type { Problem } from './problem';

/** Whom a cluster's server certificate is trusted by. */
export interface CaCertificate {
  /** As `KubernetesTarget` wants it: PEM, base64. */
  readonly certificateAuthority: string;
  /** SHA-256 of the certificates one after the other, in hexadecimal. */
  readonly fingerprint: string;
}

export type CaCertificateResult =
  | { readonly kind: 'certificate'; readonly certificate: CaCertificate }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** More than any chain needs; a file that was chosen by mistake may be of any size. */
const MAX_LENGTH = 100_000;
const BLOCK = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/**
 * Reads the CA of a cluster: one certificate, or a chain from the issuing one to its root, or several roots, as PEM. An
 * input box takes the line breaks out, and a kubeconfig has it in Base64: either is fine.
 * @param now milliseconds since the epoch
 */
export function parseCaCertificate(text: string, now: number): CaCertificateResult {
  if (text.length > MAX_LENGTH) return problem(tooLong());
  const pem = text.includes('-----BEGIN') ? text : Buffer.from(text.trim(), 'base64').toString('latin1');
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) return problem(privateKey());
  const bodies = [...pem.matchAll(BLOCK)].map(([, body = '']) => body.replaceAll(/\s/g, ''));
  if (bodies.length === 0) return problem(noCertificate());
  const certificates = bodies.map(parse);
  const chain = certificates.filter((certificate) => certificate !== undefined);
  if (chain.length < certificates.length) return problem(unreadable());
  const found = chain.map((certificate) => problemOf(certificate, now)).find(Boolean) ?? orderProblem(chain);
  if (found) return problem(found);
  const text64 = Buffer.from(bodies.map(pemOf).join('')).toString('base64');
  const fingerprint = createHash('sha256').update(Buffer.concat(chain.map(({ raw }) => raw)));
  return {
    kind: 'certificate',
    certificate: { certificateAuthority: text64, fingerprint: fingerprint.digest('hex') },
  };
}

function parse(body: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(body, 'base64'));
  } catch {
    return undefined;
  }
}

function pemOf(body: string): string {
  const lines = body.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function problemOf(certificate: X509Certificate, now: number): Problem | undefined {
  const name = nameOf(certificate);
  if (!certificate.ca)
    return {
      message: l10n.t('{0} is a server or user certificate, not a CA certificate.', name),
      remedy: l10n.t(
        'Use the certificate of the authority that issued it: {0}.',
        oneLine(certificate.issuer),
      ),
    };
  if (Date.parse(certificate.validTo) <= now)
    return {
      message: l10n.t('The CA certificate {0} expired on {1}.', name, certificate.validTo),
      remedy: l10n.t('Ask the cluster’s administrator for its current CA certificate.'),
    };
  if (Date.parse(certificate.validFrom) > now)
    return {
      message: l10n.t('The CA certificate {0} is not valid before {1}.', name, certificate.validFrom),
      remedy: l10n.t('Check this machine’s clock, or ask for the CA certificate that is valid now.'),
    };
  return undefined;
}

/** A chain goes from the certificate that issues to the root; certificates that have nothing to do with each other are roots. */
function orderProblem(chain: readonly X509Certificate[]): Problem | undefined {
  const isMisplaced = (issuer: X509Certificate, place: number) =>
    chain.slice(place + 1).some((later) => isIssuedBy(later, issuer));
  const misplaced = chain.find(isMisplaced);
  return (
    misplaced && {
      message: l10n.t(
        'The chain is in the wrong order: {0} comes before the certificate it issued.',
        nameOf(misplaced),
      ),
      remedy: l10n.t('Put each certificate before its issuer’s, and the root last.'),
    }
  );
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.fingerprint256 !== issuer.fingerprint256 && certificate.checkIssued(issuer);
}

function nameOf({ subject }: X509Certificate): string {
  return oneLine(subject) || l10n.t('(unnamed)');
}

/** Node puts each part of a name on a line of its own. */
function oneLine(name: string): string {
  return name.split('\n').join(', ').slice(0, 200);
}

function problem(found: Problem): CaCertificateResult {
  return { kind: 'problem', problem: found };
}

function tooLong(): Problem {
  return {
    message: l10n.t('This is too long to be a CA certificate.'),
    remedy: l10n.t('Choose the file that contains only the CA certificate, in PEM format.'),
  };
}

function privateKey(): Problem {
  return {
    message: l10n.t('This is or contains a private key.'),
    remedy: l10n.t('Keep it secret. Only the CA certificate is needed.'),
  };
}

function noCertificate(): Problem {
  return {
    message: l10n.t('This contains no certificate.'),
    remedy: l10n.t('Enter it as PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.'),
  };
}

function unreadable(): Problem {
  return {
    message: l10n.t('One of the certificates cannot be read.'),
    remedy: l10n.t('Copy it again completely, including everything between BEGIN and END.'),
  };
}
