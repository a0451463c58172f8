import * as l10n from '@vscode/l10n';
import { environmentNamesIn, type Project } from '../../core/cluster/environment-names';
import { counted } from '../../core/counted';
import { deleteEnvironment, environmentObjects } from '../../core/deploy/delete-environment';
import { deployError } from '../../core/deploy/errors';
import { readRecord, type DeploymentEntry } from '../../core/deploy/record';
import { finishDeployment } from '../../core/deploy/run';
import { startable, stoppedObjects, stopEnvironment } from '../../core/deploy/stop';
import { entryDetails, entryText } from '../../core/deploy/texts';
import { toUserError } from '../../core/errors/to-user-error';
import type { EnvironmentTarget } from '../../core/environments/environment-target';
import type { EnvironmentTargets } from '../environments/environment-targets';
import type { Environments } from '../commands/environments';
import { showDetails } from '../details-document';
import { chooseFrom, typeText } from '../quick-input';
import { runCancellable } from '../run-cancellable';
import { noImage, placeOf, withCluster, type ClusterPorts, type DeployPlace } from './deploy-access';
import { rollBackWithProgress, type ProgressDeps } from './run-with-progress';
import { recordedIn, type RecordedDeps } from './recorded-environments';
import { watchDeployment } from './watch-deployment';

type CommandDeps = ProgressDeps &
  RecordedDeps & {
    readonly targets: Pick<EnvironmentTargets, 'pick'>;
    readonly namespaces: () => Promise<Pick<Environments, 'removeNamespace'>>;
  };

/** What is done with an environment that something was deployed to. */
export class DeployCommands {
  constructor(private readonly deps: CommandDeps) {}

  /** *Roll Back to…*: what an earlier deployment applied is deployed again, as a new deployment. */
  async rollBack(argument: unknown): Promise<void> {
    const { notifier } = this.deps;
    const place = await this.pick(argument, l10n.t('Roll Back'));
    const entries = place && (await this.history(place));
    if (!entries) return;
    const { environment } = place;
    const choices = rollBackChoices(entries);
    if (choices.length === 0) {
      notifier.info(l10n.t('{0} has no earlier deployment with this extension.', environment));
      return;
    }
    const chosen = await chooseFrom(choices.map(entryItem), {
      title: l10n.t('Roll Back {0} to…', environment),
    });
    if (!chosen) return;
    const { number } = chosen.entry;
    const agreed = await notifier.confirm({
      question: l10n.t('Roll back {0} to deployment {1}?', environment, number),
      detail: l10n.t(
        'Everything that deployment applied is applied again. Variables and databases stay as they are.',
      ),
      agree: l10n.t('Roll Back'),
    });
    if (agreed) await this.redeploy(place, number);
  }

  /** *Show Deployment…*: what is recorded of one, in an editor; the progress of one that runs. */
  async show(argument: unknown): Promise<void> {
    const { notifier } = this.deps;
    const place = await this.pick(argument, l10n.t('Show Deployment'));
    const entries = place && (await this.history(place));
    if (!entries) return;
    const { environment } = place;
    if (entries.length === 0) {
      notifier.info(l10n.t('Nothing was deployed to {0} with this extension.', environment));
      return;
    }
    const title = l10n.t('Deployments of {0}', environment);
    const chosen = await chooseFrom(entries.map(entryItem), { title });
    if (!chosen) return;
    const { entry, label } = chosen;
    await (entry.state === 'running'
      ? watchDeployment(this.deps, place)
      : showDetails(label, entryDetails(entry)));
  }

  /** *Stop Environment…*: what runs and costs goes; data, variables and history stay. */
  async stop(argument: unknown): Promise<void> {
    const { notifier } = this.deps;
    const place = await this.pick(argument, l10n.t('Stop Environment'));
    if (!place) return;
    const { environment } = place;
    const title = l10n.t('Looking for {0}', environment);
    const going = await this.inCluster(place, title, (ports, signal) => stoppedObjects(place, ports, signal));
    if (!going) return;
    if (going.length === 0) {
      notifier.info(l10n.t('{0} has nothing that was deployed with this extension.', environment));
      return;
    }
    const agreed = await notifier.confirm({
      question: l10n.t('Stop {0}?', environment),
      detail: [
        counted(going.length, {
          one: l10n.t('This object is deleted. A load balancer and its address go with it:'),
          many: l10n.t('These objects are deleted. A load balancer and its address go with them:'),
        }),
        going.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
        l10n.t('Variables, the database with its data, and the history stay.'),
      ],
      agree: l10n.t('Stop'),
    });
    if (!agreed) return;
    const stopping = l10n.t('Stopping {0}', environment);
    const stopped = await this.inCluster(place, stopping, async (ports, signal) => {
      await stopEnvironment(place, ports, signal);
      return true;
    });
    if (!stopped) return;
    const start = { title: l10n.t('Start'), run: () => this.startIn(place) };
    notifier.info(l10n.t('{0} is stopped.', environment), start);
  }

  /** *Start Environment…*: what ran last is deployed again. */
  async start(): Promise<void> {
    const target = await this.pickRecorded({
      title: l10n.t('Start Environment'),
      none: l10n.t('No environment is stopped that was deployed with this extension.'),
      isOffered: (isRunning) => !isRunning,
    });
    const place = target && (await placeOf(target));
    if (place) await this.startIn(place);
  }

