import { MERGE, STRATEGIC, type Scene } from './probe';

/** What a pod and a deployment have beyond themselves, where no node has taken the pod. */
export const subresources: Scene = {
  name: 'subresources',
  probes: (namespace) => {
    const pods = `/api/v1/namespaces/${namespace}/pods`;
    const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
    const containers = ['web', 'side'].map((name) => ({ name, image: 'nginx' }));
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'one', namespace } };
    const labels = { app: 'web' };
    return {
      create: {
        ...{ method: 'POST', path: pods },
        body: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'one' }, spec: { containers } },
      },
      'the log of one of two containers that is not said': { path: `${pods}/one/log` },
      'the log of a container that is none': { path: `${pods}/one/log?container=none` },
      'the log of a container without a node': { path: `${pods}/one/log?container=web` },
      'the log as somebody without rights': { path: `${pods}/one/log?container=web`, as: 'limited' },
      'the log from a number that is none': { path: `${pods}/one/log?container=web&tailLines=few` },
      'the last less than no lines of a log': { path: `${pods}/one/log?container=web&tailLines=-1` },
      'no bytes of a log': { path: `${pods}/one/log?container=web&limitBytes=0` },
      'run a command in it without a node': {
        method: 'POST',
        path: `${pods}/one/exec?container=web&command=sh`,
      },
      'forward a port of it without a node': { method: 'POST', path: `${pods}/one/portforward` },
      'its status': { path: `${pods}/one/status` },
      'change its status': {
        ...{
          method: 'PATCH',
          path: `${pods}/one/status`,
          headers: MERGE,
          body: { status: { message: 'seen' } },
        },
      },
      'evict it': { method: 'POST', path: `${pods}/one/eviction`, body: eviction },
      'evict it again': { method: 'POST', path: `${pods}/one/eviction`, body: eviction },
      'create a deployment': {
        ...{ method: 'POST', path: deployments },
        body: {
          ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } },
          spec: {
            ...{ replicas: 0, selector: { matchLabels: labels } },
            template: { metadata: { labels }, spec: { containers } },
          },
        },
      },
      'its scale': { path: `${deployments}/web/scale` },
      'scale it': {
        ...{
          method: 'PATCH',
          path: `${deployments}/web/scale`,
          headers: MERGE,
          body: { spec: { replicas: 1 } },
        },
      },
      'scale it strategically': {
        ...{ method: 'PATCH', path: `${deployments}/web/scale`, headers: STRATEGIC },
        body: { spec: { replicas: 2 } },
      },
      'scale it below zero': {
        ...{
          method: 'PATCH',
          path: `${deployments}/web/scale`,
          headers: MERGE,
          body: { spec: { replicas: -1 } },
        },
      },
      'scale it as somebody without rights': {
        ...{ method: 'PATCH', path: `${deployments}/web/scale`, as: 'limited', headers: MERGE },
        body: { spec: { replicas: 1 } },
      },
      'scale what is not there': {
        ...{
          method: 'PATCH',
          path: `${deployments}/none/scale`,
          headers: MERGE,
          body: { spec: { replicas: 1 } },
        },
      },
    };
  },
};
