import { environmentProblem } from '../registry/environment-scope';

/** Branches that are usually deployed to production. Git does not tell which branch of a repository is its default. */
const DEFAULT_BRANCHES = ['main', 'master', 'trunk'];

/**
 * Environments to offer for deploying, the most likely one first: of a default branch `production`, of any other the
 * review environment of that branch, as in GitLab.
 * @param branch empty where there is none
 * @param known environments that the project already has
 */
export function suggestEnvironments(branch: string, known: readonly string[]): readonly string[] {
  const isDefault = branch === '' || DEFAULT_BRANCHES.includes(branch);
  const usual = isDefault ? ['production', 'staging'] : [`review/${branch}`, 'staging', 'production'];
  const names = [...new Set([...usual, ...known])];
  return names.filter((name) => environmentProblem(name) === undefined);
}
