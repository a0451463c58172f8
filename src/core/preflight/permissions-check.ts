import * as l10n from '@vscode/l10n';
import { parseRoleArn } from '../arn';
import { stackName } from '../naming';
import { extrasFor, permissionsFor, type ClusterPlace } from '../policy';
import type { ProbeNames } from '../ports/permissions';
import type { Draft } from '../cluster-form/draft';
import { pairsOf, toRecord } from '../cluster-form/parse-lines';
import type { Check, CheckPorts } from './check';
import { describeAccess } from './describe-access';
import { probeAccess, dropFalsePositives } from './probed-access';
import { simulateAccess } from './simulated-access';

/** Whether the provision role may do all that this cluster takes, its deletion included. */
export const permissionsCheck: Check = {
  id: 'permissions',
  title: () => l10n.t('Permissions of the provision role'),
  needs: [
    'name',
    'serviceRoleArn',
    'compute',
    'capacityType',
    'kmsKeyArn',
    'permissionsBoundary',
    'rolePath',
    'tags',
  ],
  async run(ports, draft, signal) {
    const { simulators } = ports;
    const port = ports.session.permissions;
    const permissions = permissionsFor([draft.compute], extrasFor(draft));
    const names = probeNames(ports, draft);
    const simulated = await simulateAccess(permissions, clusterPlace(ports, draft), simulators, signal);
    return simulated
      ? describeAccess(
          await dropFalsePositives(simulated, port, names, signal),
          'simulated',
          names.serviceRole,
        )
      : describeAccess(await probeAccess(permissions, port, names, signal), 'probed', names.serviceRole);
  },
};

function clusterPlace({ session, roleArn }: CheckPorts, draft: Draft): ClusterPlace {
  const { partition, accountId, region, dnsSuffix } = session;
  return {
    name: draft.name,
    partition,
    accountId,
    region,
    dnsSuffix,
    serviceRole: draft.serviceRoleArn,
    provisionRole: roleArn,
    tags: toRecord(pairsOf(draft.tags)),
    ...(draft.permissionsBoundary !== '' && { permissionsBoundary: draft.permissionsBoundary }),
    ...(draft.rolePath !== '' && { rolePath: draft.rolePath }),
    ...(draft.kmsKeyArn !== '' && { kmsKey: draft.kmsKeyArn }),
  };
}

function probeNames({ roleArn }: CheckPorts, draft: Draft): ProbeNames {
  return {
    cluster: draft.name,
    stack: stackName(draft.name),
    serviceRole: parseRoleArn(draft.serviceRoleArn)?.name ?? '',
    provisionRoleArn: roleArn,
  };
}
