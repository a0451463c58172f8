import { match, rejects, strictEqual } from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { currentContext } from '../../../src/core/kubeconfig/index';
import type { Level } from '../../../src/core/registry/target';
import { KubeconfigFiles } from '../../../src/files/kubeconfig-file';
import { CurrentContext, type NewTerminals } from '../../../src/ui/commands/current-context';
import { temporaryFolder } from '../files/temporary-folder';

const CLUSTER = { arn: 'arn:aws:eks:eu-central-1:111122223333:cluster/shop', name: 'shop' };
const USER = { kind: 'user' } as const;
const FOLDER = { kind: 'folder', folder: 'file:///app', name: 'app' } as const;
const OURS = `contexts:\n- name: shop\n  context: {cluster: "${CLUSTER.arn}", user: "${CLUSTER.arn}"}\n`;

describe('EKS: Use This Context', () => {
  const at = temporaryFolder();
  beforeEach(() => writeFile(at('ours'), OURS));

  /** @returns what the user is told */
  async function use(level: Level, ownFiles: readonly string[], terminals?: readonly NewTerminals[]) {
    const told: string[] = [];
    const tell = (text: string | readonly string[]) => void told.push([text].flat().join(' '));
    await new CurrentContext({
      kubeconfig: new KubeconfigFiles(() => import('../../../src/core/kubeconfig/index'), {}, at('storage')),
      notifier: { info: tell, warning: tell },
      ownFiles,
      newTerminals: () => Promise.resolve(terminals ?? [{ folder: undefined, files: ownFiles }]),
    }).use({ level, path: at('ours'), cluster: CLUSTER });
    return told.join('\n');
  }

  const currentIn = async (name: string) => currentContext(await readFile(at(name), 'utf8'));

  it('chooses the context where kubectl looks first, of several files of the user', async () => {
    await writeFile(at('main'), 'current-context: old\n');
    match(await use(USER, [at('gone'), at('main'), at('ours')]), /^Cluster shop is the current .*main\.$/);
    strictEqual(await currentIn('main'), 'shop');
    await rejects(readFile(at('gone')), { code: 'ENOENT' });
  });

  it('leaves the user’s own file alone for a cluster of a folder', async () => {
    await writeFile(at('own'), 'current-context: old\n');
    const terminals = [{ folder: 'app', files: [at('ours'), at('own')] }];
    match(await use(FOLDER, [at('own')], terminals), /^Cluster shop is the current .*ours\.$/);
    strictEqual(await currentIn('own'), 'old');
  });

  it('says of each folder whose new terminals use another context, and which', async () => {
    await writeFile(at('blog'), 'current-context: blog\n');
    const terminals = [
      { folder: 'app', files: [at('ours')] },
      { folder: 'blog', files: [at('blog'), at('ours')] },
    ];
    const told = await use(USER, [at('ours')], terminals);
    match(told, /ours\. New terminals in folder blog use the context blog from .*blog\.$/);
  });

  it('says that what new terminals use is unknown behind a file that kubectl reads and we do not', async () => {
    await writeFile(at('twice'), 'preferences: {}\npreferences: {}\n');
    const told = await use(USER, [at('ours')], [{ folder: 'app', files: [at('twice'), at('ours')] }]);
    match(told, /Could not determine .*twice: it is not valid YAML: duplicated mapping key/);
  });

  it('counts as done where kubectl cannot read a file of the list, and says which', async () => {
    await mkdir(at('folder'));
    const told = await use(USER, [at('ours')], [{ folder: 'app', files: [at('ours'), at('folder')] }]);
    match(told, /ours\. Could not determine .*folder: .*folder/);
    strictEqual(await currentIn('ours'), 'shop');
  });

  it('says that the folder’s file is not used in terminals, by what they use', async () => {
    const told = await use(FOLDER, [at('own')], [{ folder: 'app', files: [at('own')] }]);
    match(told, /New terminals in folder app have no current context\.$/);
  });

  it('chooses no context whose name an earlier file gives to another cluster', async () => {
    await writeFile(at('main'), 'contexts:\n- name: shop\n  context: {cluster: o, user: o}\n');
    await rejects(use(USER, [at('main'), at('ours')]), { code: 'kubeconfig-not-edited' });
    strictEqual(await currentIn('main'), undefined);
  });
});
