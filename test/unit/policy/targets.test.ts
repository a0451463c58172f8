import { deepStrictEqual, ok } from 'node:assert/strict';
import { permissionsFor, provisionPolicy, targetsOf, type ClusterPlace } from '../../../src/core/policy';
import { parsePolicy } from '../../sandbox/iam/policy/document';
import { evaluate } from '../../sandbox/iam/policy/evaluate';

const CLUSTER: ClusterPlace = {
  name: 'my_shop',
  partition: 'aws',
  accountId: '222222222222',
  region: 'eu-central-1',
  dnsSuffix: 'amazonaws.com',
  serviceRole: 'arn:aws:iam::222222222222:role/eks-service-role',
  provisionRole: 'arn:aws:iam::222222222222:role/teams/eks-provision',
};

const COMPUTE = ['managed', 'auto', 'self-managed'] as const;

const permission = (action: string) => permissionsFor(COMPUTE).find((each) => each.action === action)!;

/** The service of every request to pass a role. */
const passedTo = (place: ClusterPlace) =>
  permissionsFor(COMPUTE)
    .filter(({ action }) => action === 'iam:PassRole')
    .flatMap((each) => targetsOf(each, place))
    .map(({ context }) => context['iam:PassedToService']);

describe('What a cluster needs a permission for', () => {
  const policy = parsePolicy(
    JSON.stringify(provisionPolicy({ compute: COMPUTE, includeDelete: true, ...CLUSTER })),
  );

  it('is allowed by the published policy, each of it', () => {
    for (const each of permissionsFor(COMPUTE)) {
      const targets = targetsOf(each, CLUSTER);
      ok(targets.length > 0, each.action);
      for (const { resource, context } of targets) {
        const decision = evaluate([policy], { action: each.action, resource, context });
        deepStrictEqual([each.action, resource, decision], [each.action, resource, 'allowed']);
      }
    }
  });

  it('has no wildcard left, so that a narrower policy is understood too', () => {
    const all = permissionsFor(COMPUTE).flatMap((each) => targetsOf(each, CLUSTER));
    const arns = all.flatMap(({ resource, context }) => [resource, ...Object.values(context)]);
    deepStrictEqual(
      arns.filter((text) => text !== '*' && text.includes('*')),
      [],
    );
  });

  it('is the stack of the cluster, under the name that the stack has', () => {
    const [target] = targetsOf(permission('cloudformation:CreateStack'), CLUSTER);
    ok(
      target?.resource.startsWith(
        'arn:aws:cloudformation:eu-central-1:222222222222:stack/eks-clusters-my-shop/',
      ),
      target?.resource,
    );
  });

  it('is the cluster for making a part of it, and the part for what is done to that', () => {
    const types = (action: string) =>
      targetsOf(permission(action), CLUSTER).map(({ resource }) => resource.split(':')[5]?.split('/')[0]);
    deepStrictEqual(
      ['eks:CreateNodegroup', 'eks:DeleteNodegroup', 'eks:DeleteAddon', 'eks:AssociateAccessPolicy'].map(
        types,
      ),
      [['cluster'], ['nodegroup'], ['addon'], ['access-entry']],
    );
  });

  it('names the services as the partition does', () => {
    const place = { ...CLUSTER, partition: 'aws-cn', dnsSuffix: 'amazonaws.com.cn' };
    ok(passedTo(place).includes('ec2.amazonaws.com.cn'));
  });

  it('names the service that a role is passed to', () => {
    deepStrictEqual(
      [...new Set(passedTo(CLUSTER))],
      ['eks.amazonaws.com', 'pods.eks.amazonaws.com', 'ec2.amazonaws.com'],
    );
  });
});
