import { deepStrictEqual, notStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDraft } from '../../../src/core/cluster-form/read-draft';
import { EMPTY_DRAFT } from '../../../src/core/cluster-form/draft';
import * as editor from '../../../src/core/kubeconfig';
import { readRegistry, withEntry } from '../../../src/core/registry/registry';
import { FileJournal } from '../../../src/files/journal';
import { IdentityFile } from '../../../src/files/identity-file';
import { AttachedClusterSecrets } from '../../../src/ui/attached-cluster-secrets';
import { ATTACHED } from '../../fakes/entry';
import { temporaryFolder } from './temporary-folder';

const FIXTURES = join(__dirname, '../../fixtures/0.1.0');
const text = (...names: readonly string[]) => readFile(join(FIXTURES, ...names), 'utf8');
const json = async (...names: readonly string[]) => JSON.parse(await text(...names)) as never;

describe('What 0.1.0 wrote', () => {
  const at = temporaryFolder();

  it('is read whole from its journal: nothing is set aside, reported or lost', async () => {
    await cp(join(FIXTURES, 'storage'), at('storage'), { recursive: true });
    const reports: unknown[] = [];
    const journal = new FileJournal(at('storage'), (error) => reports.push(error));
    const files = {
      operations: await readdir(at('storage', 'operations')),
      history: await readdir(at('storage', 'history')),
      choices: await readdir(at('storage', 'choices')),
    };
    const read = {
      operations: (await journal.load()).map(({ id }) => `${id}.json`),
      history: (await journal.ended()).map(({ id }) => `${id}.json`),
    };
    deepStrictEqual([read.operations.toSorted(), read.history.toSorted()], [files.operations, files.history]);
    for (const file of files.choices)
      notStrictEqual(await journal.readDecision(file.replace('.json', '')), undefined, file);
    deepStrictEqual(reports, []);
  });

  it('has the same meaning in the words of today', async () => {
    await cp(join(FIXTURES, 'storage'), at('storage'), { recursive: true });
    const journal = new FileJournal(at('storage'), () => undefined);
    const [underWay, ended] = [await journal.load(), await journal.ended()];
    deepStrictEqual(
      underWay.flatMap(({ stack }) => ('recovery' in stack ? [stack.recovery] : [])),
      ['update-stack', 'post-create', 'recreate', 'update-stack'],
    );
    deepStrictEqual(
      ended.map(({ outcome }) => outcome?.kind),
      ['succeeded', 'deleted', 'kept', 'kept'],
    );
    const [first] = underWay;
    ok(first?.kind === 'create' && first.target.credential.kind === 'aws-cli');
    deepStrictEqual(first.spec.tags, { team: 'web', 'cost center': '42' });
    strictEqual(first.target.credential.profile?.name, 'eks-clusters-222222222222-eks-provision');
  });

  it('keeps its installation and its External ID', async () => {
    await cp(join(FIXTURES, 'storage'), at(), { recursive: true });
    const identity = new IdentityFile(at(), () => ({ installation: 'f'.repeat(32), externalId: 'another' }));
    deepStrictEqual(await identity.read(), await json('storage', 'identity.json'));
  });

  it('keeps every field of a draft', async () => {
    const draft: object = await json('draft.json');
    deepStrictEqual({ ...readDraft(draft), ...draft }, readDraft(draft));
    notStrictEqual(JSON.stringify(draft), JSON.stringify(EMPTY_DRAFT));
  });

  it('keeps every cluster of its settings', async () => {
    const settings: { readonly 'eks.clusters': readonly object[] } = await json('settings.json');
    const { entries, problems } = readRegistry(settings['eks.clusters']);
    deepStrictEqual([entries, problems], [settings['eks.clusters'], []]);
    for (const entry of entries)
      deepStrictEqual(withEntry(settings['eks.clusters'], entry), settings['eks.clusters']);
  });

  for (const user of ['aws-cli', 'service-account'] as const) {
    it(`knows its entry in a kubeconfig for ${user} as its own`, async () => {
      const kubeconfig = await text('kubeconfig', `${user}.yaml`);
      const clusterId = 'arn:aws:eks:eu-central-1:222222222222:cluster/demo';
      ok(editor.hasEntry(kubeconfig, clusterId));
      strictEqual(editor.contextOf(kubeconfig, clusterId, 'demo'), 'demo');
      const removed = editor.removeEntry(kubeconfig, clusterId);
      ok('text' in removed && !removed.text.includes('demo'));
    });
  }

  it('keeps the certificate and the token of a cluster that was added by its URL', async () => {
    const secrets = await text('attached-secrets.json');
    const storage = { get: () => Promise.resolve(secrets), keys: unused, store: unused, delete: unused };
    deepStrictEqual(await new AttachedClusterSecrets(storage).read(ATTACHED), JSON.parse(secrets));
  });
});

function unused(): never {
  throw new Error('Reading writes nothing.');
}
