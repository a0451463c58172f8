import { dirname, isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import type { BuildProblem } from '../../core/build/problems';

/** Where a build took its files from. Paths are absolute. */
interface Built {
  readonly dockerfile: string;
  readonly context: string;
}

/** The problems of the last build of each folder, in VS Code's view *Problems*. */
export class BuildProblems {
  private readonly collection = vscode.languages.createDiagnosticCollection('eks-build');
  private readonly shown = new Map<string, readonly vscode.Uri[]>();

  /** Shows these in place of those of the build before. */
  async show({ dockerfile, context }: Built, problems: readonly BuildProblem[]): Promise<void> {
    const found = new Map<string, { uri: vscode.Uri; diagnostics: vscode.Diagnostic[] }>();
    for (const problem of problems) {
      const path =
        problem.file.kind === 'dockerfile' ? dockerfile : await sourceIn(context, problem.file.path);
      if (path === undefined) continue;
      const uri = vscode.Uri.file(path);
      const { diagnostics } = found.get(path) ?? { diagnostics: [] };
      found.set(path, { uri, diagnostics: [...diagnostics, diagnosticOf(problem)] });
    }
    this.clear(context);
    for (const { uri, diagnostics } of found.values()) this.collection.set(uri, diagnostics);
    this.shown.set(
      context,
      [...found.values()].map(({ uri }) => uri),
    );
  }

  /** What a build begins with. */
  clear(context: string): void {
    for (const uri of this.shown.get(context) ?? []) this.collection.delete(uri);
    this.shown.delete(context);
  }

  dispose(): void {
    this.collection.dispose();
  }
}

function diagnosticOf({ line, column, message }: BuildProblem): vscode.Diagnostic {
  const start = new vscode.Position(line - 1, column - 1);
  // VS Code widens an empty range to the word, and column 1 means the line.
  const range =
    column === 1 ? new vscode.Range(start, start.translate(0, 1_000)) : new vscode.Range(start, start);
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = 'EKS';
  return diagnostic;
}

/** The container calls it `/src/cmd/main.go`: the longest end of that which the folder has. */
async function sourceIn(context: string, named: string): Promise<string | undefined> {
  const parts = named.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return undefined;
  const first = isAbsolute(named) ? 1 : 0;
  for (let index = Math.min(first, parts.length - 1); index < parts.length; index++) {
    const path = join(context, ...parts.slice(index));
    if (dirname(path) !== path && (await isFile(path))) return path;
  }
  return undefined;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(vscode.Uri.file(path))).type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}
