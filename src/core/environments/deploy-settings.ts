import * as l10n from '@vscode/l10n';
import { MAX_LENGTH, displayText } from '../foreign/shown-text';
import { environmentProblem } from '../registry/environment-scope';

/** A namespace that the settings name for an environment, or for all that a pattern such as `review/*` matches. */
export interface NamedNamespace {
  readonly environment: string;
  readonly namespace: string;
}

/** What is used of the setting `eks.deploy`. */
export interface DeploySettings {
  readonly namespaces: readonly NamedNamespace[];
  /** Sentences about what was ignored. */
  readonly problems: readonly string[];
}

/** A repository may name thousands, and each is watched. */
const MAX_NAMESPACES = 100;

/** Reads the setting, whoever wrote it. Unknown keys are ignored. */
export function readDeploySettings(value: unknown): DeploySettings {
  const environments = tableOf(tableOf(value).environments);
  const namespaces: NamedNamespace[] = [];
  const problems: string[] = [];
  for (const [environment, options] of Object.entries(environments)) {
    const { namespace } = tableOf(options);
    if (namespace === undefined) continue;
    const problem = problemOf(environment, namespace);
    if (problem !== undefined) problems.push(problem);
    else if (namespaces.length < MAX_NAMESPACES && typeof namespace === 'string')
      namespaces.push({ environment, namespace });
  }
  return { namespaces, problems: problems.slice(0, MAX_NAMESPACES) };
}

/**
 * The setting with one more environment; everything else in it stays as it is.
 * @param value of one level, as it stands in the file
 */
export function withNamespace(value: unknown, { environment, namespace }: NamedNamespace): object {
  const settings = tableOf(value);
  const environments = tableOf(settings.environments);
  const options = { ...tableOf(environments[environment]), namespace };
  // Not by assignment: an environment may be called `__proto__`.
  const entries = [...Object.entries(environments).filter(([name]) => name !== environment)];
  return { ...settings, environments: Object.fromEntries([...entries, [environment, options]]) };
}

/** @returns why Kubernetes has no namespace of that name; `undefined` where it may */
export function namespaceProblem(name: string): string | undefined {
  if (/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) return undefined;
  return l10n.t('A namespace name has at most 63 lowercase letters, digits and hyphens.');
}

function problemOf(environment: string, namespace: unknown): string | undefined {
  const shown = displayText(environment, MAX_LENGTH.name);
  const wrongName = environmentProblem(environment.replaceAll('*', 'x'));
  if (wrongName !== undefined) return l10n.t('eks.deploy names the environment {0}: {1}', shown, wrongName);
  const wrongNamespace = namespaceProblem(typeof namespace === 'string' ? namespace : '');
  return wrongNamespace && l10n.t('eks.deploy names a namespace for {0}: {1}', shown, wrongNamespace);
}

type Table = Readonly<Record<string, unknown>>;

function tableOf(value: unknown): Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {};
}
