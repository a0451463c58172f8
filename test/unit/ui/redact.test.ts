import { ok, strictEqual } from 'node:assert/strict';
import { redact } from '../../../src/core/foreign/redact';

const PLANTED = {
  'an access key ID': 'AKIAIOSFODNN7EXAMPLE',
  'a session’s key ID': 'ASIAIOSFODNN7EXAMPLE',
  'a secret access key': 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  'an EKS token': 'k8s-aws-v1.aHR0cHM6Ly9zdHMuZXUtY2VudHJhbC0xLg',
  'a service account token': 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl',
};

describe('The log', () => {
  for (const [what, secret] of Object.entries(PLANTED)) {
    it(`never holds ${what}`, () => {
      for (const line of [secret, `error: "${secret}"`, `{"token":"${secret}"}`, `?x=${secret}&y=1`]) {
        ok(!redact(line).includes(secret), line);
      }
    });
  }

  it('never holds a session token, in a URL or as a setting', () => {
    const token = 'FwoGZXIvYXdzEBYaDH/+long==';
    ok(!redact(`https://sts/?X-Amz-Security-Token=${token}&X-Amz-Expires=60`).includes(token));
    ok(!redact(`aws_session_token = ${token}`).includes(token));
  });

  it('never holds the password of a proxy, in a URL or as VS Code writes it', () => {
    for (const line of ['http://me:p4ssw0rd@proxy:3128', 'proxies: PROXY me:p4ssw0rd@proxy:3128']) {
      strictEqual(redact(line).replace('[redacted]', 'me:p4ssw0rd'), line);
      ok(!redact(line).includes('p4ssw0rd'));
    }
  });

  it('never holds what is sent as a bearer token, whatever it looks like', () => {
    for (const line of [
      'Authorization: Bearer abc.def',
      'no such token: bearer abc.def!',
      '{"a":"Bearer abc.def"}',
    ])
      ok(!redact(line).includes('abc.def'), line);
  });

  it('never holds the keys of a session in XML, in JSON within JSON or in a kubeconfig', () => {
    for (const line of [
      '<SecretAccessKey>p4ss+word/1</SecretAccessKey>',
      String.raw`{"body":"{\"SecretAccessKey\": \"p4ss+word/1\"}"}`,
      'client-key-data: p4ss+word/1',
      'token: p4ss+word/1-and-more-of-it',
      '-----BEGIN RSA PRIVATE KEY-----\np4ss+word/1\n-----END RSA PRIVATE KEY-----',
    ])
      ok(!redact(line).includes('p4ss+word/1'), line);
  });

  it('keeps what is needed to understand a failure', () => {
    const line =
      'User: arn:aws:iam::111111111111:user/developer is not authorized to perform: sts:AssumeRole';
    strictEqual(redact(line), line);
  });
});
