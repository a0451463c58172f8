import * as l10n from '@vscode/l10n';
import type { Check } from './check';
import { passed, failed } from './finding';

/**
 * Whether names are resolved in the VPC: nodes find the cluster's API by its name.
 * https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
export const vpcCheck: Check = {
  id: 'vpc',
  title: () => l10n.t('DNS of the VPC'),
  needs: ['vpcId'],
  async run({ session }, { vpcId }, signal) {
    const { support, hostnames } = await session.vpcDns(vpcId, signal);
    const off = [
      ...(support ? [] : [l10n.t('DNS resolution')]),
      ...(hostnames ? [] : [l10n.t('DNS hostnames')]),
    ];
    if (off.length === 0) return passed(l10n.t('DNS resolution and DNS hostnames are on.'));
    return failed(
      l10n.t('Disabled in {0}: {1}. Nodes could not find the cluster.', vpcId, off.join(', ')),
      l10n.t(
        'Enable it in the VPC’s settings (Edit VPC settings in the AWS console), or choose another VPC.',
      ),
    );
  },
};
