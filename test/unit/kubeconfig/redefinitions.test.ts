import { deepStrictEqual, ok } from 'node:assert/strict';
import type { Finding } from '../../../src/core/kubeconfig/finding';
import { examine, setEntry } from '../../../src/core/kubeconfig/index';
import { clusterDigest } from '../../../src/core/kubeconfig/cluster-digest';
import { ARN, ENTRY, SET_CURRENT } from './entries';

const OWN_PATH = '/home/dev/.kube/config';

describe('Names of the user’s own kubeconfig that ours replaces', () => {
  /** What the user's own file says under our names, and which of them kubectl would use differently. */
  const REPLACED: Readonly<Record<string, readonly [own: string, ...entries: readonly string[]]>> = {
    'the entry that the AWS CLI made for the cluster': [
      `clusters: [{name: "${ARN}", cluster: {server: "${ENTRY.endpoint}", certificate-authority-data: ${ENTRY.certificateAuthority}}}]
users: [{name: "${ARN}", user: {exec: {command: aws, args: [eks, get-token, --role, oncall]}}}]`,
    ],
    'a cluster without a check': [
      `clusters: [{name: "${ARN}", cluster: {server: "${ENTRY.endpoint}", insecure-skip-tls-verify: true}}]`,
    ],
    'a cluster behind a proxy': [
      `clusters: [{name: "${ARN}", cluster: {server: "${ENTRY.endpoint}", proxy-url: "http://company"}}]`,
      'cluster',
    ],
    'our context in a namespace of the user’s choice': [
      `contexts: [{name: shop, context: {cluster: "${ARN}", user: "${ARN}", namespace: billing}}]`,
      'context',
    ],
    'our context in no namespace': [
      `contexts: [{name: shop, context: {cluster: "${ARN}", user: "${ARN}", namespace: ""}}]`,
    ],
  };
  for (const [what, [text, ...entries]] of Object.entries(REPLACED)) {
    it(`${entries.length === 0 ? 'finds nothing in replacing' : 'finds that ours would replace'} ${what}`, () => {
      const expected = entries.map((entry) => ({
        ...{ kind: 'redefinition', entry, own: OWN_PATH },
        name: entry === 'context' ? 'shop' : ARN,
      }));
      deepStrictEqual(findings(ours(), text), expected);
    });
  }

  it('finds a user of our name who signs in by nothing, or as somebody else, in place of the user’s own', () => {
    const mine = `users: [{name: "${ARN}", user: {token: mine}}]`;
    const user = { kind: 'service-account', token: 'a.b.c' } as const;
    for (const content of ['token: ""', 'as: root', 'token: a.b.c\n    as: root']) {
      const text = ours(user).replace('token: a.b.c', content);
      ok(text !== ours(user));
      deepStrictEqual(
        findings(text, mine),
        [{ kind: 'redefinition', entry: 'user', name: ARN, own: OWN_PATH }],
        text,
      );
    }
  });
});

/** What is found in a file of ours before one of the user's own. */
function findings(text: string, ownText: string): readonly Finding[] {
  const own = [{ kind: 'read', path: OWN_PATH, text: ownText }] as const;
  const written = new Set([clusterDigest({ ...ENTRY, arn: ARN })]);
  const reading = examine(text, { awsPath: '/usr/local/bin/aws', written, own });
  ok(reading.kind === 'findings', JSON.stringify(reading));
  return reading.findings;
}

function ours(user = ENTRY.user): string {
  const result = setEntry('', { ...ENTRY, user }, SET_CURRENT);
  ok(result.kind === 'edited');
  return result.text;
}
