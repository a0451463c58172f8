import type * as vscode from 'vscode';
import type { Report } from '../../core/background';
import type { Identity } from '../../core/identity';
import type { Operations } from '../../core/operation/run/operations';
import type { Journal } from '../../core/ports/journal';
import type { Clock } from '../../core/ports/clock';
import type { Checklist } from '../../core/preflight';
import type { KubectlAccess } from '../kubectl-access';
import { once } from '../lazy';
import type { Log } from '../log';
import type { Sessions } from '../sessions';
import type { Settings } from '../settings';
import type { Creation } from './creation';
import { Drafts } from './drafts';
import type { FormSession } from './form-session';
import { FormHost } from './host';
import { FormPanel } from './panel';

interface FormPorts {
  readonly extensionUri: vscode.Uri;
  readonly memory: { readonly workspaceState: vscode.Memento; readonly globalState: vscode.Memento };
  readonly sessions: Sessions;
  readonly settings: Settings;
  readonly identity: () => Promise<Identity>;
  readonly creation: () => Promise<Creation>;
  readonly operations: Operations;
  readonly journal: Journal;
  readonly access: KubectlAccess;
  readonly checklist: () => Promise<Checklist>;
  readonly clock: Clock;
  readonly log: Log;
  readonly report: Report;
}

/** The form, closed: its session and what answers it are loaded when it is opened. */
export function createForm({ extensionUri, memory, log, report, ...ports }: FormPorts) {
  const drafts = new Drafts(memory.workspaceState, memory.globalState, ports.settings);
  let session: FormSession | undefined;
  const loaded = once(async () => {
    const { answering, creationOf, formHtml, newFormSession, newsOf } = await import('./handlers');
    const made = newFormSession({
      ...{ ...ports, drafts, report: (error: unknown) => log.error(error) },
      tell: (rows) => form.tell('checks', rows),
    });
    session = made.session;
    return { answering, creationOf, formHtml, newsOf, parts: { ...ports, ...made, drafts, report } };
  });
  const formHost = new FormHost({
    ...{ ...ports, drafts, memory: memory.workspaceState },
    creationOf: async (draft) => (await loaded()).creationOf(draft, ports),
    newsOf: async (creation, shown) => (await loaded()).newsOf(creation, shown, ports),
    resume: async (role) => (await loaded()).parts.session.resume(role),
  });
  const html = async (webview: vscode.Webview) => (await loaded()).formHtml(webview, extensionUri);
  const form = new FormPanel(extensionUri, formHost, log, report, html, async (connection) => {
    const { answering, parts } = await loaded();
    return answering(formHost, parts, connection);
  });
  return { form, formHost, forgetSession: () => session?.forget() };
}
