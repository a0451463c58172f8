import type {
  KeyPair,
  KubernetesVersion,
  ListedInstanceType,
  SecurityGroup,
  Subnet,
  Vpc,
} from '../ports/aws';
import type { OwnPrincipal } from '../sign-in/own-principal';

/** What is known about the account and the workspace so far. A fact that is absent never makes a problem. */
export interface DraftFacts {
  /** Ids of the levels to choose from. */
  readonly levels: readonly string[];
  /** Environment scopes that clusters of the chosen level already serve. */
  readonly takenScopes?: readonly string[];
  /** Names of the clusters in the chosen region. */
  readonly takenNames?: readonly string[];
  readonly kubernetesVersions?: readonly KubernetesVersion[];
  readonly vpcs?: readonly Vpc[];
  /** Of the chosen VPC. */
  readonly subnets?: readonly Subnet[];
  /** Of the chosen VPC. */
  readonly securityGroups?: readonly SecurityGroup[];
  readonly keyPairs?: readonly KeyPair[];
  readonly instanceTypes?: readonly ListedInstanceType[];
  /** Whether the user's own identity may become cluster-admin. */
  readonly ownPrincipal?: OwnPrincipal;
}
