import { deepStrictEqual } from 'node:assert/strict';
import { eksTrust } from '../../../src/core/policy/eks-trust';

const document = (statement: unknown) => JSON.stringify({ Version: '2012-10-17', Statement: statement });

const trust = (service: unknown, action: unknown = 'sts:AssumeRole', effect = 'Allow') => ({
  Effect: effect,
  Principal: { Service: service },
  Action: action,
});

const EKS = 'eks.amazonaws.com';

const ROLES: Readonly<Record<string, readonly [document: string, assumes: boolean, tags: boolean]>> = {
  'that names EKS': [document([trust(EKS)]), true, false],
  'whose only statement is no list': [document(trust(EKS)), true, false],
  'that names EKS among others': [document([trust(['ec2.amazonaws.com', EKS])]), true, false],
  'for everybody': [document([{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }]), true, false],
  'that lets EKS tag its sessions': [
    document([trust(EKS, ['sts:AssumeRole', 'sts:TagSession'])]),
    true,
    true,
  ],
  'that says so in two statements': [document([trust(EKS), trust(EKS, 'sts:TagSession')]), true, true],
  'that lets EKS do all': [document([trust(EKS, 'sts:*')]), true, true],
  'that lets EKS tag sessions and no more': [document([trust(EKS, 'sts:TagSession')]), false, true],
  'for EC2': [document([trust('ec2.amazonaws.com')]), false, false],
  'for pods': [document([trust('pods.eks.amazonaws.com')]), false, false],
  'for node groups': [document([trust('eks-nodegroup.amazonaws.com')]), false, false],
  'that denies EKS': [document([trust(EKS, 'sts:AssumeRole', 'Deny')]), false, false],
  'for an account': [
    document([{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }]),
    false,
    false,
  ],
  'without a statement': [document(undefined), false, false],
  'with a document that cannot be read': ['{not json', false, false],
};

describe('The trust of a role', () => {
  for (const [name, [trusting, trustsEks, tagsSessions]] of Object.entries(ROLES)) {
    const what = [...(trustsEks ? ['assume it'] : []), ...(tagsSessions ? ['tag sessions'] : [])];
    it(`${name} lets EKS ${what.join(' and ') || 'do nothing'}`, () => {
      deepStrictEqual(eksTrust(trusting), { trustsEks, tagsSessions });
    });
  }
});
