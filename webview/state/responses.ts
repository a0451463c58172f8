import * as l10n from '@vscode/l10n';
import { isFailedCreation } from '../../src/core/operation/view';
import type { KubernetesVersion } from '../../src/core/ports/aws';
import type { Draft } from '../../src/core/cluster-form/draft';
import { mayFit } from '../../src/core/cluster-form/service-role-fit';
import type { FormInit } from '../../src/protocol/messages';
import type { RequestSucceeded, RequestFailed } from './action';
import { authenticated, authenticationFailed } from './authentication';
import { fill } from './edits';
import { showFault, goToFault, refocusPinnedField } from './fault';
import { loadNetwork } from './lists';
import { announce, fail, noop, sequence, succeed, update, withState, type Transition } from './transition';
import { reviewAnswered } from './review';
import { createAnswered, createFailed } from './submission';

type Session = NonNullable<FormInit['session']>;

/** Handles a result; one that answers an older request of the same name is dropped. */
export function onResponse(response: RequestSucceeded): Transition {
  return whenCurrent(response, () =>
    sequence(
      succeed(response.request, response.result),
      afterResponse(response),
      refocusPinnedField(response.request),
    ),
  );
}

/** Handles a failure; one that answers an older request of the same name is dropped. */
export function onError(response: RequestFailed): Transition {
  const { request, error } = response;
  return whenCurrent(response, () => {
    const failed = fail(request, error);
    if (request === 'authenticate') return sequence(failed, authenticationFailed(error));
    if (request === 'create') return sequence(failed, createFailed(error));
    // No field depends on this list: the host checks the name again when the cluster is created.
    if (request === 'listClusters') return failed;
    return sequence(failed, announce(`${error.message} ${error.remedy}`), refocusPinnedField(request));
  });
}

function whenCurrent(
  { request, requestId }: RequestSucceeded | RequestFailed,
  proceed: () => Transition,
): Transition {
  return withState(({ requests }) => {
    const current = requests[request];
    return current.kind === 'loading' && current.requestId === requestId ? proceed() : noop;
  });
}

function afterResponse(response: RequestSucceeded): Transition {
  switch (response.request) {
    case 'open':
      return formOpened(response.result);
    case 'authenticate':
      return sequence(authenticated, showFault);
    case 'listKubernetesVersions':
      return chooseDefault('kubernetesVersion', defaultVersion(response.result));
    case 'listServiceRoles':
      return withState(({ draft: { compute } }) =>
        chooseDefault('serviceRoleArn', only(response.result.filter((role) => mayFit(role, compute)))?.arn),
      );
    case 'listVpcs':
      return withState(({ draft }) =>
        draft.vpcId === '' ? sequence(chooseDefault('vpcId', only(response.result)?.id), loadNetwork) : noop,
      );
    case 'listSubnets':
      return dropUnknownSubnets(response.result.map(({ id }) => id));
    case 'listSecurityGroups':
      return chooseDefault('securityGroupId', only(response.result)?.id);
    case 'listInstanceTypes':
      return chooseDefault('instanceType', defaultInstanceType(response.result));
    case 'create':
      return createAnswered(response.result);
    case 'review':
      return reviewAnswered(response.result);
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
      return noop;
  }
}

/** Shows the host's draft, unless this page has a newer one, and continues with the session that the host still holds. */
function formOpened({ draft: kept, levels, session, operation, retry, checks }: FormInit): Transition {
  return withState(({ requests, draft: unsaved }) => {
    // While an operation is shown, its own settings are shown with it.
    const isShown = operation !== undefined && !isFailedCreation(operation);
    const draft = isShown || requests.saveDraft.kind === 'idle' ? kept : unsaved;
    const isOffered = levels.some(({ id }) => id === draft.level);
    return sequence(
      update({ operation, retry }),
      fill(isOffered ? draft : { ...draft, level: levels[0]?.id ?? '' }),
      session && isFor(session, draft)
        ? sequence(succeed('authenticate', session.authenticated), update({ checks }), authenticated)
        : noop,
      retry ? goToFault : noop,
    );
  });
}

function isFor({ roleArn, authenticated: { region } }: Session, draft: Draft): boolean {
  return roleArn === draft.roleArn.trim() && region === draft.region.trim();
}

/** Removes subnets that are not in the VPC: the table has no row to clear them with. */
function dropUnknownSubnets(known: readonly string[]): Transition {
  return withState(({ draft: { subnetIds } }) => {
    const unknown = subnetIds.filter((id) => !known.includes(id));
    if (unknown.length === 0) return noop;
    return sequence(
      fill({ subnetIds: subnetIds.filter((id) => known.includes(id)) }),
      announce(l10n.t('No longer selected, because not in this VPC: {0}', unknown.join(', '))),
    );
  });
}

/** Fills in a default where the user has not chosen. */
function chooseDefault(
  field: 'kubernetesVersion' | 'serviceRoleArn' | 'vpcId' | 'securityGroupId' | 'instanceType',
  value: string | undefined,
): Transition {
  return withState(({ draft }) =>
    draft[field] === '' && value !== undefined ? fill({ [field]: value }) : noop,
  );
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

/** EKS's default version, or the newest one; never one in extended support, which costs six times as much. */
function defaultVersion(offered: readonly KubernetesVersion[]): string | undefined {
  const candidates = offered.filter(({ support }) => support !== 'extended');
  return (candidates.find(({ isDefault }) => isDefault) ?? candidates[0])?.version;
}

/** The default of GitLab's form; t3.medium in a region without it. */
function defaultInstanceType(offered: readonly { name: string }[]): string | undefined {
  return ['m5.large', 't3.medium'].find((candidate) => offered.some(({ name }) => name === candidate));
}
