import { match, ok, strictEqual } from 'node:assert/strict';
import { parseCaCertificate } from '../../../src/core/add-cluster/ca-certificate';
import { issue, type Issued } from './certificates';

const NOW = Date.parse('2026-11-23');

function authority(text: string) {
  const reading = parseCaCertificate(text, NOW);
  if (reading.kind === 'problem') throw new Error(reading.problem.message);
  return reading.certificate;
}

function problem(text: string): string {
  const reading = parseCaCertificate(text, NOW);
  ok(reading.kind === 'problem', 'It was taken.');
  return `${reading.problem.message} ${reading.problem.remedy}`;
}

describe('The CA certificate of a cluster', () => {
  let root: Issued;
  let intermediate: Issued;
  let server: Issued;

  before(async () => {
    root = await issue('root');
    intermediate = await issue('intermediate', { by: root });
    server = await issue('server.example', { by: intermediate, isAuthority: false });
  });

  it('is taken as PEM, whatever stands around it', () => {
    const { certificateAuthority, fingerprint } = authority(`Subject: root\r\n${root.pem}\r\n# end`);
    match(Buffer.from(certificateAuthority, 'base64').toString(), /^-----BEGIN CERTIFICATE-----\n/);
    match(fingerprint, /^[0-9a-f]{64}$/);
  });

  it('is the same without line breaks, as an input box leaves it, and in Base64, as a kubeconfig has it', () => {
    const { fingerprint } = authority(root.pem);
    strictEqual(authority(root.pem.replaceAll('\n', '')).fingerprint, fingerprint);
    strictEqual(authority(root.pem.replaceAll('\n', ' ')).fingerprint, fingerprint);
    strictEqual(authority(`  ${Buffer.from(root.pem).toString('base64')}\n`).fingerprint, fingerprint);
  });

  it('may be a chain, from what issues to the root, and several roots', async () => {
    const chain = authority(intermediate.pem + root.pem);
    ok(chain.fingerprint !== authority(root.pem).fingerprint);
    authority(root.pem + (await issue('another root')).pem);
  });

  it('is no chain in the wrong order', () => {
    match(
      problem(root.pem + intermediate.pem),
      /The chain is in the wrong order: CN=root comes before the certificate it issued\. Put each certificate before its issuer/,
    );
  });

  it('is not the certificate of a server', () => {
    match(
      problem(server.pem),
      /CN=server\.example is a server or user certificate, not a CA certificate\. Use .*CN=intermediate/,
    );
    match(
      problem(server.pem + intermediate.pem + root.pem),
      /CN=server\.example is a server or user certificate/,
    );
  });

  it('has not expired, and is valid already', async () => {
    match(problem((await issue('old', { notAfter: '2026-02-01' })).pem), /CN=old expired on Feb/);
    const early = await issue('early', { notBefore: '2027-01-01', notAfter: '2028-01-01' });
    match(problem(early.pem), /CN=early is not valid before Jan/);
  });

  it('is a certificate, and can be read', () => {
    match(problem(''), /This contains no certificate\. Enter it as PEM/);
    match(problem('hello'), /This contains no certificate/);
    match(problem(root.pem.replace(/^.{20}/m, '')), /no certificate/);
    match(problem(root.pem.replace(/\nMII.{30}/, '\n')), /One of the certificates cannot be read/);
    match(problem('x'.repeat(200_000)), /too long/);
  });

  it('is no private key', () => {
    const key = '-----BEGIN EC PRIVATE KEY-----\nMHc=\n-----END EC PRIVATE KEY-----\n';
    match(problem(root.pem + key), /This is or contains a private key\. Keep it secret/);
  });
});
