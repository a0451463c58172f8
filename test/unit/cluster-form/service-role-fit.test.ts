import { deepStrictEqual } from 'node:assert/strict';
import { mayFit, serviceRoleFit } from '../../../src/core/cluster-form/service-role-fit';

const arn = (policy: string, partition = 'aws') => `arn:${partition}:iam::aws:policy/${policy}`;
const CLUSTER = arn('AmazonEKSClusterPolicy');
const AUTO = [
  'AmazonEKSComputePolicy',
  'AmazonEKSBlockStoragePolicy',
  'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSNetworkingPolicy',
];

const GOOD = { trustsEks: true, tagsSessions: true, attachedPolicies: [CLUSTER, ...AUTO.map((p) => arn(p))] };
const ORDINARY = { trustsEks: true, tagsSessions: false, attachedPolicies: [CLUSTER] };

describe('A service role', () => {
  it('with all that Auto Mode wants fits every cluster', () => {
    deepStrictEqual(
      (['managed', 'self-managed', 'auto'] as const).map((compute) => serviceRoleFit(GOOD, compute).kind),
      ['fits', 'fits', 'fits'],
    );
  });

  it('for ordinary clusters fits those alone: for Auto Mode it cannot tag sessions', () => {
    deepStrictEqual(serviceRoleFit(ORDINARY, 'managed'), { kind: 'fits' });
    deepStrictEqual(serviceRoleFit(ORDINARY, 'auto'), { kind: 'untrusting', actions: ['sts:TagSession'] });
  });

  it('that can tag sessions lacks the policies of Auto Mode next', () => {
    deepStrictEqual(serviceRoleFit({ ...ORDINARY, tagsSessions: true }, 'auto'), {
      kind: 'policiesMissing',
      policies: AUTO,
    });
  });

  it('that EKS may not assume is told for that, whatever it has', () => {
    const found = serviceRoleFit({ ...ORDINARY, trustsEks: false }, 'auto');
    deepStrictEqual(found, { kind: 'untrusting', actions: ['sts:AssumeRole', 'sts:TagSession'] });
  });

  it('fits with the policies of any partition, and with none of the same name by the account itself', () => {
    const [china, own] = [
      arn('AmazonEKSClusterPolicy', 'aws-cn'),
      CLUSTER.replace('::aws', '::123456789012'),
    ];
    deepStrictEqual(serviceRoleFit({ ...ORDINARY, attachedPolicies: [china] }, 'managed').kind, 'fits');
    deepStrictEqual(
      serviceRoleFit({ ...ORDINARY, attachedPolicies: [own] }, 'managed').kind,
      'policiesMissing',
    );
  });

  it('whose policies may not be read may fit', () => {
    const unread = { trustsEks: true, tagsSessions: false };
    deepStrictEqual(serviceRoleFit(unread, 'managed'), { kind: 'policiesUnknown' });
    deepStrictEqual([mayFit(unread, 'managed'), mayFit(unread, 'auto')], [true, false]);
  });
});
