import * as l10n from '@vscode/l10n';
import { awsEnvironment, type Machine } from '../../core/environment';
import { userError } from '../../core/errors/catalogue';
import type { AwsPort } from '../../core/ports/aws';
import { availableSources } from '../../core/sign-in/sources';
import type { Notifier } from '../notify';
import type { CredentialWatcherDeps } from './credential-watcher';
import type { SignIn } from './sign-in';
import { pickSource, type Picked } from './source-picker';
import { ssoLogin } from './sso-login';

export { setExternalId } from '../commands/set-external-id';

export interface AuthenticationDeps extends CredentialWatcherDeps {
  readonly machine: Machine;
  readonly signIn: SignIn;
  readonly notifier: Notifier;
  readonly findAwsCli: () => Promise<string | undefined>;
}

/** Base credentials, as far as the user has to do something for them. */
export class Authentication {
  private signingIn: Promise<void> | undefined;

  constructor(private readonly deps: AuthenticationDeps) {}

  /** *EKS: Configure Authentication…*; the form's *Sign In* names itself. */
  run(what: unknown): Promise<void> {
    this.deps.signIn.resetCooldown();
    if (what !== 'signIn') return this.configure();
    this.signingIn ??= this.signIn().finally(() => (this.signingIn = undefined));
    return this.signingIn;
  }

  private async configure(): Promise<void> {
    const { settings, region, onDidChangeFiles: onDidChange } = this.deps;
    const aws = await this.deps.aws();
    const picked = await pickSource({
      sources: () => this.sources(aws),
      inUse: settings.baseCredentials,
      identify: (base, signal) => aws.callerIdentity({ base, region: region() }, signal),
      onDidChange,
      report: this.deps.report,
    });
    if (picked) await this.apply(picked);
  }

  /** `aws sso login`, for the base credentials that are in use. */
  private async signIn(): Promise<void> {
    const aws = await this.deps.aws();
    const name = this.deps.settings.profileInUse ?? 'default';
    const profile = (await aws.profiles()).find((summary) => summary.name === name)?.ssoProfile ?? name;
    const cli = await this.deps.findAwsCli();
    if (cli === undefined) throw userError('sso-login-needs-cli', { profile });
    await ssoLogin(cli, profile);
    this.deps.onDidChangeIdentity();
  }

  private async sources(aws: AwsPort) {
    const [profiles, key] = await Promise.all([aws.profiles(), this.deps.signIn.keys.stored()]);
    const environment = awsEnvironment(this.deps.machine);
    return availableSources({ profiles, hasAccessKey: key !== undefined, environment });
  }

  private async apply(picked: Picked): Promise<void> {
    switch (picked.kind) {
      case 'use': {
        const { base } = picked;
        if (
          base.kind === 'accessKey' &&
          !((await this.deps.signIn.keys.stored()) ?? (await this.deps.signIn.keys.ask()))
        )
          return;
        return this.deps.settings.useBaseCredentials(base);
      }
      case 'newAccessKey':
        return this.replaceKey();
      case 'forgetAccessKey':
        return this.forgetKey();
    }
  }

  private async replaceKey(): Promise<void> {
    const { settings, onDidChangeIdentity } = this.deps;
    if (!(await this.deps.signIn.keys.ask())) return;
    if (settings.baseCredentials.kind === 'accessKey') onDidChangeIdentity();
    else await settings.useBaseCredentials({ kind: 'accessKey' });
  }

  /** Switches to the default chain, so that the user is not asked for a key at once. */
  private async forgetKey(): Promise<void> {
    const { settings, notifier } = this.deps;
    await this.deps.signIn.keys.forget();
    if (settings.baseCredentials.kind === 'accessKey') await settings.useBaseCredentials({ kind: 'default' });
    notifier.info(l10n.t('The access key was removed from this machine. It still exists in AWS.'));
  }
}
