import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import fc from 'fast-check';
import type { ConnectedCluster } from '../../../src/core/ports/workspace';
import { findExecutable } from '../../../src/files/find-executable';
import { KubeconfigFiles } from '../../../src/files/kubeconfig-file';
import { CurrentContext } from '../../../src/ui/commands/current-context';

const NAMES = ['shop', 'on', 'my shop'] as const;
/** Each calls kubectl; `npm run test:deep` has more of them. */
const RUNS = Math.ceil((fc.readConfigureGlobal().numRuns ?? 100) / 10);

const USER = { kind: 'service-account', token: 'eyJh.eyJp.c2ln' } as const;
const LEVEL = { kind: 'user' } as const;

/** What the user had: contexts of others, some of them for a cluster of ours or of the same name as ours. */
const TEXTS = [
  '',
  '# mine\n',
  'apiVersion: v1\nkind: Config\ncurrent-context: ""\n',
  'current-context: mine\ncontexts:\n- name: mine\n  context: {cluster: mine, user: mine}\n',
  'contexts:\n- name: shop\n  context: {cluster: mine, user: mine}\n',
  `contexts:\n- name: billing\n  context: {cluster: "${arnOf('shop')}", user: "${arnOf('shop')}", namespace: b}\ncurrent-context: billing\n`,
  'current-context: gone\n---\n',
] as const;

/** How a file of the list is named. */
const KINDS = ['file', 'missing', 'link', 'relative link', 'chain of links', 'dangling link'] as const;

const file = fc.record({
  kind: fc.constantFrom(...KINDS),
  text: fc.constantFrom(...TEXTS),
});
const step = fc.record({
  kind: fc.constantFrom('add' as const, 'add' as const, 'use' as const, 'use' as const, 'remove' as const),
  name: fc.constantFrom(...NAMES),
  file: fc.nat({ max: 2 }),
});
type File = typeof file extends fc.Arbitrary<infer T> ? T : never;
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

describe('Any sequence of edits in a list of kubeconfigs', () => {
  let folder: string;

  before(async function () {
    if ((await findExecutable('kubectl', process.env)) === undefined) this.skip();
    folder = mkdtempSync(join(tmpdir(), 'kubeconfigs-'));
  });
  after(() => folder && rmSync(folder, { recursive: true }));

  it('leaves files that kubectl loads, and it chooses the context and the cluster that we say', async function () {
    this.timeout(RUNS * 10_000);
    const files = fc.array(file, { minLength: 1, maxLength: 3 });
    const steps = fc.array(step, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(files, steps, async (had, taken) => {
        const list = lay(mkdtempSync(join(folder, 'run-')), had);
        for (const each of taken) await take(list, each);
        const choice = await kubeconfigs().choiceOf(list);
        ok(choice.kind !== 'unread');
        const after = chosenByKubectl(list);
        const said = choice.kind === 'context' ? [choice.context, choice.cluster ?? ''] : ['', ''];
        deepStrictEqual(after, said);
      }),
      { numRuns: RUNS },
    );
  });

  it('ends with the cluster that was used last, wherever its entry and others are', async () => {
    const cases = [
      [TEXTS[3], TEXTS[0]],
      [TEXTS[5], TEXTS[6]],
      [TEXTS[1], TEXTS[3]],
    ] as const;
    for (const texts of cases) {
      const list = lay(
        mkdtempSync(join(folder, 'run-')),
        texts.map((text) => ({ kind: 'relative link', text })),
      );
      await take(list, { kind: 'add', name: 'on', file: 1 });
      await take(list, { kind: 'use', name: 'on', file: 1 });
      deepStrictEqual(chosenByKubectl(list), ['on', arnOf('on')]);
    }
  });

  it('means one cluster in its terminal, whatever the list says', async () => {
    const list = lay(mkdtempSync(join(folder, 'run-')), [
      { kind: 'file', text: TEXTS[3] },
      { kind: 'chain of links', text: TEXTS[4] },
    ]);
    await take(list, { kind: 'add', name: 'my shop', file: 1 });
    const choice = await kubeconfigs().addTerminalChoice('my shop');
    deepStrictEqual(chosenByKubectl([choice, ...list]), ['my shop', arnOf('my shop')]);
    strictEqual(chosenByKubectl(list)[0], 'mine');
  });

  /** Edits as the commands do; what is refused is as it was. */
  async function take(list: readonly string[], { kind, name, file: index }: Step): Promise<void> {
    const path = list[index % list.length] ?? '';
    const cluster = clusterOf(name);
    const entry = { level: LEVEL, path, cluster };
    const refused = (error: unknown) =>
      ok(error instanceof Error && error.name === 'UserError', String(error));
    switch (kind) {
      case 'add':
        await kubeconfigs()
          .write({ ...entry, user: USER, setCurrentContext: index === 0 }, 'elsewhere')
          .catch(refused);
        return;
      case 'remove':
        await kubeconfigs().remove(entry).catch(refused);
        return;
      case 'use':
        await new CurrentContext({
          kubeconfig: kubeconfigs(),
          notifier: { info: () => undefined, warning: () => undefined },
          ownFiles: list,
          newTerminals: () => Promise.resolve([]),
        })
          .use(entry)
          .catch(refused);
    }
  }

  function kubeconfigs(): KubeconfigFiles {
    return new KubeconfigFiles(() => import('../../../src/core/kubeconfig/index'), {}, folder);
  }

  function chosenByKubectl(list: readonly string[]): readonly [context: string, cluster: string] {
    const env = {
      PATH: process.env['PATH'],
      HOME: folder,
      KUBECONFIG: list.join(delimiter),
    };
    const text = execFileSync('kubectl', ['config', 'view', '--output=json'], {
      env,
      encoding: 'utf8',
    });
    const view = JSON.parse(text) as View;
    const current = view['current-context'];
    const context = view.contexts?.find(({ name }) => name === current);
    return [current, context?.context.cluster ?? ''];
  }
});

interface View {
  readonly 'current-context': string;
  readonly contexts:
    | readonly {
        readonly name: string;
        readonly context: { readonly cluster: string };
      }[]
    | null;
}

/** Makes the files. @returns their paths, in order */
function lay(folder: string, files: readonly File[]): readonly string[] {
  return files.map(({ kind, text }, i) => {
    const [path, target] = [join(folder, `config-${i}`), join(folder, 'dotfiles', `config-${i}`)];
    mkdirSync(join(folder, 'dotfiles'), { recursive: true });
    switch (kind) {
      case 'file':
        writeFileSync(path, text, { mode: 0o600 });
        break;
      case 'missing':
        break;
      case 'link':
        writeFileSync(target, text, { mode: 0o600 });
        symlinkSync(target, path);
        break;
      case 'relative link':
        writeFileSync(target, text, { mode: 0o600 });
        symlinkSync(join('dotfiles', `config-${i}`), path);
        break;
      case 'chain of links':
        writeFileSync(target, text, { mode: 0o600 });
        symlinkSync(target, join(folder, `link-${i}`));
        symlinkSync(`link-${i}`, path);
        break;
      case 'dangling link':
        symlinkSync('nowhere', path);
    }
    return path;
  });
}

function arnOf(name: string): string {
  return `arn:aws:eks:eu-central-1:111122223333:cluster/${name.replace(' ', '-')}`;
}

function clusterOf(name: string): ConnectedCluster {
  return {
    arn: arnOf(name),
    name,
    endpoint: 'https://0123.eks',
    certificateAuthority: 'Q0VSVElGSUNBVEU=',
  };
}
