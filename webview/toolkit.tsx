// The only file that knows the toolkit, which its makers have archived.
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDivider,
  vsCodeLink,
  vsCodeProgressRing,
} from '@vscode/webview-ui-toolkit';
import type { ComponentChildren, HTMLAttributes } from 'preact';
import { useRef } from 'preact/hooks';

type CheckboxElement = HTMLElement & { checked: boolean };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'vscode-button': HTMLAttributes & { appearance?: string; disabled?: boolean };
      'vscode-checkbox': HTMLAttributes<CheckboxElement> & { checked?: boolean; disabled?: boolean };
      'vscode-divider': HTMLAttributes;
      'vscode-link': HTMLAttributes & { href?: string };
      'vscode-progress-ring': HTMLAttributes;
    }
  }
}

export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDivider(),
    vsCodeLink(),
    vsCodeProgressRing(),
  );
}

/** @param props.detail read after the text by screen readers only, to tell several *Retry* apart */
export function Button(props: {
  readonly id?: string;
  readonly text: string;
  readonly detail?: string;
  readonly appearance?: 'primary' | 'secondary';
  readonly disabled?: boolean;
  readonly 'data-blocked'?: true;
  readonly onClick: () => void;
}) {
  const { text, detail, appearance = 'secondary', disabled = false, ...others } = props;
  return (
    <vscode-button {...others} appearance={appearance} disabled={disabled}>
      {text}
      {detail && <span class="screen-reader-only"> {detail}</span>}
    </vscode-button>
  );
}

/** A link that runs something instead of leading somewhere. */
export function ActionLink({ text, onClick }: { readonly text: string; readonly onClick: () => void }) {
  const run = (event: Event) => {
    event.preventDefault();
    onClick();
  };
  return (
    <vscode-link href="#" onClick={run}>
      {text}
    </vscode-link>
  );
}

/** A link to a web page. VS Code opens it, and asks first if it does not know the host. */
export function WebLink({ text, href }: { readonly text: string; readonly href: string }) {
  return <vscode-link href={href}>{text}</vscode-link>;
}

/**
 * The toolkit's element also reports changes that the page made itself; those are ignored.
 * It overwrites `aria-label` with the text inside, so a name has to come from `aria-labelledby`.
 */
export function Checkbox(props: {
  readonly id?: string;
  readonly 'aria-labelledby'?: string;
  readonly 'aria-describedby'?: string;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onToggle: (isChecked: boolean) => void;
  readonly children?: ComponentChildren;
}) {
  const { onToggle, ...attributes } = props;
  const shown = useRef(props.checked);
  shown.current = props.checked;
  return (
    <vscode-checkbox
      {...attributes}
      onChange={({ currentTarget: { checked } }) => {
        if (checked !== shown.current) onToggle(checked);
      }}
    />
  );
}

export function ProgressRing() {
  return <vscode-progress-ring aria-hidden="true" />;
}

export function Divider() {
  return <vscode-divider role="separator" />;
}
