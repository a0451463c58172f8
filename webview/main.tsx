import * as l10n from '@vscode/l10n';
import { render } from 'preact';
import { FormClient, type HostMessage } from '../src/protocol/rpc';
import { focusOn } from './dom/focus';
import { showVisibleTextOnly } from './dom/visible-text';
import { Form } from './form';
import { Store } from './store';
import './theme.css';
import './styles/combobox.css';
import './styles/cost.css';
import './styles/fields.css';
import './styles/preflight.css';
import './styles/presets.css';
import './styles/progress.css';
import './styles/tables.css';
import { registerToolkit } from './toolkit';
import { VsCodeApi } from './vscode-api';

// Before anything is rendered: every text of the page comes from it.
l10n.config({ contents: document.getElementById('texts')?.textContent ?? '{}' });
registerToolkit();
showVisibleTextOnly();

const vscode = new VsCodeApi();
const client = new FormClient((message) => vscode.post(message));
const [form, announcer] = [document.createElement('div'), document.createElement('div')];
(document.getElementById('form') ?? document.body).append(form, announcer);
announcer.className = 'screen-reader-only';
announcer.role = 'status';

let announcements = 0;
const store: Store = new Store({
  client,
  vscode,
  focus: focusOn,
  // With a key of its own, so that screen readers also read a text that is the same as the last one.
  announce: (text) => render(<p key={announcements++}>{text}</p>, announcer),
  render: (state) => render(<Form state={state} dispatch={store.dispatch} />, form),
});

window.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => client.receive(data));
for (const act of ['keydown', 'pointerdown', 'wheel'])
  window.addEventListener(act, store.userActs, { capture: true, passive: true });
client.on('retryOffered', (retry) => store.dispatch({ type: 'retryOffered', retry }));
client.on('operation', (operation) => store.dispatch({ type: 'operationChanged', operation }));
client.on('checks', (checks) => store.dispatch({ type: 'checksChanged', checks }));
client.on('identityChanged', ({ externalId }) => store.dispatch({ type: 'identityChanged', externalId }));
client.on('rolesCreated', (roles) => store.dispatch({ type: 'rolesCreated', roles }));

store.dispatch({ type: 'pageOpened', unsaved: vscode.unsavedDraft });
