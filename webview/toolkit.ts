// The only file that knows the toolkit, which its makers have archived.
import {
  provideVSCodeDesignSystem,
  vsCodeBadge,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDivider,
  vsCodeLink,
  vsCodeProgressRing,
} from '@vscode/webview-ui-toolkit';
import { setAttributes, type Attributes } from './dom/element';

/** What the page uses of the toolkit's elements. */
export type Button = HTMLElement & { disabled: boolean };
export type Checkbox = HTMLElement & { disabled: boolean; checked: boolean };

export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(
    vsCodeBadge(),
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDivider(),
    vsCodeLink(),
    vsCodeProgressRing(),
  );
}

/** @param options.detail said after the text by a screen reader only, to tell several *Retry* apart */
export function button(options: {
  id?: string;
  text: string;
  detail?: string;
  appearance: 'primary' | 'secondary';
  onClick: () => void;
}): Button {
  const element = make('vscode-button', { id: options.id, appearance: options.appearance }) as Button;
  element.append(options.text);
  if (options.detail) element.append(hiddenText(` ${options.detail}`));
  element.addEventListener('click', options.onClick);
  return element;
}

/** A link that runs something instead of leading somewhere. */
export function actionLink(options: { text: string; onClick: () => void }): HTMLElement {
  const element = make('vscode-link', { href: '#' });
  element.append(options.text);
  element.addEventListener('click', (event) => {
    event.preventDefault();
    options.onClick();
  });
  return element;
}

/** A link to a page of the web, which VS Code opens in its own way: it asks first where it does not know the host. */
export function webLink(text: string): HTMLElement {
  const element = make('vscode-link', {});
  element.append(text);
  return element;
}

/**
 * The toolkit also tells of changes that the page itself made: `onChange` compares before it acts.
 * It overwrites `aria-label` with the text inside, so a name has to come by `aria-labelledby`.
 */
export function checkbox(attributes: Attributes, onChange: (isChecked: boolean) => void): Checkbox {
  const element = make('vscode-checkbox', attributes) as Checkbox;
  element.addEventListener('change', () => onChange(element.checked));
  return element;
}

export function progressRing(): HTMLElement {
  return make('vscode-progress-ring', { 'aria-hidden': 'true' });
}

export function divider(): HTMLElement {
  return make('vscode-divider', { role: 'separator' });
}

function make(tag: `vscode-${string}`, attributes: Attributes): HTMLElement {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  return element;
}

function hiddenText(text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'screen-reader-only';
  element.append(text);
  return element;
}
