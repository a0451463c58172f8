import {
  environmentNames,
  gitlabProjectSlug,
  environmentSlug,
  type Project,
} from '../cluster/environment-names';
import { PREFIX } from '../naming';
import type { Commit } from './request';

/** Of what is deployed, and by whom. */
export interface Deployed {
  readonly project: Project;
  readonly environment: string;
  readonly number: number;
  readonly commit: Commit;
  readonly by: string;
}

export const DEPLOYMENT = `${PREFIX}/deployment`;
export const APP = `${PREFIX}/app`;
export const ENV = `${PREFIX}/env`;
export const PROJECT = `${PREFIX}/project`;

/**
 * Labels by which everything of an environment is found, beside those that Kubernetes recommends.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function ownLabels({ project, environment }: Pick<Deployed, 'project' | 'environment'>) {
  const { projectSlug } = environmentNames(project, undefined);
  return {
    'app.kubernetes.io/managed-by': PREFIX,
    [APP]: projectSlug,
    [ENV]: environmentSlug(environment),
    [PROJECT]: projectId(project),
  };
}

/** Those of them that no other environment has. */
export function environmentLabels(environment: Pick<Deployed, 'project' | 'environment'>) {
  const own = ownLabels(environment);
  return { [PROJECT]: own[PROJECT], [ENV]: own[ENV] };
}

/** What pods are selected by. It never changes: Kubernetes does not allow changing a selector. */
export function selectorLabels(
  { project, environment }: Pick<Deployed, 'project' | 'environment'>,
  component: string,
) {
  return {
    'app.kubernetes.io/name': environmentNames(project, undefined).projectSlug,
    'app.kubernetes.io/instance': environmentSlug(environment),
    'app.kubernetes.io/component': component,
  };
}

/** Who deployed what. The number makes one ReplicaSet of each deployment. Those of GitLab are for its own boards. */
export function deployedAnnotations({ project, environment, number, commit, by }: Deployed) {
  const gitlabApp = gitlabProjectSlug(project);
  return {
    [`${PREFIX}/environment`]: environment,
    [DEPLOYMENT]: String(number),
    [`${PREFIX}/commit`]: commit.sha,
    [`${PREFIX}/ref`]: commit.ref,
    [`${PREFIX}/deployed-by`]: by,
    ...(gitlabApp === undefined
      ? {}
      : { 'app.gitlab.com/app': gitlabApp, 'app.gitlab.com/env': environmentSlug(environment) }),
  };
}

/** The eight characters at the end of the name of the project's namespace. */
function projectId(project: Project): string {
  return environmentNames(project, undefined).namespace.slice(-8);
}
