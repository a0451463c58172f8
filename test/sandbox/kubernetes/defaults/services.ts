import { createHash } from 'node:crypto';
import { fieldsAt, listAt, textAt, type Fields } from '../objects';

const LOWEST_NODE_PORT = 30_000;
const NODE_PORTS = 2768;

/** `SetDefaults_Service`, and the addresses that the API server gives out. */
export function withServiceDefaults(service: Fields): Fields {
  const spec = fieldsAt(service, 'spec');
  const type = textAt(spec, 'type') ?? 'ClusterIP';
  if (type === 'ExternalName') return service;
  const { namespace, name } = fieldsAt(service, 'metadata');
  const place = `${String(namespace)}/${String(name)}`;
  const clusterIP = textAt(spec, 'clusterIP') || clusterAddress(place);
  const isExternal = type === 'LoadBalancer' || type === 'NodePort';
  const ports = listAt(spec, 'ports').map((port) => ({
    ...{ protocol: 'TCP', targetPort: port.port },
    ...(isExternal && { nodePort: LOWEST_NODE_PORT + (hash(`${place}:${String(port.port)}`) % NODE_PORTS) }),
    ...port,
  }));
  return {
    ...service,
    spec: {
      ...{ sessionAffinity: 'None', internalTrafficPolicy: 'Cluster' },
      ...{ ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' },
      ...(isExternal && { externalTrafficPolicy: 'Cluster' }),
      ...(type === 'LoadBalancer' && { allocateLoadBalancerNodePorts: true }),
      ...spec,
      ...{ type, clusterIP, clusterIPs: [clusterIP] },
      ...(ports.length > 0 && { ports }),
    },
    status: { loadBalancer: {}, ...fieldsAt(service, 'status') },
  };
}

/** Of EKS' usual range, and the same for the same Service each time, so that none is forgotten by an update. */
function clusterAddress(place: string): string {
  const offset = 1 + (hash(place) % 65_000);
  return `10.100.${Math.floor(offset / 256)}.${offset % 256}`;
}

function hash(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}
