import type * as vscode from 'vscode';
import { createForm } from '../ui/form/create-form';
import { once } from '../ui/lazy';
import type { Running } from './operations';
import type { Shell } from './shell';
import type { Storage } from './storage';

export type Form = ReturnType<typeof createClosedForm>;

/** The form *Create EKS Cluster*, not open yet. */
export function createClosedForm(
  { extensionUri }: vscode.ExtensionContext,
  shell: Shell,
  storage: Storage,
  running: Running,
) {
  const services = once(async () => {
    const { createFormServices } = await import('../ui/form/form-services');
    return createFormServices({ ...shell, ...running });
  });
  const checklist = once(async () => (await import('../core/preflight/checks')).CHECK_SET);
  return createForm({ ...shell, ...storage, ...running, extensionUri, services, checklist });
}
