import type { Project } from '../../core/cluster/environment-names';
import { hostIn } from '../../core/deploy/domain/host';
import { ingressController } from '../../core/deploy/domain/ingress-class';
import { deployError } from '../../core/deploy/errors';
import { ENV, ownLabels, PROJECT } from '../../core/deploy/labels';
import { loadBalancerSubnets } from '../../core/deploy/load-balancer-subnets';
import type { Exposure } from '../../core/deploy/request';
import type { AppSettings } from '../../core/deploy/settings';
import { Field } from '../../core/environments/objects/field';
import { isAttached, type ClusterEntry } from '../../core/registry/entry';
import type { ClusterConnector } from '../cluster-connector';

/** An environment in the cluster that serves it. */
interface ExposedPlace {
  readonly project: Project;
  readonly environment: string;
  readonly cluster: ClusterEntry;
}

type Connector = Pick<ClusterConnector, 'connect' | 'subnets'>;

/**
 * A way to be reached, with what it needs: subnets, or a host and the controller that serves it. The subnets of a
 * load balancer that exists stay.
 * @throws UserError `domain-not-set`, `ingress-class-missing`; those of AWS and of the cluster
 */
export async function resolveExposure(
  exposure: Exposure,
  place: ExposedPlace,
  { host, certificateArn }: AppSettings,
  connector: Connector,
  signal: AbortSignal,
): Promise<Exposure> {
  const { cluster } = place;
  switch (exposure.kind) {
    case 'forward':
      return exposure;
    case 'internal':
    case 'public': {
      if (exposure.subnets.length > 0) return exposure;
      // Of a cluster that was added by its URL, the controller in it chooses.
      const subnets = isAttached(cluster) ? [] : await connector.subnets(cluster, signal);
      return { ...exposure, subnets: loadBalancerSubnets(subnets, exposure.kind) };
    }
    case 'domain': {
      const { domain, ingressClass, name } = cluster;
      if (domain === undefined || ingressClass === undefined)
        throw deployError('domain-not-set', { cluster: name });
      const api = await connector.connect(cluster, signal);
      const [controller, taken] = await Promise.all([
        ingressController(api, ingressClass, signal),
        hostsOfOthers(api, place, signal),
      ]);
      if (controller === undefined)
        throw deployError('ingress-class-missing', { cluster: name, name: ingressClass });
      const own = host ?? hostIn(domain, place.project, place.environment, (each) => taken.has(each));
      return {
        ...{ kind: exposure.kind, host: own, ingressClass, controller },
        ...(certificateArn !== undefined && { certificateArn }),
      };
    }
  }
}

async function hostsOfOthers(
  api: Awaited<ReturnType<Connector['connect']>>,
  { project, environment }: ExposedPlace,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const own = ownLabels({ project, environment });
  const ingresses = await api.list({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' }, signal);
  const others = ingresses.filter(({ metadata: { labels = {} } }) =>
    [PROJECT, ENV].some((label) => labels[label] !== own[label as keyof typeof own]),
  );
  const rules = others.flatMap((object) => new Field(object).at('spec', 'rules').list());
  return new Set(rules.map((rule) => rule.at('host').name()));
}
