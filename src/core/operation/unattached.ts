import * as l10n from '@vscode/l10n';
import type { Target } from '../registry/target';

/** Where the files of an operation wait to be written, in the user's words. */
export function levelName({ level }: Pick<Target, 'level'>): string {
  switch (level.kind) {
    case 'folder':
      return level.name;
    case 'workspace':
      return l10n.t('its workspace');
    case 'user':
      return l10n.t('a trusted window');
  }
}
