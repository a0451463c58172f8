import type * as vscode from 'vscode';
import { MAX_LENGTH, displayText, withoutIcons } from '../core/foreign/shown-text';

/** An item of a list to choose from. Its icon is a field of its own, since texts of others may imitate one. */
export interface Item extends Pick<
  vscode.QuickPickItem,
  'label' | 'description' | 'detail' | 'picked' | 'alwaysShow' | 'buttons'
> {
  /** ID of one of VS Code's icons. */
  readonly icon?: string;
}

/**
 * The texts of an item, made safe to show, since others may have written them. VS Code makes a Markdown hover of the
 * description.
 */
export function itemTexts({ label, description, detail }: Item) {
  return {
    label: withoutIcons(label, MAX_LENGTH.line),
    description: description === undefined ? undefined : withoutIcons(description, MAX_LENGTH.line),
    detail: detail === undefined ? undefined : withoutIcons(detail, MAX_LENGTH.line),
  };
}

/** Texts around a box to type in, in which VS Code draws icons and makes links, also to commands. */
export interface BoxTexts {
  readonly title?: string;
  readonly prompt?: string;
  readonly placeHolder?: string;
}

export function boxTexts({ title, prompt, placeHolder }: BoxTexts): BoxTexts {
  return {
    title: title === undefined ? undefined : displayText(title, MAX_LENGTH.sentence),
    prompt: prompt === undefined ? undefined : withoutIcons(prompt, MAX_LENGTH.line),
    placeHolder: placeHolder === undefined ? undefined : displayText(placeHolder, MAX_LENGTH.sentence),
  };
}
