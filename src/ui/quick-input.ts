import * as vscode from 'vscode';
import { withoutIcons } from '../core/foreign/shown-text';
import { boxTexts, itemTexts, type BoxTexts, type Item } from './quick-item';

/** An item as VS Code shows it, with the original item. */
export type ShownItem<I extends Item> = vscode.QuickPickItem & { readonly item: I };

/** The item with sanitized texts. */
export function shownItem<I extends Item>(item: I): ShownItem<I> {
  const { icon, picked, alwaysShow, buttons } = item;
  const iconPath = icon === undefined ? undefined : new vscode.ThemeIcon(icon);
  return { ...itemTexts(item), picked, alwaysShow, buttons, iconPath, item };
}

/** Has one of the items chosen. @returns `undefined` when the user changed their mind */
export async function chooseFrom<I extends Item>(
  items: readonly I[],
  { title, matchOnDetail, ignoreFocusOut }: vscode.QuickPickOptions,
): Promise<I | undefined> {
  const options = { ...boxTexts({ title }), matchOnDetail, ignoreFocusOut };
  return (await vscode.window.showQuickPick(items.map(shownItem), options))?.item;
}

/** A box to type in. */
export interface TextBox extends BoxTexts {
  readonly value?: string;
  readonly password?: boolean;
  readonly ignoreFocusOut?: boolean;
  /** @returns why the text is not valid */
  readonly validateInput?: (text: string) => string | undefined;
}

/** Has a text typed. @returns `undefined` when the user changed their mind */
export function typeText(options: TextBox): Thenable<string | undefined> {
  const { value, password, ignoreFocusOut, validateInput } = options;
  return vscode.window.showInputBox({
    ...boxTexts(options),
    ...{ value, password, ignoreFocusOut },
    validateInput: (text) => plain(validateInput?.(text)),
  });
}

/** Sanitizes a text in which VS Code would draw icons and create links, such as a validation message. */
export function plain(text: string | undefined): string | undefined {
  return text === undefined ? undefined : withoutIcons(text);
}
