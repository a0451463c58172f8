import { environmentNames, environmentSlug, type Project } from '../cluster/environment-names';
import { withoutTrailing } from '../foreign/trailing';
import { INSTALLATION_TAG, PREFIX, PROJECT_TAG } from '../naming';
import type { RepositoryRequest } from '../ports/image-registry';

/** The repository that the images of a project go to: one for all its environments, the same for everybody who works on it. */
export function repositoryOf(project: Project, installation: string): RepositoryRequest {
  const { namespace: projectId } = environmentNames(project, undefined);
  return {
    name: `${PREFIX}/${projectId}`,
    tags: { [PROJECT_TAG]: projectId, [INSTALLATION_TAG]: installation },
  };
}

/**
 * Where the images of a project go in a registry of the user's choice, which has repositories made by itself or by them.
 * @param registry as `eks.deploy` has it, for example `ghcr.io/example`
 */
export function repositoryIn(registry: string, project: Project): string {
  const { namespace: projectId } = environmentNames(project, undefined);
  return `${withoutTrailing(registry, '/')}/${projectId}`;
}

/** What an image is built from, and for. */
export interface BuiltFrom {
  readonly environment: string;
  /** Empty where the folder is in no repository. */
  readonly sha: string;
  readonly isDirty: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A tag of its own for each build: no image that is used loses its tag to another. */
export function imageTag({ environment, sha, isDirty, at }: BuiltFrom): string {
  const time = new Date(at).toISOString().replace(/\D/g, '').slice(0, 14);
  const parts = [environmentSlug(environment), sha.slice(0, 12), isDirty ? 'dirty' : '', time];
  return parts.filter((part) => part !== '').join('-');
}
