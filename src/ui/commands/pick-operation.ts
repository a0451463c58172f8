import * as l10n from '@vscode/l10n';
import { userError } from '../../core/errors/catalogue';
import type { Operations } from '../../core/operation/run/operations';
import type { OperationView } from '../../core/operation/view';
import { isRow, keptIn } from '../../core/tree/rows';
import { operationText } from '../operation-text';
import { chooseFrom } from '../quick-input';

/**
 * The operation that a command was called on, by its row or its ID, or, from the palette, the one that the user picks of
 * those that the command can do something with.
 * @returns `undefined` when the user changed their mind
 */
export async function pickOperation(
  operations: Operations,
  argument: unknown,
  isMeant: (view: OperationView) => boolean,
): Promise<OperationView | undefined> {
  const meant = operations.views.filter(isMeant);
  const id = idOf(argument);
  if (id !== undefined) {
    const named = meant.find((view) => view.id === id);
    if (!named) throw userError('operation-gone');
    return named;
  }
  if (meant.length === 0) throw userError('no-operation');
  if (meant.length === 1) return meant[0];
  const items = meant.map((view) => ({
    label: view.clusterName,
    description: view.region,
    detail: operationText(view),
    view,
  }));
  const picked = await chooseFrom(items, { title: l10n.t('Operation'), matchOnDetail: true });
  return picked?.view;
}

function idOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (!isRow(argument)) return undefined;
  return argument.kind === 'operation' ? argument.id : keptIn(argument)?.id;
}
