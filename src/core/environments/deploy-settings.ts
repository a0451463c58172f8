import * as l10n from '@vscode/l10n';
import type { DeploySettings } from '../deploy/settings';

/** A namespace that the settings name for an environment, or for all that a pattern such as `review/*` matches. */
export interface NamedNamespace {
  readonly environment: string;
  readonly namespace: string;
}

/** The namespaces that the setting names, for the view that watches each of them. */
export function namedNamespaces({ environments }: DeploySettings): readonly NamedNamespace[] {
  return environments.flatMap(({ scope, settings: { namespace } }) =>
    namespace === undefined ? [] : [{ environment: scope, namespace }],
  );
}

/**
 * The setting with keys of an environment set; everything else in it stays as it is.
 * @param value of one level, as it is in the file
 */
export function withEnvironment(
  value: unknown,
  environment: string,
  keys: Readonly<Record<string, unknown>>,
): object {
  const settings = tableOf(value);
  const environments = tableOf(settings.environments);
  const options = { ...tableOf(environments[environment]), ...keys };
  // Not by assignment: an environment may be called `__proto__`.
  const entries = [...Object.entries(environments).filter(([name]) => name !== environment)];
  return { ...settings, environments: Object.fromEntries([...entries, [environment, options]]) };
}

/** @returns why Kubernetes has no namespace of that name; `undefined` where it may */
export function namespaceProblem(name: string): string | undefined {
  if (/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) return undefined;
  return l10n.t('A namespace name has at most 63 lowercase letters, digits and hyphens.');
}

type Table = Readonly<Record<string, unknown>>;

function tableOf(value: unknown): Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {};
}
