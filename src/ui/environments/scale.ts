import * as l10n from '@vscode/l10n';
import { findAutoscaler, setLowerLimit, type Autoscaler } from '../../core/environments/autoscaler';
import { targetName, type EnvironmentTarget } from '../../core/environments/environment-target';
import { environmentError } from '../../core/environments/errors';
import { isScalable, type Workload } from '../../core/environments/objects/workload';
import type { WorkloadReference } from '../../core/ports/workloads';
import type { Notifier } from '../notify';
import { chooseFrom, typeText } from '../quick-input';
import { runCancellable } from '../run-cancellable';
import type { Entered } from './enter-target';
import { act, whereText, type ActDeps } from './act';

interface ScaleDeps extends ActDeps {
  readonly notifier: Notifier;
}

type Scalable = Workload & WorkloadReference;

/** More pods are a slip of the finger. */
const MAX_REPLICAS = 1_000;

/** *Scale…*: how many pods there are. Zero stops it, which is asked about; so is a number that an autoscaler sets. */
export async function scale({ target, contents }: Entered, deps: ScaleDeps): Promise<void> {
  const workload = await chooseWorkload(contents.workloads.filter(isScalable), target);
  if (!workload) return;
  const where = whereText(target);
  const typed = await typeText({
    title: l10n.t('Scale {0} in {1}', workload.name, where),
    prompt: l10n.t('Number of pods. 0 stops it.'),
    value: String(workload.replicas.wanted),
    validateInput: replicasProblem,
  });
  if (typed === undefined) return;
  const replicas = Number(typed);
  const title = l10n.t('Scaling {0}', workload.name);
  const setNumber = () =>
    act(target, title, deps, (actions, signal) => actions.scale(workload, replicas, signal));
  // An autoscaler leaves alone what has no pods.
  // https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#implicit-maintenance-mode-deactivation
  if (replicas === 0) {
    const question = {
      question: l10n.t('Stop all pods of {0} in {1}?', workload.name, where),
      detail: l10n.t('It stops serving until you scale it up again. Nothing is deleted.'),
      agree: l10n.t('Stop'),
    };
    if (workload.replicas.wanted === 0 || (await deps.notifier.confirm(question))) await setNumber();
    return;
  }
  const read = await runCancellable(deps.notifier, title, async (cancelled) => ({
    autoscaler: await findAutoscaler(await deps.targets.connect(target, cancelled), workload, cancelled),
  }));
  if (!read) return;
  const { autoscaler } = read;
  if (!autoscaler) return setNumber();
  switch (await askAbout(autoscaler, { workload, replicas }, deps.notifier)) {
    case 'number':
      return setNumber();
    case 'limits':
      await runCancellable(deps.notifier, title, async (cancelled) => {
        const api = await deps.targets.connect(target, cancelled);
        await setLowerLimit(api, { ...autoscaler, namespace: workload.namespace }, replicas, cancelled);
      });
      return;
    case 'cancel':
      return;
  }
}

async function askAbout(
  { name, min, max }: Autoscaler,
  { workload, replicas }: { readonly workload: Scalable; readonly replicas: number },
  notifier: Notifier,
): Promise<'number' | 'limits' | 'cancel'> {
  const limits = l10n.t('Change Its Limits');
  const anyway = l10n.t('Scale Anyway');
  const answer = await notifier.ask({
    question: l10n.t(
      'The autoscaler {0} sets the number of pods of {1}, from {2} to {3}.',
      name,
      workload.name,
      min,
      max,
    ),
    detail: l10n.t(
      'Change Its Limits makes {0} the fewest pods that it keeps. With Scale Anyway, it changes the number again within a minute.',
      replicas,
    ),
    answers: [limits, anyway],
  });
  if (answer === limits) return 'limits';
  return answer === anyway ? 'number' : 'cancel';
}

async function chooseWorkload(
  workloads: readonly Scalable[],
  target: EnvironmentTarget,
): Promise<Scalable | undefined> {
  const [first] = workloads;
  if (!first) throw environmentError('nothing-to-scale', { name: targetName(target) });
  if (workloads.length === 1) return first;
  const items = workloads.map((workload) => ({
    label: workload.name,
    description: `${workload.kind} · ${workload.replicas.wanted}`,
    workload,
  }));
  return (await chooseFrom(items, { title: l10n.t('Which one do you want to scale?') }))?.workload;
}

function replicasProblem(text: string): string | undefined {
  if (/^\d{1,4}$/.test(text) && Number(text) <= MAX_REPLICAS) return undefined;
  return l10n.t('Enter a whole number from 0 to {0}.', MAX_REPLICAS);
}
