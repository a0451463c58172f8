/** Who calls the API server, once authenticated. */
export interface User {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  /** An access policy of EKS allows everything, beside what RBAC does. */
  readonly clusterAdmin: boolean;
}

export const ANONYMOUS: User = {
  username: 'system:anonymous',
  groups: ['system:unauthenticated'],
  clusterAdmin: false,
};

export const AUTHENTICATED = 'system:authenticated';
