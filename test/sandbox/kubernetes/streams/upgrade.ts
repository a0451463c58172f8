import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { minorVersion, type Cluster } from '../cluster';
import { isSet, type ApiRequest } from '../exchange';
import type { ResourceTarget } from '../request-path';
import { badRequest, notServed } from '../status';
import { acceptWebSocket, Channels, offeredBy } from './channels';
import { serveExec } from './exec';
import { containerIn, lifeOn, podAt, runningIn } from './located';
import { servePortForward, wantedPorts } from './port-forward';
import { SPDY_TUNNEL, serveTunnel } from './spdy-tunnel';

const [V4, V5] = ['v4.channel.k8s.io', 'v5.channel.k8s.io'];
/** https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/4006-transition-spdy-to-websockets */
const CLOSES_CHANNELS_SINCE = 30;
const TUNNELS_SINCE = 31;

/** A request that becomes a stream. */
export interface Upgrade {
  readonly request: ApiRequest;
  readonly message: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** Begins exec, attach and portforward, which then run on their own; or throws the ApiError that says why not. */
export async function serveUpgrade(
  cluster: Cluster,
  target: ResourceTarget,
  upgrade: Upgrade,
): Promise<void> {
  const { group, resource, subresource = '', namespace, name = '' } = target;
  if (group !== '' || resource !== 'pods') throw notServed();
  const { query } = upgrade.request;
  const pod = podAt(cluster, namespace, name);
  switch (subresource) {
    case 'exec':
    case 'attach': {
      const wanted = containerIn(pod, query.get('container') ?? '');
      const container = runningIn(lifeOn(cluster, pod), wanted);
      const command = query.getAll('command');
      if (subresource === 'exec' && command.length === 0)
        throw badRequest('you must specify at least 1 command for the container');
      const channels = await open(upgrade, minorVersion(cluster) >= CLOSES_CHANNELS_SINCE ? [V5, V4] : [V4]);
      const streams = { isTty: isSet(query, 'tty'), hasInput: isSet(query, 'stdin') };
      const runs = subresource === 'attach' ? 'attach' : command;
      terminateOnFailure(channels, serveExec(channels, container, { streams, command: runs }));
      return;
    }
    case 'portforward': {
      const life = lifeOn(cluster, pod);
      if (minorVersion(cluster) >= TUNNELS_SINCE && offeredBy(upgrade.message).includes(SPDY_TUNNEL)) {
        serveTunnel(await accepted(upgrade, [SPDY_TUNNEL]), life);
        return;
      }
      const ports = wantedPorts(query);
      const channels = await open(upgrade, [V4]);
      terminateOnFailure(channels, servePortForward(channels, life, ports));
      return;
    }
    default:
      throw notServed();
  }
}

/** A fault of the simulation ends the stream at once. */
function terminateOnFailure({ socket }: Channels, streaming: Promise<void>): void {
  streaming.catch(() => socket.terminate());
}

async function open(upgrade: Upgrade, served: readonly string[]): Promise<Channels> {
  return new Channels(await accepted(upgrade, served));
}

function accepted(
  { message, socket, head }: Upgrade,
  served: readonly string[],
): ReturnType<typeof acceptWebSocket> {
  if (!offeredBy(message).some((name) => served.includes(name)))
    throw badRequest(
      `unable to upgrade: unable to negotiate protocol: client supports [${offeredBy(message).join(' ')}], server accepts [${served.join(' ')}]`,
    );
  return acceptWebSocket(message, { socket, head, served });
}
