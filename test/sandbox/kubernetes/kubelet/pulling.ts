import { textAt, type Fields } from '../objects';
import type { ContainerDeps } from './container';
import { PullError } from './runtime';
import { BackOff, goDuration, sleep } from './sleep';

/** Says something about a container, as an event. */
export type Teller = (container: Fields, type: 'Normal' | 'Warning', reason: string, message: string) => void;

interface Waiter {
  readonly signal: AbortSignal;
  /** The container waits for this reason. */
  waiting(reason: string, message: string): void;
}

/** So often the kubelet looks whether an image is there that it may not pull. */
const LOOK_AGAIN_MS = 10_000;

/** Resolves to the ID of the image once it is there: kubernetes/pkg/kubelet/images/image_manager.go. */
export async function pulled(around: ContainerDeps, container: Fields, waiter: Waiter): Promise<string> {
  const { cluster, runtime, tell } = around;
  const image = textAt(container, 'image') ?? '';
  for (;;) {
    const known = container.imagePullPolicy === 'Always' ? undefined : await runtime.present(image);
    if (known) {
      tell(container, 'Normal', 'Pulled', `Container image "${image}" already present on machine`);
      return known.id;
    }
    if (container.imagePullPolicy !== 'Never') break;
    const message = `Container image "${image}" is not present with pull policy of Never`;
    tell(container, 'Warning', 'ErrImageNeverPull', message);
    tell(container, 'Warning', 'Failed', 'Error: ErrImageNeverPull');
    waiter.waiting('ErrImageNeverPull', message);
    await sleep(cluster.clock, LOOK_AGAIN_MS, waiter.signal);
  }
  const backOff = new BackOff();
  for (;;) {
    tell(container, 'Normal', 'Pulling', `Pulling image "${image}"`);
    const began = cluster.now();
    try {
      const got = await runtime.pull({ pod: around.pod(), container }, waiter.signal);
      const took = goDuration(cluster.now() - began);
      const message = `Successfully pulled image "${image}" in ${took} (${took} including waiting). Image size: ${got.bytes} bytes.`;
      tell(container, 'Normal', 'Pulled', message);
      return got.id;
    } catch (error) {
      if (!(error instanceof PullError)) throw error;
      tell(container, 'Warning', 'Failed', `Failed to pull image "${image}": ${error.message}`);
      tell(container, 'Warning', 'Failed', 'Error: ErrImagePull');
      waiter.waiting('ErrImagePull', error.message);
      const ms = backOff.next();
      // Until it looks again it shows the error itself for a moment.
      const moment = Math.min(2000, ms);
      await sleep(cluster.clock, moment, waiter.signal);
      tell(container, 'Normal', 'BackOff', `Back-off pulling image "${image}"`);
      tell(container, 'Warning', 'Failed', 'Error: ImagePullBackOff');
      waiter.waiting('ImagePullBackOff', `Back-off pulling image "${image}": ErrImagePull: ${error.message}`);
      await sleep(cluster.clock, ms - moment, waiter.signal);
    }
  }
}
