import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { awsEnvironment, type Machine } from '../../core/environment';
import { userError } from '../../core/errors/catalogue';
import type { AwsPort } from '../../core/ports/aws';
import type { AccessKey, MfaQuestion, SignInPort } from '../../core/ports/sign-in';
import { sourcesOn } from '../../core/sign-in/sources';
import type { Notifier } from '../notify';
import { typeAccessKey } from './access-key-boxes';
import { AccessKeys } from './access-keys';
import type { BaseIdentityPorts } from './identity-watch';
import { askMfaCode } from './mfa-code';
import { QuietTime } from './quiet-time';
import { pickSource, type Picked } from './source-picker';
import { ssoLogin } from './sso-login';

export { setExternalId } from '../commands/set-external-id';

export interface AuthenticationPorts extends BaseIdentityPorts {
  readonly machine: Machine;
  readonly secrets: vscode.SecretStorage;
  readonly notifier: Notifier;
  readonly findAwsCli: () => Promise<string | undefined>;
}

/** Base credentials, as far as the user has to do something for them. */
export class Authentication implements SignInPort {
  private readonly keys: AccessKeys;
  private readonly quiet = new QuietTime();
  private signingIn: Promise<void> | undefined;
  private lastQuestion: Promise<unknown> = Promise.resolve();

  constructor(private readonly ports: AuthenticationPorts) {
    this.keys = new AccessKeys(ports.secrets, typeAccessKey);
  }

  /** *EKS: Configure Authentication…*; the form's *Sign In* names itself. */
  run(what: unknown): Promise<void> {
    this.quiet.end();
    if (what !== 'signIn') return this.configure();
    this.signingIn ??= this.signIn().finally(() => (this.signingIn = undefined));
    return this.signingIn;
  }

  private async configure(): Promise<void> {
    const { settings, region, onDidChangeFiles: onDidChange } = this.ports;
    const aws = await this.ports.aws();
    const picked = await pickSource({
      sources: () => this.sources(aws),
      inUse: settings.baseCredentials,
      identify: (base, signal) => aws.callerIdentity({ base, region: region() }, signal),
      onDidChange,
      report: this.ports.report,
    });
    if (picked) await this.take(picked);
  }

  /** `aws sso login`, for the base credentials that are in use. */
  private async signIn(): Promise<void> {
    const aws = await this.ports.aws();
    const name = this.ports.settings.profileInUse ?? 'default';
    const profile = (await aws.profiles()).find((summary) => summary.name === name)?.ssoProfile ?? name;
    const cli = await this.ports.findAwsCli();
    if (cli === undefined) throw userError('sso-login-needs-cli', { profile });
    await ssoLogin(cli, profile);
    this.ports.onDidChangeIdentity();
  }

  async accessKey(): Promise<AccessKey> {
    return (await this.keys.kept()) ?? this.quiet.ask(() => this.keys.get());
  }

  /** One at a time: a second box would close the first, and with it the question. */
  mfaCode(question: MfaQuestion): Promise<string> {
    const ask = () => this.quiet.ask(() => askMfaCode(question));
    const answer = this.lastQuestion.then(ask, ask);
    this.lastQuestion = answer;
    return answer;
  }

  private async sources(aws: AwsPort) {
    const [profiles, key] = await Promise.all([aws.profiles(), this.keys.kept()]);
    const environment = awsEnvironment(this.ports.machine);
    return sourcesOn({ profiles, hasAccessKey: key !== undefined, environment });
  }

  private async take(picked: Picked): Promise<void> {
    switch (picked.kind) {
      case 'use': {
        const { base } = picked;
        if (base.kind === 'accessKey' && !((await this.keys.kept()) ?? (await this.keys.ask()))) return;
        return this.ports.settings.useBaseCredentials(base);
      }
      case 'newAccessKey':
        return this.replaceKey();
      case 'forgetAccessKey':
        return this.forgetKey();
    }
  }

  private async replaceKey(): Promise<void> {
    const { settings, onDidChangeIdentity } = this.ports;
    if (!(await this.keys.ask())) return;
    if (settings.baseCredentials.kind === 'accessKey') onDidChangeIdentity();
    else await settings.useBaseCredentials({ kind: 'accessKey' });
  }

  /** Whoever forgets it does not want to be asked for it at once. */
  private async forgetKey(): Promise<void> {
    const { settings, notifier } = this.ports;
    await this.keys.forget();
    if (settings.baseCredentials.kind === 'accessKey') await settings.useBaseCredentials({ kind: 'default' });
    notifier.info(l10n.t('The access key is no longer kept here. In AWS it still exists.'));
  }
}
