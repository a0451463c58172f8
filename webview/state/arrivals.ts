import * as l10n from '@vscode/l10n';
import { isFailedCreation } from '../../src/core/operation/view';
import type { KubernetesVersion } from '../../src/core/ports/aws';
import type { Draft } from '../../src/core/spec/draft';
import { mayFit } from '../../src/core/spec/service-role-fit';
import type { FormOpening } from '../../src/protocol/messages';
import type { Answered, Refused } from './action';
import { authenticated, refuseAuthentication } from './authentication';
import { fill } from './edits';
import { blame, leadToFault, stayWithFault } from './fault';
import { loadNetwork } from './lists';
import { announce, change, failWith, inOrder, look, settleWith, stay, type Move } from './step';
import { reviewed } from './review';
import { created, refuseCreate } from './submission';

type Session = NonNullable<FormOpening['session']>;

/** Takes the answer that is waited for; one to an older question is dropped. */
export function take(answer: Answered): Move {
  return look(({ remotes }) => {
    const remote = remotes[answer.request];
    if (remote.kind !== 'loading' || remote.ticket !== answer.ticket) return stay;
    return inOrder(
      settleWith(answer.request, answer.result),
      consequences(answer),
      stayWithFault(answer.request),
    );
  });
}

/** Takes the failure that is waited for. */
export function takeRefusal({ request, ticket, error }: Refused): Move {
  return look(({ remotes }) => {
    const remote = remotes[request];
    if (remote.kind !== 'loading' || remote.ticket !== ticket) return stay;
    const failed = failWith(request, error);
    if (request === 'authenticate') return inOrder(failed, refuseAuthentication(error));
    if (request === 'create') return inOrder(failed, refuseCreate(error));
    // No field waits for it: that a name is taken is then said on *Create*.
    if (request === 'listClusters') return failed;
    return inOrder(failed, announce(`${error.message} ${error.remedy}`), stayWithFault(request));
  });
}

function consequences(answer: Answered): Move {
  switch (answer.request) {
    case 'open':
      return opened(answer.result);
    case 'authenticate':
      return inOrder(authenticated, blame);
    case 'listKubernetesVersions':
      return choose('kubernetesVersion', usualVersion(answer.result));
    case 'listServiceRoles':
      return look(({ draft: { compute } }) =>
        choose('serviceRoleArn', only(answer.result.filter((role) => mayFit(role, compute)))?.arn),
      );
    case 'listVpcs':
      return look(({ draft }) =>
        draft.vpcId === '' ? inOrder(choose('vpcId', only(answer.result)?.id), loadNetwork) : stay,
      );
    case 'listSubnets':
      return dropStrangers(answer.result.map(({ id }) => id));
    case 'listSecurityGroups':
      return choose('securityGroupId', only(answer.result)?.id);
    case 'listInstanceTypes':
      return choose('instanceType', usualInstanceType(answer.result));
    case 'create':
      return created(answer.result);
    case 'review':
      return reviewed(answer.result);
    case 'copy':
      return announce(l10n.t('Copied'));
    case 'identify':
    case 'suggestRegions':
    case 'listKeyPairs':
    case 'listClusters':
    case 'saveDraft':
    case 'checkAgain':
    case 'leaveOperation':
    case 'run':
      return stay;
  }
}

/** What the host kept, unless this page knows of something newer; and on with the session that the host still holds. */
function opened({ draft: kept, levels, session, operation, retry, checks }: FormOpening): Move {
  return look(({ remotes, draft: unsaved }) => {
    // What the form shows of an operation is not the page's to say.
    const isShown = operation !== undefined && !isFailedCreation(operation);
    const draft = isShown || remotes.saveDraft.kind === 'idle' ? kept : unsaved;
    const isOffered = levels.some(({ id }) => id === draft.level);
    return inOrder(
      change({ operation, retry }),
      fill(isOffered ? draft : { ...draft, level: levels[0]?.id ?? '' }),
      session && isFor(session, draft)
        ? inOrder(settleWith('authenticate', session.authenticated), change({ checks }), authenticated)
        : stay,
      retry ? leadToFault : stay,
    );
  });
}

function isFor({ roleArn, authenticated: { region } }: Session, draft: Draft): boolean {
  return roleArn === draft.roleArn.trim() && region === draft.region.trim();
}

/** The table shows what the VPC has: a subnet that is not there could never be unticked. */
function dropStrangers(known: readonly string[]): Move {
  return look(({ draft: { subnetIds } }) => {
    const strangers = subnetIds.filter((id) => !known.includes(id));
    if (strangers.length === 0) return stay;
    return inOrder(
      fill({ subnetIds: subnetIds.filter((id) => known.includes(id)) }),
      announce(l10n.t('Not in this VPC, and no longer chosen: {0}', strangers.join(', '))),
    );
  });
}

/** A default, where the user has not chosen. */
function choose(
  field: 'kubernetesVersion' | 'serviceRoleArn' | 'vpcId' | 'securityGroupId' | 'instanceType',
  value: string | undefined,
): Move {
  return look(({ draft }) => (draft[field] === '' && value !== undefined ? fill({ [field]: value }) : stay));
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

/** EKS's own default, or else the newest; never one in extended support, which costs six times as much. */
function usualVersion(offered: readonly KubernetesVersion[]): string | undefined {
  const usual = offered.filter(({ support }) => support !== 'extended');
  return (usual.find(({ isDefault }) => isDefault) ?? usual[0])?.version;
}

/** The original's default first; the other is what a region without it has. */
function usualInstanceType(offered: readonly { name: string }[]): string | undefined {
  return ['m5.large', 't3.medium'].find((usual) => offered.some(({ name }) => name === usual));
}
