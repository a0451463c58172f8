import * as l10n from '@vscode/l10n';
import { parseArn } from '../arn';
import { toUserError } from '../errors/to-user-error';
import { AwsError } from '../ports/aws';
import type { CallerIdentity } from './provision-role';

/** The principal that an access entry can name for the user, or why there is none. */
export type OwnPrincipal =
  | { readonly kind: 'offered'; readonly arn: string }
  | { readonly kind: 'notOffered'; readonly reason: string };

/**
 * Finds the IAM principal behind the user's own credentials. A session's ARN names its role without the role's path,
 * which roles of IAM Identity Center have, so IAM is asked for it.
 * @param roleArn iam:GetRole with the base credentials; `undefined` when there is no such role
 */
export async function ownPrincipal(
  caller: Pick<CallerIdentity, 'accountId' | 'arn'>,
  clusterAccountId: string,
  roleArn: (name: string) => Promise<string | undefined>,
): Promise<OwnPrincipal> {
  if (caller.accountId !== clusterAccountId)
    return notOffered(
      l10n.t(
        'You are signed in to account {0}, and EKS gives access only to principals of its own account.',
        caller.accountId,
      ),
    );
  const [type = '', name = ''] = parseArn(caller.arn)?.resource.split('/') ?? [];
  switch (type) {
    case 'user':
      return { kind: 'offered', arn: caller.arn };
    case 'assumed-role':
      return ofRole(name, roleArn);
    case 'root':
      return notOffered(l10n.t('You are signed in as the account’s root user, which EKS does not accept.'));
    default:
      return notOffered(
        l10n.t(
          'You are signed in with a federated session, which has no role or user that EKS could give access to.',
        ),
      );
  }
}

async function ofRole(
  name: string,
  roleArn: (name: string) => Promise<string | undefined>,
): Promise<OwnPrincipal> {
  try {
    const arn = await roleArn(name);
    if (arn !== undefined) return { kind: 'offered', arn };
    return notOffered(l10n.t('Your role {0} no longer exists.', name));
  } catch (error) {
    if (!(error instanceof AwsError) || error.kind !== 'denied')
      return notOffered(
        l10n.t('Your role {0} could not be looked up: {1}', name, toUserError(error).message),
      );
    return notOffered(
      l10n.t(
        'The path of your role {0} is unknown, because you are not allowed to read it (iam:GetRole).',
        name,
      ),
    );
  }
}

function notOffered(reason: string): OwnPrincipal {
  return { kind: 'notOffered', reason };
}
