import * as l10n from '@vscode/l10n';
import { counted } from '../../core/counted';
import { repositoryOf } from '../../core/deploy/image-repository';
import { readRecord } from '../../core/deploy/record';
import { unusedImages } from '../../core/deploy/unused-images';
import type { Project } from '../../core/cluster/environment-names';
import type { EnvironmentTarget } from '../../core/environments/environment-target';
import { userError } from '../../core/errors/catalogue';
import type { Clock } from '../../core/ports/clock';
import type { ImageRegistryPort, StoredImage } from '../../core/ports/image-registry';
import { isAttached, type EksEntry } from '../../core/registry/entry';
import type { Notifier } from '../notify';
import { runCancellable } from '../run-cancellable';
import type { EnvironmentTargets } from './environment-targets';

interface CleanUpDeps {
  readonly targets: EnvironmentTargets;
  readonly notifier: Notifier;
  readonly clock: Pick<Clock, 'now'>;
  /** @param folder its URI */
  readonly project: (folder: string) => Promise<Project>;
  readonly installation: () => Promise<string>;
  readonly images: (cluster: EksEntry) => Promise<ImageRegistryPort>;
}

interface Unused {
  readonly registry: ImageRegistryPort;
  readonly repository: string;
  readonly images: readonly StoredImage[];
}

/** More would not fit into a question. */
const LISTED = 10;

/** *Clean Up Images…*: deletes what was built for an environment and can no longer be rolled back to. */
export async function cleanUpImages(argument: unknown, deps: CleanUpDeps): Promise<void> {
  const { notifier, targets } = deps;
  const target = await targets.pick(argument, ['environment'], l10n.t('Clean Up Images'));
  if (!target) return;
  const { environment } = target;
  const unused = await runCancellable(
    notifier,
    l10n.t('Looking for images of {0}', environment),
    (cancelled) => findUnused(target, deps, cancelled),
  );
  if (!unused) return;
  const { images, registry, repository } = unused;
  if (images.length === 0) {
    notifier.info(l10n.t('All images of {0} are named by its deployments, or are new.', environment));
    return;
  }
  const agreed = await notifier.confirm({
    question: counted(images.length, {
      one: l10n.t('Delete one image of {0} from {1}?', environment, repository),
      many: l10n.t('Delete {0} images of {1} from {2}?', images.length, environment, repository),
    }),
    detail: [
      l10n.t('None of its recorded deployments uses them. They cannot be restored.'),
      images.slice(0, LISTED).map(({ tags }) => tags[0] ?? ''),
    ],
    agree: l10n.t('Delete'),
  });
  if (!agreed) return;
  const digests = images.map(({ digest }) => digest);
  const deleted = await runCancellable(notifier, l10n.t('Deleting images of {0}', environment), (cancelled) =>
    registry.deleteImages(repository, digests, cancelled),
  );
  if (!deleted) return;
  notifier.info(
    counted(deleted.length, {
      one: l10n.t('One image of {0} was deleted.', environment),
      many: l10n.t('{0} images of {1} were deleted.', deleted.length, environment),
    }),
  );
}

async function findUnused(
  target: EnvironmentTarget,
  deps: CleanUpDeps,
  signal: AbortSignal,
): Promise<Unused> {
  const { cluster, environment, folder } = target;
  if (isAttached(cluster)) throw userError('cluster-not-of-eks', { name: cluster.name });
  const project = await deps.project(folder);
  const { name: repository } = repositoryOf(project, await deps.installation());
  const registry = await deps.images(cluster);
  const api = await deps.targets.connect(target, signal);
  const record = await readRecord(api, { ...target, project }, signal);
  // An image without a record may belong to somebody else.
  const images = record.length === 0 ? [] : await registry.images(repository, signal);
  return { registry, repository, images: unusedImages(images, environment, record, deps.clock.now()) };
}
