import { text } from '../input';
import type { Operation } from '../service';
import { noSuchEntity } from './errors';

/** Operations on users; without a name they are about the caller. */
export const USER_OPERATIONS: Readonly<Record<string, Operation>> = {
  GetUser: (request) => {
    const { caller, input } = request;
    const { account } = caller;
    const name = text(input, 'UserName') ?? caller.principalArn.split('/').at(-1) ?? '';
    request.authorize('iam:GetUser', `arn:${account.partition}:iam::${account.id}:user/${name}`);
    const user = account.users.get(name);
    if (!user) throw noSuchEntity(`The user with name ${name} cannot be found.`);
    return {
      User: {
        Path: user.path,
        UserName: user.name,
        UserId: user.id,
        Arn: user.arn,
        CreateDate: user.createdAt,
      },
    };
  },
};
