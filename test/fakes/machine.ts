import * as engine from '../../src/core/operation/run/lazy-parts';
import type { Operation } from '../../src/core/operation/operation';
import { Operations } from '../../src/core/operation/run/operations';
import type { OperationView } from '../../src/core/operation/view';
import type { ProvisionSession } from '../../src/core/ports/aws';
import type { OperationLock } from '../../src/core/ports/journal';
import type { WorkspacePort } from '../../src/core/ports/workspace';
import { AccountStacks } from './account';
import { FakeJournal } from './journal';
import { Killable, type Fault } from './killable';
import { FakeKubernetes } from './kubernetes';
import { FakeWorld } from './operation';
import { SkippingClock } from './skipping-clock';

/** A window on the machine, in a process of its own. */
export interface MachineWindow {
  readonly process: Killable;
  readonly operations: Operations;
  /** What it notifies of. */
  readonly moves: readonly OperationView[];
  readonly reports: readonly unknown[];
}

/** What outlives every process: the disk, the user's files, and AWS. */
export class Machine {
  readonly clock = new SkippingClock();
  readonly stacks = new AccountStacks(this.clock);
  readonly kubernetes = new FakeKubernetes();
  readonly journal = new FakeJournal();
  readonly registry = new Set<string>();
  readonly kubeconfig = new Set<string>();
  private readonly holders = new Map</* operation id */ string, Killable>();
  private readonly aws = new FakeWorld([], this.clock);

  constructor() {
    this.kubernetes.nodeList = ['a', 'b', 'c'].map((name) => ({ name, ready: true }));
  }

  /** Opens a window, to whose process something may happen. */
  open(fault?: { readonly at: number; readonly what: Fault }): MachineWindow {
    const process = new Killable(fault);
    const moves: OperationView[] = [];
    const reports: unknown[] = [];
    const operations = new Operations({
      journal: process.wrap('journal', this.journal),
      lock: this.lockFor(process),
      clock: process.wrapQuietly(this.clock),
      lazyParts: () => Promise.resolve(engine),
      portsFor: () => Promise.resolve(this.portsFor(process)),
      report: (error) => reports.push(error),
    });
    operations.onDidProgress((view) => moves.push(view));
    return { process, operations, moves, reports };
  }

  /** Once the operation is in the history. */
  async waitUntilEnded(id: string): Promise<Operation> {
    while (true) {
      const ended = this.journal.history.find((operation) => operation.id === id);
      if (ended) return ended;
      await this.clock.sleep(1_000, new AbortController().signal);
    }
  }

  /** What a user finds in the end, in AWS and in their files. */
  get leftovers() {
    return {
      stacks: this.stacks.living,
      stacksEver: this.stacks.stacks.length,
      registry: [...this.registry],
      kubeconfig: [...this.kubeconfig],
      underWay: [...this.journal.underWay.keys()],
      locks: [...this.holders].filter(([, process]) => process.isAlive).map(([id]) => id),
    };
  }

  private portsFor(process: Killable) {
    const { ports } = this.aws;
    return {
      ...ports,
      session: process.wrapCall('session', async () => this.sessionFor(process)),
      kubernetes: () => Promise.resolve(process.wrap('kubernetes', this.kubernetes)),
      workspace: process.wrap('workspace', this.workspace),
    };
  }

  private async sessionFor(process: Killable): Promise<ProvisionSession> {
    const session = await this.aws.ports.session();
    const clusters: ProvisionSession['clusters'] = {
      ...session.clusters,
      describe: () => Promise.resolve(this.stacks.has('Cluster') ? this.aws.cluster : undefined),
    };
    return {
      ...session,
      stacks: process.wrap('stacks', this.stacks),
      clusters: process.wrap('clusters', clusters),
    };
  }

  /** Whether the windows have the operation's folder open. */
  isFolderOpen = true;

  private readonly workspace: WorkspacePort = {
    isLevelOpen: () => this.isFolderOpen,
    hasProfile: () => Promise.resolve(false),
    writeProfile: () => Promise.resolve(),
    writeKubeconfig: ({ cluster }) => {
      this.kubeconfig.add(cluster.arn);
      return Promise.resolve('owner');
    },
    removeKubeconfig: ({ cluster }) => Promise.resolve(void this.kubeconfig.delete(cluster.arn)),
    register: (_level, { name }) => Promise.resolve(void this.registry.add(name)),
    unregister: (_level, { name }) => Promise.resolve(void this.registry.delete(name)),
  };

  /** The heartbeat of a process that was killed has stopped. */
  private lockFor(process: Killable): OperationLock {
    return process.wrap<OperationLock>('lock', {
      acquire: (id) => {
        if (this.holders.get(id)?.isAlive) return Promise.resolve(undefined);
        this.holders.set(id, process);
        const release = () => Promise.resolve(void this.holders.delete(id));
        return Promise.resolve({
          lost: new AbortController().signal,
          release: process.wrapCall('lock.release', release),
        });
      },
    });
  }
}
