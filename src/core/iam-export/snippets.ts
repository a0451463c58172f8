import { assumeRolePolicy, type PolicyDocument, provisionPolicy, provisionTrust } from '../policy';
import { COMPUTE_KINDS } from '../cluster-form/cluster-spec';

/** A row of VS Code's snippet file. https://code.visualstudio.com/docs/editing/userdefinedsnippets */
export interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** The policies as snippets: what only the user knows is a tab stop, the same one wherever it stands. */
export function snippets(): Readonly<Record<string, Snippet>> {
  return {
    'EKS provision policy': snippet(
      'eks-provision-policy',
      'What a role needs to create, watch and delete Amazon EKS clusters of every kind',
      provisionPolicy({
        compute: COMPUTE_KINDS,
        includeDelete: true,
        accountId: '${1:*}',
        region: '${2:*}',
        provisionRole: '${3:eks-provision}',
        serviceRole: '${4:eks-service-role}',
      }),
    ),
    'EKS provision role trust': snippet(
      'eks-provision-trust',
      'Who may assume the role that creates Amazon EKS clusters',
      provisionTrust({ accountId: '${1:YOUR-ACCOUNT-ID}', externalId: '${2:YOUR-EXTERNAL-ID}' }),
    ),
    'EKS assume role policy': snippet(
      'eks-assume-role-policy',
      'Lets a user or role assume the roles that create Amazon EKS clusters',
      assumeRolePolicy({ accountId: '${1:YOUR-ACCOUNT-ID}', rolePrefix: '${2:eks-provision}' }),
    ),
  };
}

/** Tabs, in whose place VS Code puts the indentation of the document. */
function snippet(prefix: string, description: string, document: PolicyDocument): Snippet {
  return { prefix, description, body: JSON.stringify(document, null, '\t').split('\n') };
}
