import { createHash } from 'node:crypto';
import { withoutTrailing } from '../foreign/trailing';
import { PREFIX } from '../naming';

/** What is deployed: a workspace folder, as the original's project. */
export interface Project {
  /** Of the repository, or of a folder without one. */
  readonly name: string;
  /**
   * What tells it from others of the name: the URL of its repository, so that everybody who works on it meets in the
   * same namespace; of a folder without one its URI, which is this machine's alone.
   */
  readonly origin: string;
}

/**
 * The project of a folder. Its name is the repository's: everybody may have cloned it into a folder of another one.
 * @param remote URL of its repository; `undefined` where there is none
 */
export function projectFor(
  folder: { readonly name: string; readonly uri: string },
  remote?: string,
): Project {
  if (remote === undefined) return { name: folder.name, origin: folder.uri };
  return { name: originOf(remote).split('/').at(-1) || folder.name, origin: remote };
}

/** Names of what is made for a project, or for one of its environments. */
export interface EnvironmentNames {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleBinding: string;
  /** Absent where all environments of the project share it. */
  readonly environmentSlug?: string;
  readonly projectSlug: string;
}

/** Kubernetes: a DNS label. */
const MAX_NAMESPACE = 63;
/** Of an environment's slug: the original's. */
const MAX_SLUG = 24;

/**
 * Named as in the original: `<project>-<id>`, and `-<environment>` where each has its own.
 * @param environment `undefined`: all share one
 */
export function environmentNames(project: Project, environment: string | undefined): EnvironmentNames {
  const slug = environment === undefined ? undefined : environmentSlug(environment);
  const id = hex(originOf(project.origin)).slice(0, 8);
  const tail = slug === undefined ? `-${id}` : `-${id}-${slug}`;
  const projectSlug =
    withoutTrailing(label(project.name).slice(0, MAX_NAMESPACE - tail.length), '-') || 'project';
  const namespace = `${projectSlug}${tail}`;
  return {
    namespace,
    serviceAccount: `${namespace}-service-account`,
    roleBinding: `${PREFIX}-${namespace}`,
    environmentSlug: slug,
    projectSlug,
  };
}

/**
 * As GitLab makes it: lower case, hyphens for everything else, begins with a letter, at most 24 characters; with a hash
 * of the name where that changed it, since `a/b` and `a-b` are two environments.
 * https://docs.gitlab.com/ci/environments/#ci_environment_slug
 */
export function environmentSlug(name: string): string {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '-');
  const slug = (/^[a-z]/.test(plain) ? plain : `env-${plain}`).replaceAll(/-+/g, '-');
  if (slug === name && slug.length <= MAX_SLUG && !slug.endsWith('-')) return slug;
  const suffix = BigInt(`0x${hex(name)}`)
    .toString(36)
    .slice(-6);
  return `${slug.slice(0, MAX_SLUG - 7).replace(/-$/, '')}-${suffix}`;
}

/** The same, as a cluster is configured: an environment has names of its own there, or shares the project's. */
export function environmentNamesIn(
  { namespacePerEnvironment }: { readonly namespacePerEnvironment: boolean },
  project: Project,
  environment: string,
): EnvironmentNames {
  return environmentNames(project, namespacePerEnvironment ? environment : undefined);
}

/**
 * What GitLab calls a project in `app.gitlab.com/app`: its path with hyphens, as `CI_PROJECT_PATH_SLUG`.
 * https://docs.gitlab.com/ci/variables/predefined_variables/
 * @returns `undefined` for a folder that is in no repository with a remote
 */
export function gitlabProjectSlug({ origin }: Project): string | undefined {
  if (origin.startsWith('file:') || origin.startsWith('vscode-')) return undefined;
  const [, ...path] = originOf(origin).split('/');
  const slug = path
    .join('/')
    .replaceAll(/[^a-z0-9]/g, '-')
    .slice(0, MAX_NAMESPACE);
  return withoutTrailing(slug.replace(/^-+/, ''), '-') || undefined;
}

function label(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '');
}

/** One repository has several URLs: by SSH and HTTPS, with somebody's name or token in it, with and without `.git`. */
function originOf(url: string): string {
  const [, sshHost, sshPath] = /^(?:[^@/]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(url) ?? [];
  const plain =
    sshHost === undefined ? url.replace(/^[a-z+]+:\/\/(?:[^@/]*@)?/i, '') : `${sshHost}/${sshPath ?? ''}`;
  const [address = ''] = plain.split(/[?#]/, 1);
  return withoutTrailing(address, '/')
    .replace(/\.git$/, '')
    .toLowerCase();
}

function hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
