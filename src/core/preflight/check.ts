import type { Simulate } from '../ports/permissions';
import type { ProvisionSession } from '../ports/aws';
import type { Draft } from '../cluster-form/draft';
import type { Finding } from './finding';

/** Something that AWS would only refuse minutes later, asked beforehand. It changes nothing. */
export interface Check {
  readonly id: CheckId;
  readonly title: () => string;
  /** Runs as soon as these are filled in rightly, and again whenever one of them changes. */
  readonly needs: readonly CheckField[];
  /** Whether there is anything to find out, going by what it needs; where absent, always. Otherwise it has no row. */
  readonly appliesTo?: (draft: Draft) => boolean;
  /** @param draft trimmed. @throws what the ports throw: then nothing is known */
  run(ports: CheckPorts, draft: Draft, signal: AbortSignal): Promise<Finding>;
}

export type CheckId =
  | 'session'
  | 'permissions'
  | 'serviceRole'
  | 'vpc'
  | 'subnets'
  | 'routes'
  | 'securityGroup'
  | 'keyPair'
  | 'instanceOfferings'
  | 'serviceLinkedRoles'
  | 'quotas'
  | 'kmsKey'
  | 'template';
export type CheckField =
  | 'name'
  | 'serviceRoleArn'
  | 'keyPair'
  | 'compute'
  | 'vpcId'
  | 'subnetIds'
  | 'securityGroupId'
  | 'instanceType'
  | 'otherTypes'
  | 'system'
  | 'endpointAccess'
  | 'nodeCount'
  | 'capacityType'
  | 'labels'
  | 'taints'
  | 'logTypes'
  | 'kmsKeyArn'
  | 'permissionsBoundary'
  | 'rolePath'
  | 'addOns'
  | 'autoAddOns'
  | 'administrators'
  | 'tags';

/** Whom the checks may ask. */
export interface CheckPorts {
  /** The form's: it may read and try out, so that nothing looks missing but what is. */
  readonly session: ProvisionSession;
  readonly roleArn: string;
  /** Who may be asked to simulate the role's policies, the first choice first. */
  readonly simulators: readonly Simulate[];
}

/** One check as the form shows it. */
export interface CheckRow {
  readonly id: CheckId;
  readonly title: string;
  readonly state: CheckState;
}

export type CheckState =
  | { readonly kind: 'waiting'; readonly missing: readonly CheckField[] }
  | { readonly kind: 'running' }
  | { readonly kind: 'found'; readonly finding: Finding };

/** The checks that found something which makes creating fail. */
export function failedChecks(rows: readonly CheckRow[]): readonly CheckId[] {
  return rows
    .filter(({ state }) => state.kind === 'found' && state.finding.kind === 'failed')
    .map(({ id }) => id);
}
