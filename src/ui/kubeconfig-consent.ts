import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { userError } from '../core/errors/catalogue';
import type { Level } from '../core/registry/target';
import { isInside, refuseUnknownVariable } from './kubeconfig-path';
import type { Notifier } from './notify';

const OWN_KEY = 'kubeconfig.own.consent';
const ELSEWHERE_KEY = 'kubeconfig.elsewhere.consent';

type Place =
  | { readonly kind: 'in folder' }
  /** Chosen by the user's own environment, and not by any repository. */
  | { readonly kind: 'own' }
  /** Where a link or a setting leads, which a repository may have made. */
  | { readonly kind: 'elsewhere'; readonly real: string };

/** Consents given globally and for this workspace. */
interface ConsentMemory {
  readonly globalState: Pick<vscode.Memento, 'get' | 'update'>;
  readonly workspaceState: Pick<vscode.Memento, 'get' | 'update'>;
}

interface ConsentDeps {
  readonly notifier: Pick<Notifier, 'confirm'>;
  /** The path of the folder whose kubeconfig file a level's clusters are in. */
  readonly folderOf: (level: Level) => string | undefined;
  /** The file that a path means, behind all links. */
  readonly realPath: (path: string) => Promise<string>;
}

/**
 * Which kubeconfig files may be written: those in their folder, and those outside of it that the user agrees to, once.
 */
export class KubeconfigConsent {
  constructor(
    private readonly memory: ConsentMemory,
    private readonly deps: ConsentDeps,
  ) {}

  /**
   * @returns whether the file may be written
   * @throws UserError where the path has a variable without a value
   */
  async ask(level: Level, path: string): Promise<boolean> {
    refuseUnknownVariable(path, this.deps.folderOf(level));
    const place = await this.placeOf(level, path);
    if (place.kind === 'in folder' || this.isGranted(place, path)) return true;
    const agreed = await this.deps.notifier.confirm({ ...question(place, path), agree: l10n.t('Write It') });
    if (agreed) await this.grant(place, path);
    return agreed;
  }

  /** Whether the file may contain entries of ours. */
  async isGrantedFor(level: Level, path: string): Promise<boolean> {
    const place = await this.placeOf(level, path);
    return place.kind !== 'elsewhere' || this.isGranted(place, path);
  }

  /**
   * For operations in the background, which cannot ask.
   * @throws UserError where the user would have to be asked
   */
  async check(level: Level, path: string): Promise<'in folder' | 'elsewhere'> {
    refuseUnknownVariable(path, this.deps.folderOf(level));
    const place = await this.placeOf(level, path);
    switch (place.kind) {
      case 'in folder':
        return 'in folder';
      case 'own':
        // The form showed the file when the user chose this level.
        await this.grant(place, path);
        return 'elsewhere';
      case 'elsewhere':
        if (!this.isGranted(place, path)) throw userError('kubeconfig-elsewhere', { path, real: place.real });
        return 'elsewhere';
    }
  }

  private async placeOf(level: Level, path: string): Promise<Place> {
    if (level.kind === 'user') return { kind: 'own' };
    const { folderOf, realPath } = this.deps;
    const folder = folderOf(level);
    const real = await realPath(path);
    // The folder is no longer open, so nothing counts as inside.
    if (folder === undefined) return { kind: 'elsewhere', real };
    return isInside(await realPath(folder), real) ? { kind: 'in folder' } : { kind: 'elsewhere', real };
  }

  private isGranted(place: Exclude<Place, { kind: 'in folder' }>, path: string): boolean {
    switch (place.kind) {
      case 'own':
        return this.memory.globalState.get<boolean>(OWN_KEY, false);
      case 'elsewhere':
        return this.grants()[path] === place.real;
    }
  }

  private async grant(place: Exclude<Place, { kind: 'in folder' }>, path: string): Promise<void> {
    if (this.isGranted(place, path)) return;
    switch (place.kind) {
      case 'own':
        return this.memory.globalState.update(OWN_KEY, true);
      case 'elsewhere':
        return this.memory.workspaceState.update(ELSEWHERE_KEY, { ...this.grants(), [path]: place.real });
    }
  }

  /** Real paths by the paths that led there when the user agreed. */
  private grants(): Readonly<Record<string, string>> {
    return this.memory.workspaceState.get(ELSEWHERE_KEY, {});
  }
}

function question(place: Exclude<Place, { kind: 'in folder' }>, path: string) {
  switch (place.kind) {
    case 'own':
      return {
        question: l10n.t('Add clusters to your kubeconfig {0}?', path),
        detail: l10n.t(
          'Only the entries for clusters that you add and the current context are written. The rest of the file does not change. You are only asked once.',
        ),
      };
    case 'elsewhere':
      return {
        question: l10n.t('Write to a kubeconfig outside this folder?'),
        detail: l10n.t(
          'This folder’s kubeconfig {0} resolves to {1}. A link or the setting eks.kubeconfig.path, which may come from the repository, points there. You are only asked once.',
          path,
          place.real,
        ),
      };
  }
}
