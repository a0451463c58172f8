import * as l10n from '@vscode/l10n';
import { FormClient, type HostMessage } from '../src/protocol/rpc';
import { h } from './dom/element';
import { focusOn } from './dom/focus';
import { mountForm } from './form';
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

// Before anything is built: every word of the page is made with it.
l10n.config({ contents: document.getElementById('texts')?.textContent ?? '{}' });
registerToolkit();

const vscode = new VsCodeApi();
const client = new FormClient((message) => vscode.post(message));
const form = h('div', { class: 'form' });
const announcer = h('div', { class: 'screen-reader-only', role: 'status' });
(document.getElementById('form') ?? document.body).append(form, announcer);

const store: Store = new Store({
  client,
  vscode,
  focus: focusOn,
  // A node of its own, so that the same words are said again.
  announce: (text) => announcer.replaceChildren(h('p', {}, text)),
  render: mountForm(
    form,
    (action) => store.dispatch(action),
    () => Date.now(),
  ),
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
