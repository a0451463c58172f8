import { strict as assert } from 'node:assert';
import { readEksToken } from '../../sandbox/kubernetes/eks-token';
import { eksToken, STS_ORIGIN } from './kubernetes-cluster';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const MINUTE = 60_000;

/** Why a token is refused, or undefined. */
function refusal(token: string): string | undefined {
  const read = readEksToken(token, { stsOrigin: STS_ORIGIN, now: NOW });
  return read.accepted ? undefined : read.refusal;
}

function withParameter(name: string, value: string): string {
  return eksToken(NOW, (url) => {
    url.searchParams.set(name, value);
    return url;
  });
}

describe('An EKS token', () => {
  it('is accepted as the AWS CLI makes it', () => {
    assert.equal(refusal(eksToken(NOW)), undefined);
  });

  it('is accepted with a session token', () => {
    assert.equal(refusal(withParameter('X-Amz-Security-Token', 'FwoGZXIvYXdzE')), undefined);
  });

  it('is good for 15 minutes from its date, whatever its URL says of expiry', () => {
    assert.equal(refusal(eksToken(NOW - 15 * MINUTE)), undefined);
    assert.equal(refusal(eksToken(NOW - 15 * MINUTE - 1000)), 'X-Amz-Date is more than 15 minutes ago');
  });

  const refused: readonly (readonly [broken: string, token: string, refusal: string])[] = [
    [
      'longer than 4096 bytes',
      withParameter('X-Amz-Security-Token', 'a'.repeat(4096)),
      'the token is longer than 4096 bytes',
    ],
    ['without its prefix', 'eyJhbGciOi', 'the token does not begin with k8s-aws-v1.'],
    ['with padding', `${eksToken(NOW)}=`, 'the token is not base64url without padding'],
    ['that is plain base64', 'k8s-aws-v1.ab+/', 'the token is not base64url without padding'],
    ['that holds no URL', eksToken(NOW, () => 'hello'), 'the token holds no URL'],
    [
      'for another host',
      eksToken(NOW, (url) => new URL(url.search, 'https://sts.evil.example/')),
      'the URL points at another host than STS',
    ],
    [
      'for another port of the host',
      eksToken(NOW, (url) => new URL(url.search, 'http://127.0.0.1:4567/')),
      'the URL points at another host than STS',
    ],
    [
      'with https in place of http',
      eksToken(NOW, (url) => url.href.replace('http:', 'https:')),
      'the URL points at another host than STS',
    ],
    [
      'with a path',
      eksToken(NOW, (url) => new URL(url.search, `${STS_ORIGIN}/other`)),
      'the path of the URL is not /',
    ],
    [
      'with a parameter twice',
      eksToken(NOW, (url) => `${url.href}&Action=GetCallerIdentity`),
      'the URL has a parameter twice',
    ],
    [
      'with a parameter twice in another case',
      eksToken(NOW, (url) => `${url.href}&x-amz-expires=60`),
      'the URL has a parameter twice',
    ],
    ...['x-id', 'X-Amz-Content-Sha256', 'x-amz-user-agent'].map(
      (name) =>
        [
          `with ${name}, which the AWS SDK for JavaScript adds`,
          withParameter(name, 'GetCallerIdentity'),
          'the URL has a parameter that is not allowed',
        ] as const,
    ),
    ['for another action', withParameter('Action', 'AssumeRole'), 'the action is not GetCallerIdentity'],
    [
      'that does not sign the cluster',
      withParameter('X-Amz-SignedHeaders', 'host'),
      'the header x-k8s-aws-id is not signed',
    ],
    ...['901', '-1', '60s', ''].map(
      (expires) =>
        [
          `that expires after "${expires}"`,
          withParameter('X-Amz-Expires', expires),
          'X-Amz-Expires is not a number of seconds up to 900',
        ] as const,
    ),
    ...['2026-11-22', '20261322T120000Z', ''].map(
      (date) =>
        [`of the date "${date}"`, withParameter('X-Amz-Date', date), 'X-Amz-Date is not a date'] as const,
    ),
  ];
  for (const [broken, token, why] of refused)
    it(`${broken} is refused`, () => assert.equal(refusal(token), why));
});
