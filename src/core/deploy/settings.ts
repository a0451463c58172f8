import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { MAX_LENGTH, displayText } from '../foreign/shown-text';
import { environmentProblem, matches, specificity } from '../registry/environment-scope';
import { APP_KEYS, ENVIRONMENT_KEYS, type AppSettings } from './settings-schema';

export type { AppSettings } from './settings-schema';

/** The setting `eks.deploy` of a folder. */
export interface DeploySettings {
  readonly app: AppSettings;
  /** By name or by a pattern such as `review/*`. */
  readonly environments: readonly { readonly scope: string; readonly settings: AppSettings }[];
  /** Sentences about what is ignored. */
  readonly problems: readonly string[];
}

/** A repository may name thousands. */
const MAX_ENVIRONMENTS = 100;
const MAX_PROBLEMS = 100;

/** Reads the setting. A key whose value is wrong is ignored and told; an unknown key is ignored. */
export function readDeploySettings(value: unknown): DeploySettings {
  const table = tableOf(value);
  const problems: string[] = [];
  const app = readKeys(table, APP_KEYS, (key, problem) => {
    problems.push(l10n.t('eks.deploy, {0}: {1}', key, problem));
  });
  const environments: { scope: string; settings: AppSettings }[] = [];
  for (const [scope, options] of Object.entries(tableOf(table.environments))) {
    const shown = displayText(scope, MAX_LENGTH.name);
    const wrongName = environmentProblem(scope.replaceAll('*', 'x'));
    if (wrongName !== undefined) {
      problems.push(l10n.t('eks.deploy names the environment {0}: {1}', shown, wrongName));
      continue;
    }
    const settings = readKeys(tableOf(options), ENVIRONMENT_KEYS, (key, problem) => {
      problems.push(l10n.t('eks.deploy, {0} of environment {1}: {2}', key, shown, problem));
    });
    if (environments.length < MAX_ENVIRONMENTS) environments.push({ scope, settings });
  }
  return { app, environments, problems: problems.slice(0, MAX_PROBLEMS) };
}

/**
 * What counts for an environment: its own name before a pattern, a longer pattern before a shorter one, `*` before what
 * is said for the folder. Each key counts as a whole.
 */
export function settingsFor(environment: string, { app, environments }: DeploySettings): AppSettings {
  const matching = environments
    .filter(({ scope }) => matches(scope, environment))
    .toSorted((a, b) => rank(a.scope) - rank(b.scope) || a.scope.length - b.scope.length);
  return matching.reduce((merged, { settings }) => ({ ...merged, ...settings }), app);
}

/** The same, of the value of the setting. */
export function environmentSettings(environment: string, value: unknown): AppSettings {
  return settingsFor(environment, readDeploySettings(value));
}

const rank = (scope: string) => ['any', 'pattern', 'exact'].indexOf(specificity(scope));

function readKeys(
  table: Table,
  keys: Readonly<Record<string, v.GenericSchema>>,
  tell: (key: string, problem: string) => void,
): AppSettings {
  const read: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(keys)) {
    const value = Object.hasOwn(table, key) ? table[key] : undefined;
    if (value === undefined) continue;
    const result = v.safeParse(schema, value, { abortEarly: true });
    if (result.success) read[key] = result.output;
    else tell(key, result.issues[0].message);
  }
  // Each key by its own schema.
  return read;
}

type Table = Readonly<Record<string, unknown>>;

function tableOf(value: unknown): Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {};
}
