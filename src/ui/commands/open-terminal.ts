import * as l10n from '@vscode/l10n';
import { isAttached } from '../../core/registry/entry';
import type { Level } from '../../core/registry/target';
import type { ClusterRow } from '../../core/tree/rows';
import type { Notifier } from '../notify';
import type { TerminalProfiles } from './terminal-profile';

export interface TerminalRequest {
  readonly name: string;
  /** Whose folder it starts in. */
  readonly level: Level;
  /** VS Code writes it to disk and shows it to whoever asks: names of files and profiles, and nothing secret. */
  readonly env: Readonly<Record<string, string>>;
}

export interface OpenTerminalPorts {
  readonly kubeconfig: {
    /** The file that has the cluster, else the one that it would be added to. */
    pathOf(row: ClusterRow): Promise<string>;
    holds(path: string, clusterId: string): Promise<boolean>;
    /** `KUBECONFIG` as every terminal there has it; `undefined` where the user does not want the file used. */
    variable(level: Level): Promise<string | undefined>;
  };
  /** Says itself what went wrong. */
  readonly addToKubeconfig: (row: ClusterRow) => PromiseLike<unknown>;
  readonly profiles: TerminalProfiles;
  readonly notifier: Pick<Notifier, 'ask'>;
  readonly open: (request: TerminalRequest) => void;
}

/** A terminal in which `kubectl` and `aws` reach a cluster: a new one each time, for what others run is theirs. */
export class OpenTerminal {
  constructor(private readonly ports: OpenTerminalPorts) {}

  async run(row: ClusterRow): Promise<void> {
    const { entry, level } = row;
    const entryIs = await this.prepareEntry(row);
    if (entryIs === 'cancelled') return;
    const profile = isAttached(entry)
      ? ({ kind: 'none' } as const)
      : await this.ports.profiles.forCluster(entry);
    if (profile.kind === 'cancelled') return;
    const kubeconfig = entryIs === 'there' ? await this.ports.kubeconfig.variable(level) : undefined;
    this.ports.open({
      name: entry.name,
      level,
      env: {
        ...(kubeconfig !== undefined && { KUBECONFIG: kubeconfig }),
        ...(profile.kind === 'named' && { AWS_PROFILE: profile.name }),
        ...(!isAttached(entry) && { AWS_REGION: entry.region }),
      },
    });
  }

  private async prepareEntry(row: ClusterRow): Promise<'there' | 'missing' | 'cancelled'> {
    const { clusterId, entry } = row;
    const { kubeconfig, notifier, addToKubeconfig } = this.ports;
    const path = await kubeconfig.pathOf(row);
    if (await kubeconfig.holds(path, clusterId)) return 'there';
    const add = l10n.t('Add to Kubeconfig');
    const without = l10n.t('Open Without');
    const answer = await notifier.ask({
      question: l10n.t('Cluster {0} is not in {1} yet. Add it first?', entry.name, path),
      detail: l10n.t('Without its entry, kubectl in the terminal does not know the cluster.'),
      answers: [add, without],
    });
    if (answer === without) return 'missing';
    if (answer !== add) return 'cancelled';
    await addToKubeconfig(row);
    // Whoever did not want the profile that goes with it, or was told why it cannot be added, opens nothing.
    return (await kubeconfig.holds(path, clusterId)) ? 'there' : 'cancelled';
  }
}
