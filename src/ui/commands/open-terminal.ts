import * as l10n from '@vscode/l10n';
import { clusterId, isAttached } from '../../core/registry/entry';
import type { Level } from '../../core/registry/target';
import type { KubeconfigPort } from '../../core/ports/kubeconfig';
import type { ClusterRow } from '../../core/tree/rows';
import type { Notifier } from '../notify';
import type { TerminalProfiles } from './terminal-profile';

/** What `kubectl` uses in a terminal, whatever is current in the files that it reads. */
export interface TerminalContext {
  readonly name: string;
  /** The kubeconfig that has it. */
  readonly path: string;
  /** A file of our own that chooses it, and lives as long as the terminal. */
  readonly choicePath: string;
}

export interface TerminalRequest {
  readonly name: string;
  /** Whose folder it starts in. */
  readonly level: Level;
  /** VS Code writes it to disk and shows it to other extensions: names of profiles and regions, and nothing secret. */
  readonly env: Readonly<Record<string, string>>;
  /** `undefined` where the user does not want the kubeconfig used. */
  readonly context: TerminalContext | undefined;
}

export interface OpenTerminalDeps {
  readonly kubeconfig: Pick<KubeconfigPort, 'contextOf' | 'addTerminalChoice'> & {
    /** The file that has the cluster, else the one that it would be added to. */
    pathOf(row: ClusterRow): Promise<string>;
    /** The user wants the level's kubeconfig used in terminals; asks who has not been asked. */
    isWanted(level: Level): Promise<boolean>;
  };
  /** Reports its own errors. */
  readonly addToKubeconfig: (row: ClusterRow) => PromiseLike<unknown>;
  readonly profiles: TerminalProfiles;
  readonly notifier: Pick<Notifier, 'ask'>;
  readonly open: (request: TerminalRequest) => void;
}

/** Whether a kubeconfig has an entry for the cluster. */
type Found =
  | { readonly kind: 'there'; readonly name: string; readonly path: string }
  | { readonly kind: 'missing'; readonly path: string };

type Prepared = Found | { readonly kind: 'cancelled' };

/** A terminal in which `kubectl` and `aws` reach a cluster: a new one each time, for what others run is theirs. */
export class OpenTerminal {
  constructor(private readonly deps: OpenTerminalDeps) {}

  async run(row: ClusterRow): Promise<void> {
    const { entry, level } = row;
    const prepared = await this.prepareEntry(row);
    if (prepared.kind === 'cancelled') return;
    const profile = isAttached(entry)
      ? ({ kind: 'none' } as const)
      : await this.deps.profiles.forCluster(entry);
    if (profile.kind === 'cancelled') return;
    this.deps.open({
      name: entry.name,
      level,
      env: {
        ...(profile.kind === 'named' && { AWS_PROFILE: profile.name }),
        ...(!isAttached(entry) && { AWS_REGION: entry.region }),
      },
      context: prepared.kind === 'there' ? await this.choose(prepared, level) : undefined,
    });
  }

  private async choose(
    { name, path }: { readonly name: string; readonly path: string },
    level: Level,
  ): Promise<TerminalContext | undefined> {
    const { kubeconfig } = this.deps;
    if (!(await kubeconfig.isWanted(level))) return undefined;
    return { name, path, choicePath: await kubeconfig.addTerminalChoice(name) };
  }

  private async prepareEntry(row: ClusterRow): Promise<Prepared> {
    const { notifier, addToKubeconfig } = this.deps;
    const present = await this.find(row);
    if (present.kind === 'there') return present;
    const add = l10n.t('Add to Kubeconfig');
    const without = l10n.t('Open Without It');
    const answer = await notifier.ask({
      question: l10n.t('Cluster {0} is not in {1} yet. Add it first?', row.entry.name, present.path),
      detail: l10n.t('Without it, kubectl in the terminal uses the current context.'),
      answers: [add, without],
    });
    if (answer === without) return present;
    if (answer !== add) return { kind: 'cancelled' };
    await addToKubeconfig(row);
    // Opens nothing if the user declined the profile, or if the entry could not be added.
    const added = await this.find(row);
    return added.kind === 'there' ? added : { kind: 'cancelled' };
  }

  private async find(row: ClusterRow): Promise<Found> {
    const { kubeconfig } = this.deps;
    const path = await kubeconfig.pathOf(row);
    const name = await kubeconfig.contextOf(path, { arn: clusterId(row.entry), name: row.entry.name });
    return name === undefined ? { kind: 'missing', path } : { kind: 'there', name, path };
  }
}
