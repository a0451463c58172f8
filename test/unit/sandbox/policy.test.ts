import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isMet, type Context } from '../../sandbox/iam/policy/conditions';
import { parsePolicy } from '../../sandbox/iam/policy/document';
import { evaluate, type AccessRequest } from '../../sandbox/iam/policy/evaluate';
import { matchesAnyCase, matchesArn, matchesWildcards } from '../../sandbox/iam/policy/wildcards';

const ROLE = 'arn:aws:iam::222222222222:role/eks-clusters-demo-NodeRole';

describe('simulated IAM, on policies', () => {
  it('denies what no statement allows', () => {
    assert.equal(decide([allow('iam:GetRole')], { action: 'iam:DeleteRole' }), 'implicitDeny');
    assert.equal(decide([allow('iam:GetRole', 'arn:aws:iam::*:role/other-*')]), 'implicitDeny');
    assert.equal(decide([]), 'implicitDeny');
  });

  it('compares actions regardless of case, and resources with regard to it', () => {
    assert.equal(decide([allow('IAM:getrole')]), 'allowed');
    assert.equal(decide([allow('iam:GetRole', ROLE.toUpperCase())]), 'implicitDeny');
  });

  it('matches by NotAction and NotResource all but what they list', () => {
    assert.equal(decide([{ Effect: 'Allow', NotAction: 'ec2:*', Resource: '*' }]), 'allowed');
    assert.equal(decide([{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]), 'implicitDeny');
    assert.equal(decide([{ Effect: 'Allow', Action: '*', NotResource: ROLE }]), 'implicitDeny');
  });

  it('applies a statement only if all of its conditions are met', () => {
    const conditional = {
      ...allow('iam:*'),
      Condition: { StringEquals: { 'iam:PassedToService': 'eks.amazonaws.com', 'aws:x': 'y' } },
    };
    const passed = { 'iam:PassedToService': 'eks.amazonaws.com' };
    assert.equal(decide([conditional], { context: passed }), 'implicitDeny');
    assert.equal(decide([conditional], { context: { ...passed, 'aws:x': 'y' } }), 'allowed');
  });

  const conditions: readonly [operator: string, values: string[], context: Context, met: boolean][] = [
    ['StringEquals', ['a', 'b'], { k: 'b' }, true],
    ['StringEquals', ['a', 'b'], { K: 'B' }, false],
    ['StringEquals', ['a'], { K: 'a' }, true],
    ['StringEquals', ['a'], {}, false],
    ['StringEqualsIfExists', ['a'], {}, true],
    ['StringEqualsIgnoreCase', ['a'], { k: 'A' }, true],
    ['StringNotEquals', ['a', 'b'], { k: 'b' }, false],
    ['StringNotEquals', ['a', 'b'], { k: 'c' }, true],
    ['StringNotEquals', ['a'], {}, true],
    ['StringLike', ['ec2.amazonaws.com*'], { k: 'ec2.amazonaws.com.cn' }, true],
    ['StringNotLike', ['ec2.*'], { k: 'eks.amazonaws.com' }, true],
    [
      'ArnLike',
      ['arn:*:iam::aws:policy/AmazonEKS*'],
      { k: 'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy' },
      true,
    ],
    ['ArnLike', ['arn:*:policy/x'], { k: 'arn:aws:iam::aws:policy/x' }, false],
    ['ArnEquals', ['arn:aws:iam::aws:policy/x'], { k: 'arn:aws:iam::aws:policy/y' }, false],
    ['ArnNotLike', ['arn:aws:iam::aws:policy/x'], { k: 'arn:aws:iam::aws:policy/y' }, true],
    ['Bool', ['true'], { k: 'True' }, true],
    ['Bool', ['true'], { k: 'false' }, false],
    ['NumericLessThanEquals', ['3600'], { k: '900' }, true],
    ['Null', ['true'], {}, true],
    ['Null', ['true'], { k: 'a' }, false],
    ['ForAnyValue:StringEquals', ['a'], {}, false],
    ['ForAllValues:StringEquals', ['a'], {}, true],
  ];
  for (const [operator, values, context, met] of conditions) {
    it(`${met ? 'meets' : 'does not meet'} ${operator} ${values.join(' or ')} with ${JSON.stringify(context)}`, () => {
      assert.equal(isMet({ operator, key: 'k', values }, context), met);
    });
  }

  it('takes a pattern in an ARN within its part of the ARN', () => {
    assert.equal(matchesArn('arn:*:iam::*:role/eks-*', ROLE), true);
    assert.equal(matchesArn('arn:aws:iam::*', ROLE), false);
  });

  for (const malformed of [
    '{',
    '[]',
    '{"Statement":{"Effect":"Maybe","Action":"*"}}',
    '{"Statement":{"Effect":"Allow"}}',
  ]) {
    it(`calls ${malformed} malformed`, () => {
      assert.throws(() => parsePolicy(malformed), { code: 'MalformedPolicyDocument' });
    });
  }

  it('calls an operator malformed that it does not know, and does not ignore it', () => {
    const statement = { ...allow('*'), Condition: { StringSounds: { k: 'v' } } };
    assert.throws(() => decide([statement]), { message: 'Invalid Condition type : StringSounds.' });
  });
});

describe('simulated IAM, for any policy', () => {
  const names = fc.constantFrom(
    'iam:GetRole',
    'iam:PassRole',
    'ec2:RunInstances',
    'eks:*',
    'iam:*',
    '*',
    'IAM:get*',
  );
  const statements = fc.array(
    fc.record({
      Effect: fc.constantFrom('Allow', 'Deny'),
      Action: fc.array(names, { minLength: 1, maxLength: 3 }),
      Resource: fc.constantFrom('*', ROLE, 'arn:aws:iam::*:role/*', 'arn:aws:ec2:*'),
    }),
    { maxLength: 6 },
  );
  const actions = fc.constantFrom('iam:GetRole', 'iam:PassRole', 'ec2:RunInstances', 'eks:CreateCluster');

  it('lets an explicit deny win over whatever else there is', () => {
    fc.assert(
      fc.property(statements, actions, (others, action) => {
        const denied = [...others, { Effect: 'Deny', Action: action, Resource: '*' }];
        assert.equal(decide(denied, { action }), 'explicitDeny');
      }),
    );
  });

  it('does not depend on the order of statements, nor on which document they are in', () => {
    fc.assert(
      fc.property(statements, actions, (all, action) => {
        const request = { action, resource: ROLE, context: {} };
        const apart = all.toReversed().map((statement) => parsePolicy(policy([statement])));
        assert.equal(evaluate(apart, request), decide(all, { action }));
      }),
    );
  });

  it('takes nothing away by a further Allow', () => {
    fc.assert(
      fc.property(statements, statements, actions, (some, more, action) => {
        const allowing = more.filter(({ Effect }) => Effect === 'Allow');
        if (decide(some, { action }) === 'allowed') {
          assert.equal(decide([...some, ...allowing], { action }), 'allowed');
        }
      }),
    );
  });

  it('takes any text for itself, for * and for its own characters replaced by ?', () => {
    const texts = fc.string().filter((text) => !/[*?]/.test(text));
    fc.assert(
      fc.property(texts, fc.nat(), (text, at) => {
        const position = text.length === 0 ? 0 : at % text.length;
        assert.ok(matchesWildcards(text, text));
        assert.ok(matchesWildcards(`${text.slice(0, position)}*`, text));
        assert.ok(matchesWildcards('?'.repeat(text.length), text));
        assert.ok(!matchesWildcards(`${text}?`, text));
        assert.ok(matchesAnyCase(text.toUpperCase(), text.toUpperCase()));
      }),
    );
  });
});

function allow(action: string, resource = '*') {
  return { Effect: 'Allow', Action: action, Resource: resource };
}

function policy(statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function decide(statements: readonly object[], request: Partial<AccessRequest> = {}) {
  return evaluate([parsePolicy(policy(statements))], {
    action: 'iam:GetRole',
    resource: ROLE,
    context: {},
    ...request,
  });
}
