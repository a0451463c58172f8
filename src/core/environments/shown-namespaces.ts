import { environmentNames, gitlabProjectSlug, type Project } from '../cluster/environment-names';
import { PREFIX } from '../naming';
import type { WatchedKind } from '../ports/watch';
import type { NamedNamespace } from './deploy-settings';
import type { ShownNamespace } from './grouping/group';
import { Field } from './objects/field';

/** A namespace that the extension made, whatever it is for. */
interface ManagedNamespace {
  readonly name: string;
  /** Absent where all environments of a project share it. */
  readonly environment?: string;
}

/** Where GitLab deployed something, and for which project. */
interface GitlabDeployment {
  readonly namespace: string;
  readonly app: string;
}

/** Namespaces of the extension. Read alike for all projects: who looks at the same shares a watch. */
export const MANAGED_NAMESPACES: WatchedKind<ManagedNamespace> = {
  api: 'api/v1',
  resource: 'namespaces',
  read: (object) => {
    const metadata = new Field(object).at('metadata');
    const isOurs = metadata.at('labels', 'app.kubernetes.io/managed-by').name() === PREFIX;
    if (!isOurs || !metadata.at('labels', `${PREFIX}/app`).isPresent) return undefined;
    const environment = metadata.at('annotations', `${PREFIX}/environment`).name();
    return { name: metadata.at('name').name(), ...(environment === '' ? {} : { environment }) };
  },
};

/** Of all namespaces; of each object nothing is kept but what is asked for. */
export const GITLAB_DEPLOYMENTS: readonly WatchedKind<GitlabDeployment>[] = [
  'deployments',
  'statefulsets',
].map((resource) => ({ api: 'apis/apps/v1', resource, read: readGitlabDeployment }));

function readGitlabDeployment(object: unknown): GitlabDeployment | undefined {
  const metadata = new Field(object).at('metadata');
  const app = metadata.at('annotations', 'app.gitlab.com/app').name();
  return app === '' ? undefined : { namespace: metadata.at('namespace').name(), app };
}

/** Where a project's environments may be in a cluster, and what of each namespace is shown. */
export function shownNamespaces(
  project: Project,
  found: {
    readonly managed: readonly ManagedNamespace[];
    readonly named: readonly NamedNamespace[];
    readonly gitlab: readonly GitlabDeployment[];
  },
): readonly ShownNamespace[] {
  const own = found.managed.filter(
    ({ name, environment }) => environmentNames(project, environment).namespace === name,
  );
  const known = [...own, ...found.named].flatMap(({ environment }) =>
    environment === undefined || environment.includes('*') ? [] : [environment],
  );
  const everything = new Map<string, ShownNamespace>();
  const add = (name: string, environment?: string) =>
    everything.set(name, {
      ...{ name, known, shows: { kind: 'everything' } },
      environment: environment?.includes('*') ? undefined : environment,
    });
  for (const { name, environment } of own) add(name, environment);
  for (const { namespace, environment } of found.named)
    // Two environments in one namespace: what is in it says which it is.
    add(namespace, everything.has(namespace) ? undefined : environment);
  const slug = gitlabProjectSlug(project);
  const elsewhere = found.gitlab.filter(({ app, namespace }) => app === slug && !everything.has(namespace));
  return [
    ...everything.values(),
    ...[...new Set(elsewhere.map(({ namespace }) => namespace))].map((name): ShownNamespace => ({
      ...{ name, known, shows: { kind: 'project', gitlabApp: slug ?? '' } },
    })),
  ].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
