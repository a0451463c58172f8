import type * as vscode from 'vscode';
import type { Report } from '../../core/background';
import type { Identity } from '../../core/identity';
import type { Operations } from '../../core/operation/run/operations';
import type { Journal } from '../../core/ports/journal';
import type { Clock } from '../../core/ports/clock';
import type { CheckSet } from '../../core/preflight';
import type { KubectlAccess } from '../kubectl-access';
import { once } from '../lazy';
import type { Log } from '../log';
import type { Sessions } from '../sessions';
import type { Settings } from '../settings';
import type { FormServices } from './form-services';
import { Drafts } from './drafts';
import type { FormSession } from './form-session';
import { FormHost } from './host';
import { FormPanel } from './panel';

interface CreateFormDeps {
  readonly extensionUri: vscode.Uri;
  readonly memory: { readonly workspaceState: vscode.Memento; readonly globalState: vscode.Memento };
  readonly sessions: Sessions;
  readonly settings: Settings;
  readonly identity: () => Promise<Identity>;
  readonly services: () => Promise<FormServices>;
  readonly operations: Operations;
  readonly journal: Journal;
  readonly access: KubectlAccess;
  readonly checklist: () => Promise<CheckSet>;
  readonly clock: Clock;
  readonly log: Log;
  readonly report: Report;
}

/** Creates the form, closed. Its session and its handlers are loaded when it is opened. */
export function createForm({ extensionUri, memory, log, report, ...deps }: CreateFormDeps) {
  const drafts = new Drafts(memory.workspaceState, memory.globalState, deps.settings);
  let session: FormSession | undefined;
  const loaded = once(async () => {
    const { answerMessages, findCreation, formHtml, newFormSession, latestView } = await import('./handlers');
    const made = newFormSession({
      ...{ ...deps, drafts, report: (error: unknown) => log.error(error) },
      tell: (rows) => form.sendEvent('checks', rows),
    });
    session = made.session;
    return {
      answerMessages,
      findCreation,
      formHtml,
      latestView,
      formDeps: { ...deps, ...made, drafts, report },
    };
  });
  const formHost = new FormHost({
    ...{ ...deps, drafts, memory: memory.workspaceState },
    findCreation: async (draft) => (await loaded()).findCreation(draft, deps),
    latestView: async (creation, shown) => (await loaded()).latestView(creation, shown, deps),
    resume: async (role) => (await loaded()).formDeps.session.resume(role),
  });
  const html = async (webview: vscode.Webview) => (await loaded()).formHtml(webview, extensionUri);
  const form = new FormPanel(extensionUri, formHost, log, report, html, async (connection) => {
    const { answerMessages, formDeps } = await loaded();
    return answerMessages(formHost, formDeps, connection);
  });
  return { form, formHost, forgetSession: () => session?.forget() };
}
