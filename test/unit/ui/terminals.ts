import { toUserError } from '../../../src/core/errors/to-user-error';
import type { ConnectedCluster } from '../../../src/core/ports/workspace';
import { KubeconfigFiles } from '../../../src/files/kubeconfig-file';
import type { Detail } from '../../../src/ui/notify';
import { describeFindings } from '../../../src/ui/kubeconfig-findings';
import { TerminalConsent } from '../../../src/ui/terminal-consent';
import { TerminalKubeconfig } from '../../../src/ui/terminal-kubeconfig';
import { WrittenClusters } from '../../../src/ui/written-clusters';
import { FakeMemento } from '../../fakes/memento';

export const CLUSTER: ConnectedCluster = {
  arn: 'arn:aws:eks:eu-central-1:111122223333:cluster/shop',
  name: 'shop',
  endpoint: 'https://example.eks',
  certificateAuthority: 'Q0E=',
};

/** A window with a folder, a kubeconfig in it, and a user who answers. */
export class Terminals {
  readonly asked: string[] = [];
  readonly told: string[] = [];
  answer: () => boolean | Promise<boolean> = () => true;
  variable: string | undefined = 'as before';
  readonly env: Record<string, string> = {};
  private readonly state = new FakeMemento();
  private readonly written = new WrittenClusters(new FakeMemento());
  private readonly files = new KubeconfigFiles(
    () => import('../../../src/core/kubeconfig/index'),
    {},
    '/nowhere',
  );
  private kubeconfig: TerminalKubeconfig;

  constructor(
    readonly path: string,
    private readonly home: string,
  ) {
    this.kubeconfig = this.open();
  }

  /** As a new window of the same workspace. */
  reload(): void {
    this.kubeconfig = this.open();
  }

  async writeOurs(): Promise<void> {
    await this.written.add(CLUSTER);
    const user = { kind: 'service-account', token: 't' } as const;
    const entry = { level: { kind: 'user' }, path: this.path, cluster: CLUSTER, user } as const;
    await this.files.write({ ...entry, setCurrentContext: true }, 'in folder');
  }

  /** An event: what terminals get from then on. */
  async update(path = this.path): Promise<string | undefined> {
    await this.kubeconfig.update({ folder: 'file:///app', path }, (variable) => (this.variable = variable));
    return this.variable;
  }

  request(): Promise<boolean> {
    return this.kubeconfig.request({ folder: 'file:///app', path: this.path });
  }

  private open(): TerminalKubeconfig {
    const confirm = async ({ question, detail }: { question: string; detail: Detail }) => {
      this.asked.push([question, detail].flat(2).join('\n'));
      return this.answer();
    };
    return new TerminalKubeconfig({
      kubeconfig: this.files,
      consent: new TerminalConsent(this.state, { confirm }, (found) =>
        Promise.resolve(describeFindings(found)),
      ),
      notifier: { failure: (error) => this.told.push(toUserError(error).message) },
      clusterIds: () => [CLUSTER.arn],
      written: () => this.written.seals,
      machine: { env: this.env, home: this.home },
    });
  }
}
