import * as l10n from '@vscode/l10n';
import type { FailureRow } from './failure-row';

/**
 * What became of the session that CloudFormation works with. It is given one and cannot renew it. (A session of ours that
 * ends while we watch is no failure: see `retryTransient`.)
 */
export const SESSIONS: readonly FailureRow[] = [
  {
    id: 'session-ended',
    patterns: [/ExpiredToken|security token included in the request is expired/],
    cause: () => l10n.t('CloudFormation’s session expired before the stack was finished.'),
    remedy: () => l10n.t('Try again. CloudFormation will get a new session.'),
  },
  {
    // Sessions of sts:GetSessionToken without MFA may not call IAM:
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
    id: 'session-refused',
    patterns: [/InvalidClientTokenId|security token included in the request is invalid/],
    cause: () => l10n.t('AWS does not accept the session that CloudFormation was given.'),
    remedy: () =>
      l10n.t(
        'Sign in with a profile that assumes a role or uses MFA, not with a plain session token: sessions from plain session tokens are not allowed to call IAM. Then try again.',
      ),
  },
  {
    id: 'sts-disabled',
    patterns: [/STS is not activated in this region|RegionDisabledException|StsRegionalEndpointDisabled/],
    issueCodes: ['StsRegionalEndpointDisabled'],
    cause: () => l10n.t('The Security Token Service is not active in the region.'),
    remedy: () =>
      l10n.t(
        'Activate it in the IAM console under Account settings > Security Token Service, then try again. Or choose another region.',
      ),
    field: 'region',
  },
];
