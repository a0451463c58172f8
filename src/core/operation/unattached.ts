import * as l10n from '@vscode/l10n';
import type { WorkspacePort } from '../ports/workspace';
import type { Target } from '../registry/target';
import type { Operation } from './operation';
import type { OperationState } from './view';

/** Nothing is left of an operation but files that are not this window's to write: AWS need not be asked for that. */
export function isPendingRegistration(
  operation: Operation,
  workspace: Pick<WorkspacePort, 'isLevelOpen'>,
): boolean {
  if (workspace.isLevelOpen(operation.target.level)) return false;
  const { attached, stack } = operation;
  switch (operation.kind) {
    case 'create':
      return stack.step === 'complete' && operation.clusterConfigured && !attached;
    case 'delete':
      return stack.step === 'gone' && attached;
  }
}

export function pendingRegistration({ target, notes }: Operation): OperationState {
  return { kind: 'unattached', where: levelName(target), notes };
}

/** Where the files of an operation wait to be written, in the user's words. */
function levelName({ level }: Pick<Target, 'level'>): string {
  switch (level.kind) {
    case 'folder':
      return level.name;
    case 'workspace':
      return l10n.t('its workspace');
    case 'user':
      return l10n.t('a trusted window');
  }
}
