import type { ManagedCompute } from './cluster-spec';

/** What stands in the form, as typed: text where the user types, ids where the user chooses. Kept by the host. */
export interface Draft {
  readonly roleArn: string;
  readonly region: string;
  readonly name: string;
  readonly environmentScope: string;
  readonly kubernetesVersion: string;
  readonly serviceRoleArn: string;
  /** Empty: no key pair. */
  readonly keyPair: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  /** The form offers no other kind. */
  readonly compute: ManagedCompute['kind'];
  readonly instanceType: string;
  readonly nodeCount: string;
  readonly managed: boolean;
  readonly namespacePerEnvironment: boolean;
  /** `id` of one of the {@link LevelOption}s. */
  readonly level: string;
  /** Consent to the profile that `aws eks get-token` needs for a role with an external ID. */
  readonly writeProfile: boolean;
}

export type Field = keyof Draft;

export const EMPTY_DRAFT: Draft = {
  roleArn: '',
  region: '',
  name: '',
  environmentScope: '*',
  kubernetesVersion: '',
  serviceRoleArn: '',
  keyPair: '',
  vpcId: '',
  subnetIds: [],
  securityGroupId: '',
  compute: 'managed',
  instanceType: '',
  nodeCount: '3',
  managed: true,
  namespacePerEnvironment: true,
  level: '',
  writeProfile: true,
};

/** What is wrong with one field: a sentence, and what to do about it. */
export interface FieldProblem {
  readonly message: string;
  readonly remedy: string;
}

export type DraftProblems = { readonly [F in Field]?: FieldProblem };