  /** *Delete Environment…*: everything of it, data and history included. */
  async delete(argument: unknown): Promise<void> {
    const target =
      argument === undefined
        ? await this.pickRecorded({
            title: l10n.t('Delete Environment'),
            none: l10n.t('Nothing was deployed with this extension.'),
            isOffered: () => true,
          })
        : await this.deps.targets.pick(argument, ['environment'], l10n.t('Delete Environment'));
    const place = target && (await placeOf(target));
    if (!place) return;
    const { project, environment, namespace, cluster } = place;
    const own = environmentNamesIn(cluster, project, environment);
    if (cluster.managed && cluster.namespacePerEnvironment && namespace === own.namespace)
      await (await this.deps.namespaces()).removeNamespace(cluster, namespace);
    else await this.deleteShared(place);
  }

  /** Of a namespace that others use, too. */
  private async deleteShared(place: DeployPlace): Promise<void> {
    const { notifier } = this.deps;
    const { environment, namespace } = place;
    const searching = l10n.t('Looking for {0}', environment);
    const found = await this.inCluster(place, searching, (ports, signal) =>
      environmentObjects(place, ports, signal),
    );
    if (!found) return;
    if (found.length === 0) {
      notifier.info(l10n.t('{0} has nothing that was deployed with this extension.', environment));
      return;
    }
    const question = l10n.t('Delete {0}?', environment);
    const agreed = await notifier.confirm({
      question,
      detail: [
        l10n.t(
          'These objects of namespace {0} are deleted, with all data. This cannot be undone:',
          namespace,
        ),
        found.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
      ],
      agree: l10n.t('Delete'),
    });
    if (!agreed) return;
    const prompt = l10n.t('Type the environment’s name to confirm.');
    if ((await typeText({ title: question, prompt, placeHolder: environment })) !== environment) return;
    const deleting = l10n.t('Deleting {0}', environment);
    const deleted = await this.inCluster(place, deleting, async (ports, signal) => {
      await deleteEnvironment(place, ports, signal);
      return true;
    });
    if (deleted) notifier.info(l10n.t('{0} is deleted.', environment));
  }

  /** Of all folders, from the records: what is stopped is in no row of the view. */
  private async pickRecorded(question: {
    readonly title: string;
    readonly none: string;
    readonly isOffered: (isRunning: boolean) => boolean;
  }): Promise<EnvironmentTarget | undefined> {
    const { notifier } = this.deps;
    const searching = l10n.t('Looking for environments');
    const found = await runCancellable(notifier, searching, (cancelled) => recordedIn(this.deps, cancelled));
    if (!found) return undefined;
    const offered = found.filter(({ isRunning }) => question.isOffered(isRunning));
    if (offered.length === 0) {
      notifier.info(question.none);
      return undefined;
    }
    const items = offered.map(({ target, isRunning }) => ({
      label: target.environment,
      description: [target.cluster.name, isRunning ? '' : l10n.t('Stopped')].filter(Boolean).join(' · '),
      detail: target.namespace,
      target,
    }));
    return (await chooseFrom(items, { title: question.title }))?.target;
  }

  private async startIn(place: DeployPlace): Promise<void> {
    const entries = await this.history(place);
    if (!entries) return;
    const entry = startable(entries);
    if (!entry) throw deployError('nothing-to-start', { environment: place.environment });
    await this.redeploy(place, entry.number);
  }

  private redeploy(place: DeployPlace, number: number): Promise<void> {
    return rollBackWithProgress(this.deps, place, number);
  }

  private async pick(argument: unknown, title: string): Promise<DeployPlace | undefined> {
    const target = await this.deps.targets.pick(argument, ['environment'], title);
    return target && placeOf(target);
  }

  /** A window that was closed may have left a deployment without its end: that is recorded first. */
  private history(place: DeployPlace): Promise<readonly DeploymentEntry[] | undefined> {
    const title = l10n.t('Reading the deployments of {0}', place.environment);
    return this.inCluster(place, title, async (ports, signal) => {
      await finishDeployment(place, {
        ...{ ports: { ...ports, makeImage: noImage }, signal },
        report: () => undefined,
      }).catch((error: unknown) => {
        // Its window is not gone, and the record says so far as it is.
        if (toUserError(error).code !== 'deployment-running') throw error;
      });
      return readRecord(ports.cluster, place, signal);
    });
  }

  private inCluster<T>(
    place: DeployPlace & { readonly project: Project },
    title: string,
    task: (ports: ClusterPorts, signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    return runCancellable(this.deps.notifier, title, (cancelled) =>
      withCluster(this.deps, place, cancelled, (ports) => task(ports, cancelled)),
    );
  }
}

function entryItem(entry: DeploymentEntry) {
  return {
    label: l10n.t('Deployment {0}', entry.number),
    description: [entry.ref, entry.commit.slice(0, 7), entry.by].filter((part) => part !== '').join(' · '),
    detail: entryText(entry),
    entry,
  };
}

/** What runs now is no choice, and neither is what is not recorded any more. */
function rollBackChoices(entries: readonly DeploymentEntry[]): readonly DeploymentEntry[] {
  const [latest] = entries;
  return entries.filter(
    (entry) => entry.objects !== undefined && !(entry === latest && entry.state === 'succeeded'),
  );
}
