import { textAt, type Fields } from '../objects';
import type { Surroundings } from './container';
import { PullError, type PulledImage } from './runtime';
import { BackOff, goDuration, sleep } from './sleep';

/** Says something about a container, as an event. */
export type Teller = (container: Fields, type: 'Normal' | 'Warning', reason: string, message: string) => void;

interface Waiter {
  readonly signal: AbortSignal;
  /** The container waits for this reason. */
  waiting(reason: string, message: string): void;
}

/** Images that a node has, by cluster: `IfNotPresent` pulls none of them. */
const present = new WeakMap<object, Map<string, PulledImage>>();

/** Resolves to the ID of the image once it is there: kubernetes/pkg/kubelet/images/image_manager.go. */
export async function pulled(around: Surroundings, container: Fields, waiter: Waiter): Promise<string> {
  const { cluster, runtime, tell } = around;
  const image = textAt(container, 'image') ?? '';
  const images = present.get(cluster) ?? new Map<string, PulledImage>();
  present.set(cluster, images);
  const known = images.get(image);
  if (known && container.imagePullPolicy !== 'Always') {
    tell(container, 'Normal', 'Pulled', `Container image "${image}" already present on machine`);
    return known.id;
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
      images.set(image, got);
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
