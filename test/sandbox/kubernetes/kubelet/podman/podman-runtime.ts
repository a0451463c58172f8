import { textAt, textsAt, fieldsAt, type Fields } from '../../objects';
import { expanded } from '../environment';
import type { ContainerLog } from '../log';
import {
  PullError,
  StartError,
  type Instance,
  type PulledImage,
  type Runtime,
  type Startable,
} from '../runtime';
import type { Wanted } from '../runtime';
import { addressOf, PodmanInstance } from './instance';
import { PodNetwork } from './pod-network';
import { complaint, Space } from './space';

const HOST_NAME_LENGTH = 63;
/** A registry on this machine speaks HTTP, or has a certificate that podman does not know. */
const ON_THIS_MACHINE = /^(?:localhost|127\.\d+\.\d+\.\d+):\d+\//;

type LoginFor = (image: string) => { readonly username: string; readonly password: string } | undefined;

/** Really runs containers, by podman and crun. */
export class PodmanRuntime implements Runtime {
  readonly #networks = new Map<string, Promise<PodNetwork>>();

  private constructor(
    private readonly space: Space,
    private readonly loginFor: LoginFor,
  ) {}

  /**
   * @param images podman's storage of the images that were built here; that of root unless given
   * @param loginFor what a node has to show where it pulls an image from, as the credential provider of its kubelet says
   */
  static async open(images?: string, loginFor: LoginFor = () => undefined): Promise<PodmanRuntime> {
    return new PodmanRuntime(await Space.open(images), loginFor);
  }

  /** Ends all containers at once. */
  close(): Promise<void> {
    return this.space.close();
  }

  async present(image: string): Promise<PulledImage | undefined> {
    const format = '{{.Digest}} {{.Size}} {{.Id}}';
    try {
      const told = await this.space.run(this.space.podman('image', 'inspect', '--format', format, image));
      const [digest = '', size = '', id = ''] = told.split(' ');
      const repository = image.replace(/(?:@.*|:[^/]*)$/, '');
      return { id: digest === '' ? `sha256:${id}` : `${repository}@${digest}`, bytes: Number(size) };
    } catch {
      return undefined;
    }
  }

  async pull({ container }: Wanted, signal: AbortSignal): Promise<PulledImage> {
    const image = textAt(container, 'image') ?? '';
    const verify = ON_THIS_MACHINE.test(image) ? ['--tls-verify=false'] : [];
    const login = this.loginFor(image);
    const creds = login ? ['--creds', `${login.username}:${login.password}`] : [];
    try {
      await this.space.run(this.space.podman('pull', '--quiet', ...verify, ...creds, image));
    } catch (error) {
      throw new PullError(complaint(error));
    }
    signal.throwIfAborted();
    const pulled = await this.present(image);
    if (!pulled) throw new PullError(`${image} was pulled, but is not there`);
    return pulled;
  }

  async start(wanted: Startable, log: ContainerLog): Promise<Instance> {
    const { space } = this;
    try {
      const network = await this.#network(wanted);
      const id = await space.run(space.podman('create', ...optionsOf(wanted, network)));
      // A program that is not there shows here, and not by an exit code.
      await space.run(space.podman('init', id));
      return new PodmanInstance({ space, network, id }, wanted, log);
    } catch (error) {
      throw new StartError(complaint(error));
    }
  }

  #network(wanted: Wanted): Promise<PodNetwork> {
    const { uid = '' } = wanted.pod.metadata;
    const network = this.#networks.get(uid) ?? PodNetwork.make(this.space, uid, addressOf(wanted));
    this.#networks.set(uid, network);
    return network;
  }
}

/** What `podman create` needs to know of a container. Its memory and processors are not limited. */
function optionsOf({ pod, container, environment }: Startable, network: PodNetwork): readonly string[] {
  const command = textsAt(container, 'command').map((word) => expanded(word, environment));
  const args = textsAt(container, 'args').map((word) => expanded(word, environment));
  const directory = textAt(container, 'workingDir');
  return [
    ...['--pull', 'never', '--cgroups', 'disabled', '--ulimit', 'host', '--network', `ns:${network.file}`],
    ...['--hostname', pod.metadata.name.slice(0, HOST_NAME_LENGTH)],
    ...Object.entries(environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...(command.length > 0 ? ['--entrypoint', JSON.stringify(command)] : []),
    ...(directory === undefined ? [] : ['--workdir', directory]),
    ...userOf(pod, container),
    ...(container.stdin === true ? ['--interactive'] : []),
    ...(container.tty === true ? ['--tty'] : []),
    ...[textAt(container, 'image') ?? '', ...args],
  ];
}

/** The container's own word counts before the pod's. */
function userOf(pod: Fields, container: Fields): readonly string[] {
  const context = {
    ...fieldsAt(fieldsAt(pod, 'spec'), 'securityContext'),
    ...fieldsAt(container, 'securityContext'),
  };
  const { runAsUser: user, runAsGroup: group } = context;
  return typeof user === 'number'
    ? ['--user', typeof group === 'number' ? `${user}:${group}` : `${user}`]
    : [];
}
