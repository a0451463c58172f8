import { match, strictEqual } from 'node:assert/strict';
import { explainFailure } from '../../../src/core/operation/explain-failure';

const DENIED =
  'User: arn:aws:sts::222222222222:assumed-role/eks-provision/me is not authorized to perform: eks:CreateCluster on resource: arn:aws:eks:eu-central-1:222222222222:cluster/demo';

/** The cause in words, whatever AWS says besides. */
const CAUSES: Readonly<Record<string, readonly [reason: string, cause: string]>> = {
  'a policy of the role': [
    `${DENIED} because no identity-based policy allows the eks:CreateCluster action`,
    'The provision role lacks a permission.',
  ],
  'the organization': [
    `${DENIED} with an explicit deny in a service control policy`,
    'The organization of the AWS account does not allow it.',
  ],
  'the boundary of the role': [
    `${DENIED} because no permissions boundary allows the eks:CreateCluster action`,
    'The permissions boundary of the provision role does not allow it.',
  ],
  'STS, switched off in the region': [
    'STS is not activated in this region for account:222222222222. Your account administrator can activate STS in this region using the IAM Console.',
    'The Security Token Service is switched off in the region.',
  ],
};

describe('A failure of the stack', () => {
  for (const [who, [reason, cause]] of Object.entries(CAUSES)) {
    it(`names what was in the way: ${who}`, () => {
      const event = { id: 'e', logicalId: 'Cluster', resourceType: 'AWS::EKS::Cluster', at: 0 };
      const failure = explainFailure({ ...event, status: 'CREATE_FAILED', reason }, 'Control plane');
      strictEqual(failure.message, 'Creating Control plane failed.');
      strictEqual(failure.cause, `${cause} AWS says: ${reason}`);
      match(failure.remedy, /\.$/);
    });
  }
});
