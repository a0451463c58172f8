import { inBackground } from '../core/background';
import { findExecutable } from '../files/find-executable';
import { CredentialWatcher, type CredentialWatcherDeps } from '../ui/authentication/credential-watcher';
import { once } from '../ui/lazy';
import type { Connections } from './connections';
import type { Form } from './form';
import type { Running } from './operations';
import type { Shell } from './shell';
import type { Storage } from './storage';

export type Authenticating = ReturnType<typeof createAuthentication>;

/** The base credentials and the External ID, and what must forget them when they change. */
export function createAuthentication(
  shell: Shell,
  { identity }: Storage,
  { aws, awsFiles, signIn }: Connections,
  { sessions }: Running,
  { form, formHost, forgetSession }: Form,
) {
  const { machine, notifier, report, settings } = shell;
  const takeExternalId = (externalId: string) => {
    sessions.forget();
    forgetSession();
    form.sendEvent('identityChanged', { externalId });
  };
  const takeCredentials = async () => takeExternalId((await identity()).externalId);
  const base: CredentialWatcherDeps = {
    aws,
    settings,
    sessions,
    region: () => formHost.baseRegion,
    onDidChangeFiles: awsFiles.onDidChange,
    onDidChangeIdentity: () => inBackground(takeCredentials, report),
    report,
  };
  const authentication = once(async () => {
    const { Authentication } = await import('../ui/authentication/authentication');
    const findAwsCli = () => findExecutable('aws', machine.env);
    return new Authentication({ ...base, machine, notifier, findAwsCli, signIn: await signIn() });
  });
  return { authentication, takeCredentials, takeExternalId, watcher: new CredentialWatcher(base) };
}
