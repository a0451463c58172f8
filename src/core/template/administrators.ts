import { type Parameter, ref, type Resource, sub, type TemplateValue } from './language';
import type { TemplateVariant } from './variant';

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
export function administratorAccess({ administrators }: TemplateVariant): Readonly<Record<string, Resource>> {
  return Object.fromEntries(
    Array.from({ length: administrators }, (_, i) => [
      `${ADMINISTRATOR}${i + 1}`,
      adminEntry(ref(parameterName(i))),
    ]),
  );
}

export function administratorParameters({
  administrators,
}: TemplateVariant): Readonly<Record<string, Parameter>> {
  const parameter = { Type: 'String', Description: 'Role or user that becomes cluster-admin.' } as const;
  return Object.fromEntries(Array.from({ length: administrators }, (_, i) => [parameterName(i), parameter]));
}

export function administratorValues(administrators: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(administrators.map((arn, i) => [parameterName(i), arn]));
}

/** One for each: a list would come apart at the comma that a role's name may have, and end at 4,096 bytes. */
function parameterName(index: number): string {
  return `${ADMINISTRATOR}${index + 1}Arn`;
}

/** What the logical IDs of those entries begin with. */
export const ADMINISTRATOR = 'Administrator';
