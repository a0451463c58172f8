import { deepStrictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../../..');

/** Names that act outside of the extension, modules and functions alike, and the only files and folders that may use them. */
const RULES: Readonly<
  Record<string, { readonly names: readonly string[]; readonly places: readonly string[] }>
> = {
  'sends requests, which src/network checks and bounds': {
    names: [
      ...['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'undici'].flatMap((name) => [
        `'${name}'`,
        `'node:${name}'`,
      ]),
      ...['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'],
    ],
    // The first only listens, on this machine.
    places: ['src/kube/forwarder.ts', 'src/network'],
  },
  'reports to somebody what the user does': {
    names: ['createTelemetryLogger', 'sendBeacon', 'sendTelemetryEvent', 'isTelemetryEnabled'],
    places: [],
  },
  'starts a program': {
    names: [
      ...["'child_process'", "'node:child_process'", "'worker_threads'", "'node:worker_threads'"],
      ...['ShellExecution', 'CustomExecution', 'sendText'],
    ],
    places: ['src/build/process-tree.ts', 'src/build/run-program.ts', 'src/ui/deploy/build-task.ts'],
  },
  'runs tasks: the AWS CLI to sign in, builds, and the folder’s own tests': {
    names: ['ProcessExecution', 'executeTask'],
    places: [
      'src/ui/authentication/sso-login.ts',
      'src/ui/deploy/build-task.ts',
      'src/ui/deploy/test-task.ts',
    ],
  },
  'opens a terminal': {
    names: ['createTerminal'],
    places: ['src/ui/commands/cluster-terminals.ts', 'src/ui/environments/shells.ts'],
  },
  'opens a browser': {
    names: ['openExternal'],
    places: [
      'src/ui/shell-integration.ts',
      'src/ui/commands/error-actions.ts',
      'src/ui/commands/open-console.ts',
      'src/ui/deploy/run-with-progress.ts',
      'src/ui/environments/ways-in.ts',
    ],
  },
};

describe('Nothing but the files that are known for it', () => {
  const used = new Map(sources().map((file) => [file, namesIn(file)]));

  for (const [what, { names, places }] of Object.entries(RULES)) {
    it(what, () => {
      const found = [...used].filter(([, used]) => names.some((name) => used.has(name)));
      const placesOfIt = found.map(([file]) => places.find((place) => file.startsWith(place)) ?? file);
      deepStrictEqual([...new Set(placesOfIt)], places);
    });
  }
});

function sources(): readonly string[] {
  return ['src', 'webview'].flatMap((place) =>
    readdirSync(join(ROOT, place), { recursive: true, withFileTypes: true })
      .filter((entry) => (entry.isFile() && entry.name.endsWith('.ts')) || entry.name.endsWith('.tsx'))
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
}

/** Identifiers, and what is imported, in quotes. */
function namesIn(file: string): ReadonlySet<string> {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const names = new Set(ts.preProcessFile(text).importedFiles.map(({ fileName }) => `'${fileName}'`));
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return names;
}
