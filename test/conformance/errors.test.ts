import { deepStrictEqual, ok } from 'node:assert/strict';
import {
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeInstanceTypesCommand,
  DescribeKeyPairsCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
} from '@aws-sdk/client-ecr';
import { DescribeClusterCommand, DescribeNodegroupCommand } from '@aws-sdk/client-eks';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  GetRoleCommand,
} from '@aws-sdk/client-iam';
import { askBoth, limit } from './simulations';
import type { SdkClients } from './sdk-clients';

const NOWHERE = 'eks-clusters-nowhere';
const REPOSITORY = 'eks-clusters/nowhere';
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

/** Calls that AWS refuses, and the code that it says so with. */
const REFUSED: readonly (readonly [
  what: string,
  code: string,
  call: (sdk: SdkClients) => Promise<unknown>,
])[] = [
  [
    'a role that does not exist',
    'NoSuchEntityException',
    ({ iam }) => iam.send(new GetRoleCommand({ RoleName: NOWHERE })),
  ],
  [
    'a role whose name is taken',
    'EntityAlreadyExistsException',
    async ({ iam }) => {
      const request = { RoleName: 'eks-clusters-taken', AssumeRolePolicyDocument: TRUST };
      await iam.send(new CreateRoleCommand(request));
      await iam.send(new CreateRoleCommand(request));
    },
  ],
  [
    'deleting a role that has a policy',
    'DeleteConflictException',
    async ({ iam }) => {
      const RoleName = 'eks-clusters-b';
      const PolicyArn = 'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy';
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
      await iam.send(new DeleteRoleCommand({ RoleName }));
    },
  ],
  [
    'a VPC that does not exist',
    'InvalidVpcID.NotFound',
    ({ ec2 }) => ec2.send(new DescribeVpcsCommand({ VpcIds: ['vpc-00000000000000000'] })),
  ],
  [
    'a subnet that does not exist',
    'InvalidSubnetID.NotFound',
    ({ ec2 }) => ec2.send(new DescribeSubnetsCommand({ SubnetIds: ['subnet-00000000000000000'] })),
  ],
  [
    'a security group that does not exist',
    'InvalidGroup.NotFound',
    ({ ec2 }) => ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: ['sg-00000000000000000'] })),
  ],
  [
    'a key pair that does not exist',
    'InvalidKeyPair.NotFound',
    ({ ec2 }) => ec2.send(new DescribeKeyPairsCommand({ KeyNames: ['nobodys'] })),
  ],
  [
    'an instance type that does not exist',
    'InvalidInstanceType',
    ({ ec2 }) => ec2.send(new DescribeInstanceTypesCommand({ InstanceTypes: ['m5.tiny' as 'm5.large'] })),
  ],
  [
    'a stack that does not exist',
    'ValidationError',
    ({ cloudFormation }) => cloudFormation.send(new DescribeStacksCommand({ StackName: NOWHERE })),
  ],
  [
    'events of a stack that does not exist',
    'ValidationError',
    ({ cloudFormation }) => cloudFormation.send(new DescribeStackEventsCommand({ StackName: NOWHERE })),
  ],
  [
    'a template that is none',
    'ValidationError',
    ({ cloudFormation }) =>
      cloudFormation.send(new ValidateTemplateCommand({ TemplateBody: '{"Resources":' })),
  ],
  [
    'a parameter that has no value',
    'ValidationError',
    ({ cloudFormation }) =>
      cloudFormation.send(
        new CreateStackCommand({
          StackName: 'eks-clusters-parameters',
          TemplateBody: JSON.stringify({
            Parameters: { Name: { Type: 'String' } },
            Resources: {
              Topic: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Ref: 'Name' } } },
            },
          }),
          Capabilities: ['CAPABILITY_IAM'],
        }),
      ),
  ],
  [
    'a cluster that does not exist',
    'ResourceNotFoundException',
    ({ eks }) => eks.send(new DescribeClusterCommand({ name: NOWHERE })),
  ],
  [
    'a node group of a cluster that does not exist',
    'ResourceNotFoundException',
    ({ eks }) => eks.send(new DescribeNodegroupCommand({ clusterName: NOWHERE, nodegroupName: 'nodes' })),
  ],
  [
    'a repository that does not exist',
    'RepositoryNotFoundException',
    ({ ecr }) => ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [REPOSITORY] })),
  ],
  [
    'images of a repository that does not exist',
    'RepositoryNotFoundException',
    ({ ecr }) => ecr.send(new DescribeImagesCommand({ repositoryName: REPOSITORY })),
  ],
  [
    'a repository whose name is taken',
    'RepositoryAlreadyExistsException',
    async ({ ecr }) => {
      const request = { repositoryName: 'eks-clusters/taken' };
      await ecr.send(new CreateRepositoryCommand(request));
      await ecr.send(new CreateRepositoryCommand(request));
    },
  ],
  [
    'a repository whose name is none',
    'InvalidParameterException',
    ({ ecr }) => ecr.send(new CreateRepositoryCommand({ repositoryName: 'eks-clusters/Shop' })),
  ],
  [
    'an image that does not exist',
    'ImageNotFoundException',
    async ({ ecr }) => {
      const repositoryName = 'eks-clusters/empty';
      await ecr.send(new CreateRepositoryCommand({ repositoryName }));
      await ecr.send(new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: 'none' }] }));
    },
  ],
];

describe('What is refused, by our sandbox and by moto', () => {
  for (const [what, code, call] of REFUSED) {
    it(`says ${code} of ${what}`, async () => {
      const { ours, foreign } = await askBoth(({ sdk }) => refusal(call(sdk)));
      deepStrictEqual({ ours, foreign }, { ours: code, foreign: code });
    });
  }

  it('is no error for our adapters where it only means that there is none', async () => {
    const { ours, foreign } = await askBoth(async ({ session: { stacks, clusters } }) => [
      await stacks.describe(NOWHERE, limit()),
      await clusters.describe(NOWHERE, limit()),
    ]);
    ok([...ours, ...foreign].every((found) => found === undefined));
  });
});

/** The name of the SDK's error. */
function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}
