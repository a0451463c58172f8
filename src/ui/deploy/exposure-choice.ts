import * as l10n from '@vscode/l10n';
import type { Project } from '../../core/cluster/environment-names';
import { hostIn } from '../../core/deploy/domain/host';
import type { Exposure } from '../../core/deploy/request';
import type { AppSettings } from '../../core/deploy/settings';
import type { ClusterEntry } from '../../core/registry/entry';
import type { Item } from '../quick-item';

/** An environment of a project, in the cluster that serves it. */
interface ExposedPlace {
  readonly project: Project;
  readonly environment: string;
  readonly cluster: ClusterEntry;
}

/** Who can reach an app, to choose from. */
export function exposureItems(place: ExposedPlace): readonly (Item & { readonly exposure: Exposure })[] {
  const domain = domainExposure(place);
  return [
    {
      label: l10n.t('You, Through the Editor'),
      detail: l10n.t('Also everybody else who has access to the cluster.'),
      exposure: { kind: 'forward' },
    },
    ...(domain
      ? [
          {
            label: l10n.t('The Internet, at {0}', domain.host),
            detail: l10n.t('By the load balancer that all environments of the cluster share.'),
            exposure: domain,
          },
        ]
      : []),
    {
      label: l10n.t('Everything in the VPC'),
      detail: l10n.t('An internal load balancer of its own, which costs by the hour.'),
      exposure: { kind: 'internal', subnets: [] },
    },
    {
      label: l10n.t('The Internet'),
      detail: l10n.t('A public load balancer of its own, which costs by the hour.'),
      exposure: { kind: 'public', subnets: [] },
    },
  ];
}

/** For a summary. */
export function exposureText(exposure: Exposure): string {
  switch (exposure.kind) {
    case 'forward':
      return l10n.t('You, Through the Editor');
    case 'internal':
      return l10n.t('Everything in the VPC');
    case 'public':
      return l10n.t('The Internet');
    case 'domain':
      return exposure.host;
  }
}

/** What the settings say; `undefined` where the user chooses. */
export function exposureOfSettings(
  { exposure, host }: AppSettings,
  place: ExposedPlace,
): Exposure | undefined {
  switch (exposure) {
    case 'forward':
      return { kind: exposure };
    case 'internal':
    case 'public':
      return { kind: exposure, subnets: [] };
    case 'domain': {
      const domain = domainExposure(place);
      return domain && { ...domain, ...(host !== undefined && { host }) };
    }
    case undefined:
      return undefined;
  }
}

/** As far as the settings say; the cluster tells later what serves it. `undefined` where it has no domain. */
export function domainExposure({
  project,
  environment,
  cluster: { domain, ingressClass },
}: ExposedPlace): Extract<Exposure, { kind: 'domain' }> | undefined {
  if (domain === undefined || ingressClass === undefined) return undefined;
  const host = hostIn(domain, project, environment, () => false);
  return { kind: 'domain', host, ingressClass, controller: 'other' };
}
