import * as l10n from '@vscode/l10n';
import { restartWithVariables, workloadsReading } from '../../core/deploy/variable-readers';
import {
  changeVariable,
  variableNameProblem,
  variableNames,
  variablesSecret,
  variableValueProblem,
  type VariableChange,
} from '../../core/deploy/variables';
import type { EnvironmentTarget } from '../../core/environments/environment-target';
import { isProduction } from '../../core/environments/is-production';
import type { KubernetesApi, ObjectReference } from '../../core/ports/kubernetes';
import type { Notifier } from '../notify';
import { chooseFrom, typeText } from '../quick-input';
import type { Item } from '../quick-item';
import { runCancellable } from '../run-cancellable';
import type { EnvironmentTargets } from './environment-targets';

interface VariableDeps {
  readonly targets: EnvironmentTargets;
  readonly notifier: Notifier;
}

/** Shown for every value, whatever its length. */
const MASK = '••••••••';

/** *Set Environment Variables…*: names are listed, and values go to the cluster and never come back. */
export class VariableCommands {
  constructor(private readonly deps: VariableDeps) {}

  async set(argument: unknown): Promise<void> {
    const { targets } = this.deps;
    const target = await targets.pick(argument, ['environment'], l10n.t('Set Environment Variables'));
    if (!target) return;
    const title = l10n.t('Reading the variables of {0}', target.environment);
    let saved: SavedVariables | undefined;
    let names = await this.run(title, target, (api, signal) => variableNames(target, api, signal));
    while (names) {
      const change = await this.ask(target, names);
      if (!change) break;
      saved = (await this.save(target, change)) ?? saved;
      names = saved?.names ?? names;
    }
    if (saved) this.offerRestart(target, saved.readers);
  }

  /** What to change next; `undefined` when that was all. */
  private async ask(
    target: EnvironmentTarget,
    names: readonly string[],
  ): Promise<VariableChange | undefined> {
    const title = l10n.t('Environment Variables of {0}', target.environment);
    const add: NameItem = { label: l10n.t('Add Variable…'), icon: 'add' };
    const known = names.map((name): NameItem => ({ label: name, description: MASK, icon: 'key', name }));
    const chosen = await chooseFrom([add, ...known], { title, ignoreFocusOut: true });
    if (!chosen) return undefined;
    return chosen.name === undefined ? askForNew(names, title) : this.askForKnown(chosen.name, target);
  }

  /** One step, so that only one notification comes and goes. */
  private save(target: EnvironmentTarget, change: VariableChange): Promise<SavedVariables | undefined> {
    return this.run(savingText(change), target, async (api, signal) => {
      await changeVariable(target, change, api, signal);
      return {
        names: await variableNames(target, api, signal),
        readers: await workloadsReading(target, api, signal),
      };
    });
  }

  private run<T>(
    title: string,
    target: EnvironmentTarget,
    task: (api: KubernetesApi, signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    return runCancellable(this.deps.notifier, title, async (cancelled) =>
      task(await this.deps.targets.connect(target, cancelled), cancelled),
    );
  }

  private async askForKnown(name: string, target: EnvironmentTarget): Promise<VariableChange | undefined> {
    const change = { label: l10n.t('Change Value…'), icon: 'edit' };
    const remove = { label: l10n.t('Delete Variable'), icon: 'trash' };
    const chosen = await chooseFrom([change, remove], { title: name, ignoreFocusOut: true });
    if (chosen === change) return askForValue(name, name);
    if (chosen !== remove) return undefined;
    const agreed = await this.deps.notifier.confirm({
      question: l10n.t('Delete the variable {0} of {1}?', name, target.environment),
      detail: l10n.t('Its value cannot be restored.'),
      agree: l10n.t('Delete'),
    });
    return agreed ? { name, value: undefined } : undefined;
  }

  /** Pods have the variables of when they were started. */
  private offerRestart(target: EnvironmentTarget, readers: readonly ObjectReference[]): void {
    const { notifier } = this.deps;
    const { environment } = target;
    if (readers.length === 0) {
      const secret = variablesSecret(target).name;
      notifier.info(
        l10n.t('The variables of {0} were saved. No app reads the Secret {1} yet.', environment, secret),
      );
      return;
    }
    notifier.info(l10n.t('The variables of {0} were saved. Restart its app to use them.', environment), {
      title: l10n.t('Restart'),
      run: () => this.restart(target, readers),
    });
  }

  private async restart(target: EnvironmentTarget, readers: readonly ObjectReference[]): Promise<void> {
    const { environment } = target;
    const question = {
      question: l10n.t('Restart {0}?', environment),
      detail: l10n.t('New pods replace all running ones, step by step.'),
      agree: l10n.t('Restart'),
    };
    if (isProduction(environment) && !(await this.deps.notifier.confirm(question))) return;
    await this.run(l10n.t('Restarting {0}', environment), target, (api, signal) =>
      restartWithVariables(target, readers, api, signal),
    );
  }
}

interface SavedVariables {
  readonly names: readonly string[];
  /** What has to be restarted to see them. */
  readonly readers: readonly ObjectReference[];
}

interface NameItem extends Item {
  /** Absent for a new one. */
  readonly name?: string;
}

async function askForNew(known: readonly string[], title: string): Promise<VariableChange | undefined> {
  const name = await typeText({
    title,
    prompt: l10n.t('Name of the variable'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      known.includes(text) ? l10n.t('This variable exists already.') : variableNameProblem(text),
  });
  return name === undefined ? undefined : askForValue(name, title);
}

async function askForValue(name: string, title: string): Promise<VariableChange | undefined> {
  const value = await typeText({
    title,
    prompt: l10n.t('Value of {0}. It is saved in the cluster, and never shown again.', name),
    ignoreFocusOut: true,
    password: true,
    validateInput: (text) => variableValueProblem(name, text),
  });
  return value === undefined ? undefined : { name, value };
}

function savingText({ name, value }: VariableChange): string {
  return value === undefined ? l10n.t('Deleting {0}', name) : l10n.t('Saving {0}', name);
}
