import assert from 'node:assert/strict';
import fc from 'fast-check';
import { provisionPolicy, provisionTrust } from '../../../src/core/policy';
import { mergePolicy } from '../../../src/core/roles/policy';
import { isTrusted, mergeTrust } from '../../../src/core/roles/trust';
import { parsePolicy } from '../../sandbox/iam/policy/document';

const US = { accountId: '111111111111', partition: 'aws', externalId: 'ours' };
const written = (document: unknown) => JSON.stringify(document);
const externalId = fc.stringMatching(/^[\w+=,.@:/-]{2,20}$/);

/** Statements as cloud teams write them: other accounts, other conditions, one value in place of a list. */
const foreignStatement = fc.record({
  Sid: fc.stringMatching(/^[A-Za-z0-9]{1,8}$/),
  Effect: fc.constantFrom('Allow', 'Deny'),
  Principal: fc.constantFrom(
    { AWS: '*' },
    { AWS: ['arn:aws:iam::333333333333:root', 'arn:aws:iam::111111111111:root'] },
    { Service: 'ec2.amazonaws.com' },
  ),
  Action: fc.constantFrom<string | string[]>('sts:AssumeRole', ['sts:AssumeRole', 'sts:TagSession']),
  Condition: fc.constantFrom(
    { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    { StringEquals: { 'sts:ExternalId': 'ours', 'aws:PrincipalTag/team': 'web' } },
  ),
});

describe('The trust of a provision role', () => {
  it('contains only our statement for a new role', () => {
    assert.deepEqual(mergeTrust(US, undefined), provisionTrust(US));
  });

  it('keeps existing statements and adds ours', () => {
    fc.assert(
      fc.property(fc.array(foreignStatement, { maxLength: 4 }), fc.array(externalId), (foreign, ids) => {
        const kin = ids.map((id) => provisionTrust({ ...US, externalId: id }).Statement).flat();
        const present = written({ Version: '2012-10-17', Statement: [...foreign, ...kin] });
        const trust = written(mergeTrust(US, present));
        for (const statement of foreign) assert.ok(trust.includes(written(statement)));
        for (const id of [...ids, 'ours']) assert.ok(isTrusted({ ...US, externalId: id }, trust), id);
        assert.equal(written(mergeTrust(US, trust)), trust, 'the second time it is the same');
      }),
    );
  });

  it('is unchanged if it already trusts us, in any notation', () => {
    const present = {
      Version: '2012-10-17',
      Statement: {
        Condition: { StringEquals: { 'sts:ExternalId': ['theirs', 'ours'] } },
        Action: ['sts:AssumeRole'],
        Principal: { AWS: ['arn:aws:iam::111111111111:root'] },
        Effect: 'Allow',
      },
    };
    assert.deepEqual(mergeTrust(US, written(present)), { ...present, Statement: [present.Statement] });
  });

  it('gets our statement if the existing one only allows sts:TagSession', () => {
    const [ours] = provisionTrust(US).Statement;
    const tagging = { ...ours, Action: 'sts:TagSession' };
    const trust = written(mergeTrust(US, written({ Version: '2012-10-17', Statement: [tagging] })));
    assert.ok(trust.includes(written(tagging)));
    assert.ok(isTrusted(US, trust));
  });

  it('keeps stricter conditions', () => {
    const [statement] = provisionTrust(US).Statement;
    const Condition = { ...statement?.Condition, Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    const strict = written({ Version: '2012-10-17', Statement: [{ ...statement, Condition }] });
    assert.equal(written(mergeTrust(US, strict)), strict);
    const Principal = { AWS: 'arn:aws:iam::111111111111:user/alice' };
    const narrow = written({ Version: '2012-10-17', Statement: [{ ...statement, Principal }] });
    assert.equal(written(mergeTrust(US, narrow)), narrow);
    const other = mergeTrust({ ...US, externalId: 'new-one' }, strict);
    assert.match(written(other), /MultiFactorAuthPresent.*new-one/);
  });
});

describe('The policy of a provision role', () => {
  const request = {
    compute: ['managed'],
    includeDelete: true,
    serviceRole: 'eks-service',
    provisionRole: 'eks-provision',
    accountId: US.accountId,
  } as const;
  const today = provisionPolicy(request);

  it('is the current one for a new role', () => {
    assert.deepEqual(mergePolicy(today, undefined), today);
  });

  it('is unchanged if nothing changed', () => {
    assert.deepEqual(mergePolicy(today, written(today)), today);
  });

  it('merges what an earlier version allowed into its own statement', () => {
    const [first, ...others] = today.Statement;
    const Action = [first?.Action ?? [], 'eks:Obsolete'].flat();
    const policy = mergePolicy(today, written({ ...today, Statement: [{ ...first, Action }, ...others] }));
    const { Statement } = policy as unknown as typeof today;
    assert.equal(Statement.length, today.Statement.length);
    assert.ok(Statement[0]?.Action.includes('eks:Obsolete'));
  });

  it('keeps other earlier permissions in a statement with a valid name', () => {
    const former = provisionPolicy({ ...request, serviceRole: 'former-service' });
    const once = mergePolicy(today, written(former));
    assert.deepEqual(mergePolicy(today, written(once)), once, 'the second time it is the same');
    const names = (once as unknown as typeof today).Statement.map(({ Sid }) => Sid);
    assert.ok(names.includes('KnownRolesFormer'));
    assert.equal(new Set(names).size, names.length);
    assert.match(written(once), /former-service/);
    parsePolicy(written(once));
  });
});
