import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import fc from 'fast-check';
import { removeEntry, setEntry, useContext } from '../../../src/core/kubeconfig/index';
import type { EditResult, EntryUser } from '../../../src/core/kubeconfig/index';
import { findExecutable } from '../../../src/files/find-executable';
import { blockKubeconfigs, jsonKubeconfigs } from './documents';
import { ENTRY } from './entries';

const NAMES = ['shop', 'bank', 'on'] as const;
const TOKEN: EntryUser = { kind: 'service-account', token: 'eyJh.eyJp.c2ln' };

type Name = (typeof NAMES)[number];
type Step =
  | { readonly kind: 'add'; readonly name: Name; readonly endpoint: string; readonly user: EntryUser }
  | { readonly kind: 'remove' | 'use'; readonly name: Name };

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('add' as const),
      name: fc.constantFrom(...NAMES),
      endpoint: fc.constantFrom('https://one.eks', 'https://two.eks'),
      user: fc.constantFrom(ENTRY.user, TOKEN),
    }),
    fc.record({ kind: fc.constantFrom('remove' as const, 'use' as const), name: fc.constantFrom(...NAMES) }),
  ),
  { minLength: 2, maxLength: 8 },
);

describe('Any sequence of adding, updating, using and removing', () => {
  it('leaves every foreign byte, in order, and what it means', () => {
    fc.assert(
      fc.property(fc.oneof(blockKubeconfigs, jsonKubeconfigs), steps, ({ text, foreign }, taken) => {
        const written = taken.reduce(take, text);
        let from = 0;
        for (const part of foreign.map((each) => withoutNothing(each))) {
          const at = written.indexOf(part, from);
          assert.ok(at >= 0, `lost: ${JSON.stringify(part)}\n${written}`);
          from = at + part.length;
        }
      }),
    );
  });

  it('has just those clusters that were added last, as another client of Kubernetes reads them', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const config = load(taken.reduce(take, START));
        for (const name of NAMES) {
          assert.equal(config.getCluster(arnOf(name))?.server, endpointAfter(taken, name), name);
          assert.equal(Boolean(config.getUser(arnOf(name))), endpointAfter(taken, name) !== undefined);
        }
        assert.equal(config.getCluster('mine')?.server, 'https://mine');
        const current = config.getCurrentContext();
        assert.ok(current === '' || config.getContextObject(current), current);
      }),
    );
  });

  it('ends where it began when all is removed again', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const removal = NAMES.map((name) => ({ kind: 'remove', name }) as const);
        const end = [...taken, ...removal].reduce(take, START);
        // A current context that is gone leaves none.
        assert.equal(end.replace('current-context: ""', 'current-context: mine'), START);
      }),
    );
  });

  it('leaves a file that kubectl reads', async function () {
    if ((await findExecutable('kubectl', process.env)) === undefined) this.skip();
    const folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
    const file = join(folder, 'config');
    try {
      fc.assert(
        fc.property(steps, (taken) => {
          writeFileSync(file, taken.reduce(take, START), { mode: 0o600 });
          const args = ['--kubeconfig', file, 'config', 'get-clusters'];
          const [, ...listed] = execFileSync('kubectl', args, { encoding: 'utf8' }).trim().split('\n');
          const wanted = NAMES.filter((name) => endpointAfter(taken, name) !== undefined).map(arnOf);
          assert.deepEqual(listed.toSorted(), [...wanted, 'mine'].toSorted());
        }),
        { numRuns: 10 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** With a current context of its own, which no sequence may leave pointing nowhere. */
const START = `# mine
clusters:
- name: mine # c
  cluster: {server: "https://mine"}
contexts:
  - {name: mine, context: {cluster: mine, user: mine}}
current-context: mine # for now
users:
- name: mine
  user: {}
# end
`;

function arnOf(name: Name): string {
  return `arn:aws:eks:eu-central-1:111122223333:cluster/${name}`;
}

function take(text: string, step: Step): string {
  const result = edit(text, step);
  // Nothing is written then: a comment stands where ours would go, or there is no context to use.
  return 'text' in result ? result.text : text;
}

function edit(text: string, step: Step): EditResult {
  const clusterArn = arnOf(step.name);
  switch (step.kind) {
    case 'add': {
      const { endpoint, user } = step;
      const entry = { ...ENTRY, clusterArn, contextName: step.name, endpoint, user };
      return setEntry(text, entry, { setCurrentContext: false });
    }
    case 'remove':
      return removeEntry(text, clusterArn);
    case 'use':
      return useContext(text, clusterArn, step.name);
  }
}

function endpointAfter(taken: readonly Step[], name: Name): string | undefined {
  const last = taken.findLast((step) => step.name === name && step.kind !== 'use');
  return last?.kind === 'add' ? last.endpoint : undefined;
}

function load(text: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromString(text);
  return config;
}

/** An empty list is as good as none. */
function withoutNothing(part: string): string {
  return part.replace(/^ (\[ ?\]|null|~)/, '');
}
