import { ref, type Resource, select, sub, type TemplateValue } from './language';
import type { TemplateShape } from './shape';

/** An access entry that makes a principal cluster-admin. */
export function adminEntry(principalArn: TemplateValue): Resource {
  return {
    Type: 'AWS::EKS::AccessEntry',
    Properties: {
      ClusterName: ref('Cluster'),
      PrincipalArn: principalArn,
      Type: 'STANDARD',
      AccessPolicies: [
        {
          PolicyArn: sub('arn:${AWS::Partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy'),
          AccessScope: { Type: 'cluster' },
        },
      ],
    },
  };
}

/** One entry each for the principals that become cluster-admin beside the provision role. */
export function administratorAccess({ administrators }: TemplateShape): Readonly<Record<string, Resource>> {
  return Object.fromEntries(
    Array.from({ length: administrators }, (_, i) => [
      `${ADMINISTRATOR}${i + 1}`,
      adminEntry(select(i, ref('Administrators'))),
    ]),
  );
}

/** What the logical IDs of those entries begin with. */
export const ADMINISTRATOR = 'Administrator';
