import * as l10n from '@vscode/l10n';
import type { Exposure } from '../../core/deploy/request';
import type { AppSettings } from '../../core/deploy/settings';
import type { Item } from '../quick-item';

/** Who can reach an app, to choose from. */
export function exposureItems(): readonly (Item & { readonly exposure: Exposure })[] {
  return [
    {
      label: l10n.t('You, Through the Editor'),
      detail: l10n.t('Also everybody else who has access to the cluster.'),
      exposure: { kind: 'forward' },
    },
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
export function exposureOfSettings({ exposure }: AppSettings): Exposure | undefined {
  switch (exposure) {
    case 'forward':
      return { kind: exposure };
    case 'internal':
    case 'public':
      return { kind: exposure, subnets: [] };
    case 'domain':
    case undefined:
      return undefined;
  }
}
