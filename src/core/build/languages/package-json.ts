import * as v from 'valibot';
import type { FolderFiles } from '../folder-files';

/** What of a `package.json` says how an app is built and started. */
export interface PackageJson {
  readonly scripts: Readonly<Record<string, string>>;
  /** All that it depends on, also for development. */
  readonly dependencies: readonly string[];
  readonly main?: string;
  /** As in `engines`. */
  readonly node?: string;
  /** As in `packageManager`. */
  readonly manager?: string;
  readonly isWorkspace: boolean;
}

const TEXTS = v.fallback(v.record(v.string(), v.string()), {});
const SCHEMA = v.object({
  scripts: v.optional(TEXTS, {}),
  dependencies: v.optional(TEXTS, {}),
  devDependencies: v.optional(TEXTS, {}),
  engines: v.optional(TEXTS, {}),
  main: v.fallback(v.optional(v.string()), undefined),
  packageManager: v.fallback(v.optional(v.string()), undefined),
  workspaces: v.optional(v.unknown()),
});

/** `undefined` where there is none that can be read. */
export function readPackage(files: FolderFiles): PackageJson | undefined {
  const text = files.text('package.json');
  if (text === undefined) return undefined;
  const parsed = v.safeParse(SCHEMA, parse(text));
  if (!parsed.success) return undefined;
  const { scripts, dependencies, devDependencies, engines, main, packageManager, workspaces } = parsed.output;
  return {
    scripts,
    dependencies: Object.keys({ ...dependencies, ...devDependencies }),
    ...(main !== undefined && { main: main.replace(/^\.\//, '') }),
    ...(engines.node !== undefined && { node: engines.node }),
    ...(packageManager !== undefined && { manager: packageManager }),
    isWorkspace: workspaces !== undefined || files.names.includes('pnpm-workspace.yaml'),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
