import { rejects, strictEqual } from 'node:assert/strict';
import { toUserError } from '../../../src/core/errors/to-user-error';
import type { OptionsPort, ProvisionSession } from '../../../src/core/ports/aws';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { EXTERNAL_ID } from '../sandbox/clients';
import { assumeProvisionRole, seedProvisionRole } from '../sandbox/provision-role';
import { withAws } from './environment';

const VPC = 'vpc-00000001';

/** What a role that may do nothing is told to lack. */
const LACKING: { readonly [L in keyof OptionsPort]: string } = {
  kubernetesVersions: 'eks:DescribeClusterVersions',
  serviceRoles: 'iam:ListRoles on arn:aws:iam::222222222222:role/',
  keyPairs: 'ec2:DescribeKeyPairs',
  vpcs: 'ec2:DescribeVpcs',
  subnets: 'ec2:DescribeSubnets',
  securityGroups: 'ec2:DescribeSecurityGroups',
  instanceTypes: 'ec2:DescribeInstanceTypes',
};

describe('A list that the role may not read', () => {
  let sandbox: Sandbox;
  let session: ProvisionSession;

  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
    const policy = { Version: '2012-10-17', Statement: [] } as const;
    const roleArn = seedProvisionRole(sandbox, { name: 'eks-nothing', policy });
    session = await withAws({ variables: sandbox.env }, () => assumeProvisionRole(roleArn, 'reading'));
  });
  after(() => sandbox.stop());

  for (const [list, permission] of Object.entries(LACKING)) {
    it(`names the permission: ${list}`, async () => {
      await rejects(
        withAws({ variables: sandbox.env }, () => ask(list as keyof OptionsPort)),
        (error) => {
          strictEqual(toUserError(error).message, `The provision role lacks a permission: ${permission}.`);
          return true;
        },
      );
    });
  }

  function ask(list: keyof OptionsPort): Promise<unknown> {
    const { options } = session;
    const { signal } = new AbortController();
    switch (list) {
      case 'subnets':
      case 'securityGroups':
        return options[list](VPC, signal);
      case 'kubernetesVersions':
      case 'serviceRoles':
      case 'keyPairs':
      case 'vpcs':
      case 'instanceTypes':
        return options[list](signal);
    }
  }
});
