import { environmentNames, type Project } from '../cluster/environment-names';
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
