import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import type { Level } from '../../../src/core/registry/target';
import { realTarget } from '../../../src/files/real-path';
import { KubeconfigConsent } from '../../../src/ui/kubeconfig-consent';
import { FakeMemento } from '../../fakes/memento';
import { temporaryFolder } from '../files/temporary-folder';

const FOLDER: Level = { kind: 'folder', folder: 'file:///shop', name: 'shop' };
const USER: Level = { kind: 'user' };

describe('The consent to write a kubeconfig', () => {
  const at = temporaryFolder();
  const config = () => at('shop', '.kube', 'config');
  let asked: string[];
  let agrees: boolean;
  let globalState: FakeMemento;
  let consent: KubeconfigConsent;

  function open(): KubeconfigConsent {
    return new KubeconfigConsent(
      { globalState, workspaceState: new FakeMemento() },
      {
        folderOf: (level) => (level.kind === 'folder' ? at('shop') : undefined),
        realPath: realTarget,
        notifier: {
          confirm: ({ question, detail }) => {
            asked.push([question, detail].flat(2).join(' '));
            return Promise.resolve(agrees);
          },
        },
      },
    );
  }

  beforeEach(async () => {
    [asked, agrees, globalState] = [[], true, new FakeMemento()];
    consent = open();
    await mkdir(at('shop'));
  });

  it('is not needed in the folder, be the file there or not', async () => {
    strictEqual(await consent.ask(FOLDER, config()), true);
    strictEqual(await consent.check(FOLDER, config()), 'in folder');
    deepStrictEqual(asked, []);
  });

  it('is not given for a path with a variable without a value: no folder gets its name', async () => {
    const path = at('shop', '${file}', 'config');
    await rejects(consent.ask(FOLDER, path), { code: 'kubeconfig-path-variable', message: /\$\{file\}/ });
    await rejects(consent.check(FOLDER, path), { code: 'kubeconfig-path-variable' });
    deepStrictEqual(asked, []);
  });

  it('is asked once for a link that leads out of the folder, with both paths', async () => {
    await writeFile(at('theirs'), '');
    await mkdir(at('shop', '.kube'));
    await symlink(at('theirs'), config());
    strictEqual(await consent.ask(FOLDER, config()), true);
    strictEqual(await consent.ask(FOLDER, config()), true);
    strictEqual(asked.length, 1);
    for (const path of [config(), at('theirs')]) ok(asked[0]?.includes(path));
    strictEqual(await consent.check(FOLDER, config()), 'elsewhere');
  });

  it('is asked again when the link leads elsewhere', async () => {
    await symlink(at(), at('shop', '.kube'));
    await consent.ask(FOLDER, config());
    await rm(at('shop', '.kube'));
    await mkdir(at('other'));
    await symlink(at('other'), at('shop', '.kube'));
    await consent.ask(FOLDER, config());
    strictEqual(asked.length, 2);
  });

  const OUTSIDE = { 'the user’s own file': ['home', '.kube', 'config'], 'a neighbour': ['shop-2', 'config'] };
  for (const [what, names] of Object.entries(OUTSIDE)) {
    it(`is asked where a repository’s setting names ${what}, and not taken for given by an operation`, async () => {
      const path = at(...names);
      await rejects(consent.check(FOLDER, path), {
        code: 'kubeconfig-elsewhere',
        remedy: /Add to Kubeconfig/,
      });
      strictEqual(await consent.isGrantedFor(FOLDER, path), false);
      agrees = false;
      strictEqual(await consent.ask(FOLDER, path), false);
      await rejects(consent.check(FOLDER, path), { code: 'kubeconfig-elsewhere' });
      deepStrictEqual(asked.length, 1);
    });
  }

  it('refuses a link to nothing', async () => {
    await symlink(at('nothing'), at('shop', '.kube'));
    await rejects(consent.ask(FOLDER, config()), { code: 'file-link-dangling' });
  });

  it('is asked once ever for the user’s own file', async () => {
    strictEqual(await consent.ask(USER, at('config')), true);
    strictEqual(await open().ask(USER, at('config')), true);
    strictEqual(asked.length, 1);
    match(asked[0] ?? '', /^Add clusters to your kubeconfig /);
  });

  it('counts the choice of that level, which shows the file', async () => {
    strictEqual(await consent.check(USER, at('config')), 'elsewhere');
    strictEqual(await consent.ask(USER, at('config')), true);
    deepStrictEqual(asked, []);
  });
});
