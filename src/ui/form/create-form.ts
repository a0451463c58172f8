import type * as vscode from 'vscode';
import type { Report } from '../../core/background';
import type { Clock } from '../../core/ports/clock';
import { Preflight, type Checklist } from '../../core/preflight';
import type { KubectlAccess } from '../kubectl-access';
import type { Translate } from '../lazy-bundle';
import type { Log } from '../log';
import { Drafts } from './drafts';
import { FormSession } from './form-session';
import { FormHost, type FormParts } from './host';
import { FormPanel } from './panel';

/** AWS answers each call within seconds: a check that takes longer will not know in time. */
const CHECK_LIMIT_MS = 20_000;

interface FormPorts extends Pick<FormParts, 'sessions' | 'settings' | 'identity' | 'creation'> {
  readonly extensionUri: vscode.Uri;
  readonly memory: { readonly workspaceState: vscode.Memento; readonly globalState: vscode.Memento };
  readonly access: KubectlAccess;
  readonly checklist: () => Promise<Checklist>;
  readonly clock: Clock;
  readonly log: Log;
  readonly report: Report;
  readonly inLanguage: Translate;
}

/** The form, closed: what answers it is loaded when it is opened. */
export function createForm(ports: FormPorts) {
  const { memory, sessions, settings, identity, creation, access, checklist, clock, log, report } = ports;
  const drafts = new Drafts(memory.workspaceState, memory.globalState, settings);
  const preflight = new Preflight({
    clock,
    limit: () => AbortSignal.timeout(CHECK_LIMIT_MS),
    report: (error) => log.error(error),
    tell: (rows) => form.tell('preflight', rows),
  });
  const session = new FormSession(sessions, settings, drafts, access, preflight, checklist);
  const parts = { sessions, settings, identity, drafts, creation, session, preflight };
  const formHost = new FormHost(parts);
  const form = new FormPanel(ports.extensionUri, formHost, log, report, async (connection) => {
    const { answering } = ports.inLanguage(await import('./handlers'));
    return answering(formHost, parts, connection);
  });
  return { form, formHost, session };
}
