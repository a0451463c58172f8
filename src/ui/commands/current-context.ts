import { existsSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { userError } from '../../core/errors/catalogue';
import type { ContextChoice, KubeconfigPort } from '../../core/ports/kubeconfig';
import type { EntryInFile } from '../../core/ports/workspace';
import type { Level } from '../../core/registry/target';
import type { Notifier } from '../notify';

/** Terminals that are opened from now on. */
export interface NewTerminals {
  /** The name of the folder that they start in. */
  readonly folder: string | undefined;
  /** The kubeconfigs that kubectl reads there, in order. */
  readonly files: readonly string[];
}

export interface CurrentContextDeps {
  readonly kubeconfig: Pick<
    KubeconfigPort,
    'chooseContext' | 'choiceOf' | 'clusterIn' | 'contextOf' | 'useContext'
  >;
  readonly notifier: Pick<Notifier, 'info' | 'warning'>;
  /** The user's own kubeconfigs, in the order of kubectl. */
  readonly ownFiles: readonly string[];
  readonly newTerminals: (level: Level) => Promise<readonly NewTerminals[]>;
}

/** The current context of a list of kubeconfigs, which the first file that names one decides. */
export class CurrentContext {
  constructor(private readonly deps: CurrentContextDeps) {}

  /**
   * Makes a cluster's context the current one, as far as its level goes, and says what new terminals use.
   * @param added a sentence about what was done before, shown first
   */
  async use(file: EntryInFile, added?: string): Promise<void> {
    const { kubeconfig, notifier, newTerminals } = this.deps;
    await kubeconfig.useContext(file);
    const path = file.level.kind === 'user' ? await this.useInList(file) : file.path;
    const current = l10n.t('Cluster {0} is the current context of {1}.', file.cluster.name, path);
    const done = added === undefined ? [current] : [added, current];
    const others = (await newTerminals(file.level)).map(async ({ folder, files }) => {
      const choice = await kubeconfig.choiceOf(files);
      const isOurs = choice.kind === 'context' && choice.cluster === file.cluster.arn;
      return isOurs ? undefined : contextText(folder, choice);
    });
    const exceptions = (await Promise.all(others)).filter((text) => text !== undefined);
    if (exceptions.length === 0) notifier.info(done.join(' '));
    else notifier.warning([...done, ...exceptions]);
  }

  /**
   * `kubectl config use-context` writes into the first file that is there, whichever has the context.
   * @returns the path of that file
   */
  private async useInList({ path, cluster }: EntryInFile): Promise<string> {
    const { kubeconfig, ownFiles } = this.deps;
    const first = ownFiles.find((each) => existsSync(each)) ?? path;
    if (first === path || !ownFiles.includes(path)) return path;
    const context = await kubeconfig.contextOf(path, cluster);
    if (context === undefined) return path;
    if ((await kubeconfig.clusterIn(ownFiles, context)) !== cluster.arn) {
      const detail = l10n.t('another file in KUBECONFIG also has a context named {0}.', context);
      throw userError('kubeconfig-not-edited', { path: first, detail });
    }
    await kubeconfig.chooseContext(first, context);
    return first;
  }
}

function contextText(folder: string | undefined, choice: ContextChoice): string {
  switch (choice.kind) {
    case 'none':
      return folder === undefined
        ? l10n.t('New terminals have no current context.')
        : l10n.t('New terminals in folder {0} have no current context.', folder);
    case 'context':
      return folder === undefined
        ? l10n.t('New terminals use the context {0} from {1}.', choice.context, choice.path)
        : l10n.t(
            'New terminals in folder {0} use the context {1} from {2}.',
            folder,
            choice.context,
            choice.path,
          );
    case 'unread':
      return l10n.t(
        'Could not determine the context of new terminals, because of {0}: {1}',
        choice.path,
        choice.reason,
      );
  }
}
