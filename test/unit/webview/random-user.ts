import type { Draft } from '../../../src/core/cluster-form/draft';
import { PRESETS } from '../../../src/core/cluster-form/presets';
import type { RequestName } from '../../../src/protocol/rpc';
import type { Retryable } from '../../../webview/state/action';
import type { RequestEffect } from '../../../webview/state/transition';
import { FormDriver, OPENING } from './form-driver';
import {
  choice,
  isList,
  LIST_NAMES,
  listed,
  type ListName,
  names,
  REGIONS,
  ROLES,
  START,
  type Question,
} from './tagged-account';

/** What user and host can do, each with a number that says to or with which thing. */
export const ACTIONS = {
  answer: (form, n) => form.answerOne(n),
  answerAll: (form) => form.settle(),
  refuse: (form, n) => form.refuseOne(n),
  changeRole: (form, n) => form.driver.edit('roleArn', pick(ROLES, n)!),
  changeRegion: (form, n) => form.driver.edit('region', pick(REGIONS, n)!),
  authenticate: (form) => form.driver.do({ type: 'authenticateClicked' }),
  choose: (form, n) => form.choose(pick(LIST_NAMES, n)!, n >> 3),
  chooseVpc: (form, n) => form.choose('listVpcs', n),
  chooseSubnets: (form, n) => form.choose('listSubnets', n),
  leaveVpc: (form) => form.driver.settle('vpcId'),
  retry: (form, n) => form.retry(n),
  preset: (form, n) => form.driver.do({ type: 'presetClicked', preset: pick(PRESETS, n)! }),
  undoPreset: (form) => form.driver.do({ type: 'presetUndoClicked' }),
  makeRoles: (form, n) => {
    const provisionRoleArn = pick(ROLES, n)!;
    const serviceRoleArn = provisionRoleArn.replace('eks-provision', 'eks-service');
    form.driver.do({ type: 'rolesCreated', roles: { provisionRoleArn, serviceRoleArn } });
  },
  changeIdentity: (form) => form.driver.do({ type: 'identityChanged', externalId: 'another' }),
  create: (form) => form.driver.do({ type: 'createClicked' }),
  review: (form) => form.driver.do({ type: 'reviewClicked', what: 'template' }),
} as const satisfies Record<string, (form: RandomUser, n: number) => unknown>;

export type UserAction = keyof typeof ACTIONS;

/** A form of which everything is asked in no order at all; its host answers when it is told to, or twice, or too late. */
export class RandomUser {
  readonly driver = new RecordingDriver();

  constructor(draft: Draft = START) {
    this.driver.do({ type: 'pageOpened', unsaved: undefined }).answer('open', { ...OPENING, draft });
  }

  do(action: UserAction, n: number): void {
    ACTIONS[action](this, n);
  }

  /** Answers one of all requests that were ever sent. */
  answerOne(n: number): void {
    const asked = pick(this.driver.questions, n);
    if (asked) this.answer(asked);
  }

  refuseOne(n: number): void {
    const asked = pick(this.driver.questions, n);
    if (!asked || !isRefusable(asked.request)) return;
    const error = { code: 'test', message: 'It failed.', remedy: 'Do it again.' };
    this.driver.do({ type: 'requestFailed', request: asked.request, requestId: asked.requestId, error });
  }

  /** Out of a list that is there; of the one that is not, what the user knows to be in the account. */
  choose(list: ListName, n: number): void {
    const { draft, requests } = this.driver.state;
    const remote = requests[list];
    if (remote.kind !== 'loaded' && remote.kind !== 'failed') return;
    const offered = names(list, listed(list, draft));
    const chosen = offered.filter((_, i) => (n & (1 << i)) !== 0);
    const [[field, value] = []] = Object.entries(choice(list, chosen));
    this.driver.edit(field as 'subnetIds', value as readonly string[]);
  }

  retry(n: number): void {
    const list = pick(LIST_NAMES, n)!;
    const { kind } = this.driver.state.requests[list];
    if (kind === 'failed') this.driver.do({ type: 'retryClicked', request: list satisfies Retryable });
  }

  /** The host answers everything that the form still waits for. */
  settle(): void {
    for (let asked = this.waiting(); asked; asked = this.waiting()) this.answer(asked);
  }

  private waiting(): Asked | undefined {
    const { requests } = this.driver.state;
    return this.driver.questions.find(({ request, requestId }) => {
      const remote = requests[request];
      return remote.kind === 'loading' && remote.requestId === requestId;
    });
  }

  private answer({ request, requestId, question }: Asked): void {
    const sent = { params: {}, requestId };
    if (isList(request)) {
      this.driver.answer(request, listed(request, question), sent);
      return;
    }
    switch (request) {
      case 'authenticate': {
        const accountId = question.roleArn.split(':')[4]!;
        const ownPrincipal = { kind: 'offered', arn: question.roleArn } as const;
        const { region } = question;
        this.driver.answer(
          'authenticate',
          { accountId, baseAccountId: accountId, region, ownPrincipal },
          sent,
        );
        return;
      }
      case 'create':
        this.driver.answer('create', { kind: 'invalid', problems: {} }, sent);
        return;
      case 'review':
        this.driver.answer('review', { kind: 'shown', what: 'template' }, sent);
        return;
      case 'identify':
        this.driver.answer('identify', { accountId: '123456789012', arn: ROLES[0]! }, sent);
        return;
      case 'suggestRegions':
        this.driver.answer('suggestRegions', REGIONS, sent);
        return;
      case 'saveDraft':
        this.driver.answer('saveDraft', null, sent);
        return;
      case 'open':
      case 'checkAgain':
      case 'leaveOperation':
      case 'copy':
      case 'run':
        return;
    }
  }
}

/** A request, and what it was about when it was sent. */
interface Asked {
  readonly request: RequestName;
  readonly requestId: number;
  readonly question: Question;
}

/** Remembers what each request was about: lists are of the session that was asked for last, as in the host. */
class RecordingDriver extends FormDriver {
  readonly questions: Asked[] = [];
  private session: Omit<Question, 'vpcId'> = START;

  override do(action: Parameters<FormDriver['do']>[0]): this {
    super.do(action);
    for (const effect of this.effects) if (effect.kind === 'request') this.record(effect);
    return this;
  }

  private record(asked: RequestEffect): void {
    if (asked.request === 'authenticate') this.session = asked.params;
    const vpcId = 'vpcId' in asked.params ? asked.params.vpcId : '';
    this.questions.push({
      request: asked.request,
      requestId: asked.requestId,
      question: { ...this.session, vpcId },
    });
  }
}

function isRefusable(request: RequestName): boolean {
  return request !== 'open';
}

function pick<T>(items: readonly T[], n: number): T | undefined {
  return items[n % items.length];
}
