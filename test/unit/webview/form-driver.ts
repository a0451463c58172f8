import { EMPTY_DRAFT, type Draft, type Field } from '../../../src/core/cluster-form/draft';
import type { FormInit, ErrorReport } from '../../../src/protocol/messages';
import type { RequestName, Result } from '../../../src/protocol/rpc';
import type { Action, RequestSucceeded } from '../../../webview/state/action';
import { fieldState, problems } from '../../../webview/state/fields';
import { reduce } from '../../../webview/state/reducer';
import { INITIAL_STATE, type FormState } from '../../../webview/state/state';
import type { RequestEffect, Effect } from '../../../webview/state/transition';

export const ROLE = 'arn:aws:iam::210987654321:role/eks-provision';
export const OTHER_ROLE = 'arn:aws:iam::333333333333:role/other';

export const OPENING: FormInit = {
  externalId: 'external',
  draft: { ...EMPTY_DRAFT, roleArn: ROLE, region: 'eu-central-1', level: 'user' },
  levels: [{ id: 'user', label: 'User', level: { kind: 'user' }, kubeconfigPath: '/home/dev/.kube/config' }],
  language: 'en',
  checks: [],
};

export const AUTHENTICATED = {
  accountId: '210987654321',
  baseAccountId: '123456789012',
  region: 'eu-central-1',
  ownPrincipal: { kind: 'offered', arn: 'arn:aws:iam::210987654321:role/team/developer' },
} as const;

export const SUBNETS = ['a', 'b'].map((zone) => ({
  id: `subnet-0000000${zone}`,
  cidr: '10.0.0.0/20',
  availabilityZone: `eu-central-1${zone}`,
  zoneId: `euc1-az${zone === 'a' ? 2 : 3}`,
  freeAddresses: 4091,
  assignsPublicIp: false,
}));

/** A request that the form has sent and that a test may answer, late or out of order. */
export interface Sent {
  readonly params: RequestEffect['params'];
  readonly requestId: number;
}

/** The form without a page: a test does what the user and the host do. */
export class FormDriver {
  state: FormState = INITIAL_STATE;
  /** What the last action had to be done. */
  effects: readonly Effect[] = [];
  private readonly sent: RequestEffect[] = [];

  do(action: Action): this {
    const step = reduce(this.state, action);
    this.state = step.state;
    this.effects = step.effects;
    this.sent.push(...step.effects.filter((effect) => effect.kind === 'request'));
    return this;
  }

  edit<F extends Field>(field: F, value: Draft[F]): this {
    return this.do({ type: 'fieldEdited', field, value } as Action);
  }

  settle(field: Field): this {
    return this.do({ type: 'fieldBlurred', field });
  }

  /** Answers the newest request of that name, or the one given. */
  answer<R extends RequestName>(request: R, result: Result<R>, to = this.newest(request)): this {
    return this.do({
      type: 'requestSucceeded',
      request,
      requestId: to.requestId,
      result,
    } as RequestSucceeded);
  }

  refuse(request: RequestName, error: Partial<ErrorReport> = {}): this {
    const { requestId } = this.newest(request);
    return this.do({
      type: 'requestFailed',
      request,
      requestId,
      error: { code: 'test', message: 'It failed.', remedy: 'Do it again.', ...error },
    });
  }

  newest(request: RequestName): Sent {
    const found = this.sent.findLast((effect) => effect.request === request);
    if (!found) throw new Error(`${request} was never asked.`);
    return found;
  }

  /** Names of what the last action asked for. */
  get asked(): readonly RequestName[] {
    return this.effects.filter((effect) => effect.kind === 'request').map((effect) => effect.request);
  }

  get focused(): readonly string[] {
    return this.effects.filter((effect) => effect.kind === 'focus').map((effect) => effect.target);
  }

  get announced(): string {
    return this.effects
      .filter((effect) => effect.kind === 'announce')
      .map((effect) => effect.text)
      .join('\n');
  }

  kind(field: Field) {
    return fieldState(this.state, field, problems(this.state)[field]).kind;
  }

  open(opening: Partial<FormInit> = {}): this {
    return this.do({ type: 'pageOpened', unsaved: undefined }).answer('open', { ...OPENING, ...opening });
  }

  authenticate(): this {
    return this.do({ type: 'authenticateClicked' }).answer('authenticate', AUTHENTICATED);
  }

  chooseVpc(vpcId: string): this {
    return this.edit('vpcId', vpcId).settle('vpcId');
  }
}
