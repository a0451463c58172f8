import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { effectOfMissing, originalPolicy, provisionTrust, serviceRoleTrust } from '../../../src/core/policy';
import { emptyAccount } from '../../sandbox/accounts';
import { trustIn, trustsService } from '../../sandbox/iam/policy/trust';
import type { Caller } from '../../sandbox/service';

const EXTERNAL_ID = '0123456789abcdef0123456789abcdef01234567';

function developerOf(accountId: string): Caller {
  const arn = `arn:aws:iam::${accountId}:user/developer`;
  return { account: emptyAccount(accountId), arn, principalArn: arn, userId: 'AIDAEXAMPLE' };
}

describe('Who may assume the provision role', () => {
  const policies = {
    'with the partition known': provisionTrust({
      accountId: '111111111111',
      externalId: EXTERNAL_ID,
      partition: 'aws',
    }),
    'with the partition unknown': provisionTrust({ accountId: '111111111111', externalId: EXTERNAL_ID }),
  };
  for (const [when, policy] of Object.entries(policies)) {
    const trust = (caller: Caller, externalId?: string) =>
      trustIn(
        caller,
        JSON.stringify(policy),
        externalId === undefined ? {} : { 'sts:ExternalId': externalId },
      );

    it(`is the account of the base credentials, with the external ID alone, ${when}`, () => {
      strictEqual(trust(developerOf('111111111111'), EXTERNAL_ID), 'delegated');
      strictEqual(trust(developerOf('111111111111'), 'another'), 'none');
      strictEqual(trust(developerOf('111111111111')), 'none');
      strictEqual(trust(developerOf('333333333333'), EXTERNAL_ID), 'none');
    });
  }
});

describe('Who may assume the service role', () => {
  it('is EKS, and no other service', () => {
    const policy = JSON.stringify(serviceRoleTrust());
    strictEqual(trustsService(policy, 'eks.amazonaws.com'), true);
    strictEqual(trustsService(policy, 'ec2.amazonaws.com'), false);
  });
});

describe('The original policy', () => {
  it('is one statement of 32 actions on everything, which can neither watch nor delete', () => {
    const [statement, ...others] = originalPolicy().Statement;
    deepStrictEqual(others, []);
    strictEqual(statement!.Resource, '*');
    strictEqual(new Set(statement!.Action).size, 32);
    const actions = [statement!.Action].flat();
    deepStrictEqual(
      actions.filter((action) => /:Delete|StackEvents|Nodegroup/.test(action)),
      [],
    );
  });
});

describe('The effect of lacking a permission', () => {
  it('is the gravest of what it is for', () => {
    strictEqual(effectOfMissing(['form', 'create']), 'Creating a cluster fails.');
    strictEqual(effectOfMissing(['form']), 'A list in the form stays empty, and its value must be typed.');
    strictEqual(effectOfMissing([]), undefined);
  });
});
