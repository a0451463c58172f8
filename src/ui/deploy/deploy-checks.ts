import * as l10n from '@vscode/l10n';
import { counted } from '../../core/counted';
import { toUserError } from '../../core/errors/to-user-error';
import { readLock } from '../../core/deploy/lock';
import type { Clock } from '../../core/ports/clock';
import type { BuildPort } from '../../core/ports/build';
import type { KubernetesApi } from '../../core/ports/kubernetes';
import type { Item } from '../quick-item';
import type { GitHead } from './git-head';
import type { BuiltImage, ImageSource } from './image-source';

/** What can be known before a deployment begins. */
interface CheckRequest {
  readonly environment: string;
  readonly namespace: string;
  readonly head: GitHead;
  readonly image: ImageSource;
  readonly build: () => Promise<BuildPort>;
  readonly connect: (signal: AbortSignal) => Promise<KubernetesApi>;
  readonly clock: Pick<Clock, 'now'>;
}

/** A summary is not held up for long by a slow cluster. */
const LIMIT_MS = 10_000;

/** A row for each thing worth knowing before deploying; none where all is well. Never fails. */
export async function deployChecks(request: CheckRequest): Promise<readonly Item[]> {
  const signal = AbortSignal.timeout(LIMIT_MS);
  const { head, image, build } = request;
  const found = await Promise.all([
    image.kind === 'build' ? checkedRow(() => builderRow(image, build, signal)) : [],
    checkedRow(() => lockRow(request, signal)),
  ]);
  return [...uncommittedRow(head), ...found.flat()];
}

function uncommittedRow({ changes }: GitHead): readonly Item[] {
  if (changes === 0) return [];
  return [{ icon: 'warning', label: l10n.t('Warning'), description: uncommittedText(changes) }];
}

/** Fails where nothing can build. */
async function builderRow(
  { source }: BuiltImage,
  build: () => Promise<BuildPort>,
  signal: AbortSignal,
): Promise<undefined> {
  await (await build()).find(source.kind, signal);
  return undefined;
}

/** How many changes are not in the commit. */
export function uncommittedText(changes: number): string {
  return counted(changes, {
    one: l10n.t('1 uncommitted change'),
    many: l10n.t('{0} uncommitted changes', changes),
  });
}

/** Who deploys there at the moment. */
async function lockRow(
  { environment, namespace, connect, clock }: CheckRequest,
  signal: AbortSignal,
): Promise<Item | undefined> {
  const holder = await readLock(
    { cluster: await connect(signal), clock },
    { environment, namespace },
    signal,
  );
  if (!holder) return undefined;
  const description = l10n.t('{0} is deploying to {1} at the moment.', holder.by, environment);
  return { icon: 'warning', label: l10n.t('Warning'), description };
}

async function checkedRow(check: () => Promise<Item | undefined>): Promise<readonly Item[]> {
  try {
    const row = await check();
    return row ? [row] : [];
  } catch (error) {
    const { message, remedy } = toUserError(error);
    return [{ icon: 'error', label: l10n.t('Problem'), description: message, detail: remedy }];
  }
}
