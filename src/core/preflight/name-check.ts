import * as l10n from '@vscode/l10n';
import { stackName } from '../naming';
import type { Check } from './check';
import { green, red } from './finding';

/** Whether the names of cluster and stack are free: both are refused only once the other parts are under way. */
export const nameCheck: Check = {
  id: 'name',
  title: () => l10n.t('Name of the cluster'),
  needs: ['name'],
  async run({ session: { clusters, stacks, region } }, { name }, signal) {
    const [cluster, stack] = await Promise.all([
      clusters.describe(name, signal),
      stacks.describe(stackName(name), signal),
    ]);
    if (cluster)
      return red(
        l10n.t('There is a cluster {0} in {1} already; its status is {2}.', name, region, cluster.status),
        l10n.t('Choose another name.'),
      );
    if (stack)
      return red(
        l10n.t('There is a CloudFormation stack {0} already; its status is {1}.', stack.name, stack.status),
        l10n.t('Choose another name, or delete the stack if nobody needs it any more.'),
      );
    return green(l10n.t('No cluster and no stack of {0} has this name.', region));
  },
};
