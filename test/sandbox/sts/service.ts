import { decodeAuthorizationMessage } from '../authorization-message';
import type { Service } from '../service';
import { required } from '../validation';
import { assumeRole, type Sessions } from './assume-role';

/** The simulated STS. GetCallerIdentity needs no permission, and no policy can deny it. */
export function sts(sessions: Sessions): Service {
  return {
    signingName: 'sts',
    operations: {
      GetCallerIdentity: ({ caller }) => ({
        UserId: caller.userId,
        Account: caller.account.id,
        Arn: caller.arn,
      }),
      AssumeRole: (request) => assumeRole(request, sessions),
      DecodeAuthorizationMessage: (request) => {
        request.authorize('sts:DecodeAuthorizationMessage');
        return { DecodedMessage: decodeAuthorizationMessage(required(request.input, 'EncodedMessage')) };
      },
    },
  };
}
