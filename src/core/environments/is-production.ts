/**
 * By its name, as GitLab finds the tier of an environment that says none.
 * https://docs.gitlab.com/ci/environments/#deployment-tier-of-environments
 */
export function isProduction(environment: string): boolean {
  return /(?:^|[^a-z])(?:prod|production|live)(?:[^a-z]|$)/i.test(environment);
}
