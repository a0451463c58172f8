import { match, ok, strictEqual } from 'node:assert/strict';
import type {
  ClusterSpec,
  ManagedCompute,
  SelfManagedCompute,
} from '../../../src/core/cluster-form/cluster-spec';
import { type CloudFormationTemplate, variantOf, templateOf } from '../../../src/core/template';
import { MANAGED, SELF_MANAGED, SELF_MANAGED_COMPUTE, SPEC } from '../../fakes/cluster-spec';
import { StackAccount } from '../../fakes/stack-account';
import { awsCase } from '../../fixtures/aws-case';
import type { MetadataDefaults } from '../../sandbox/ec2/instance-metadata';

const { accountDefaults } = awsCase('01-instance-metadata-tags') as {
  accountDefaults: { InstanceMetadataTags: 'enabled'; HttpEndpoint: 'disabled' };
};

const NETWORK = { subnetIds: ['subnet-a', 'subnet-b'], securityGroupId: 'sg-1' } as const;
const SPECS: readonly (ClusterSpec & { readonly compute: ManagedCompute | SelfManagedCompute })[] = [
  { ...SPEC, ...NETWORK, compute: MANAGED },
  { ...SELF_MANAGED, ...NETWORK, compute: SELF_MANAGED_COMPUTE },
];

/** The stack an hour later, in an account with defaults of its own. */
async function create(
  spec: ClusterSpec,
  defaults: MetadataDefaults,
  change: (template: string) => string,
): Promise<StackAccount> {
  const account = new StackAccount();
  Object.assign(account.aws.metadataDefaults, defaults);
  const template = change(JSON.stringify(templateOf(variantOf(spec))));
  await account.createStackOf(spec, JSON.parse(template) as CloudFormationTemplate);
  await account.minutes(90);
  return account;
}

/** A template that does not say one of the options. */
const without = (option: string) => (template: string) => {
  const said = new RegExp(`"${option}":(?:"\\w+"|\\d+),?`);
  ok(said.test(template), option);
  return template.replace(said, '').replace(',}', '}');
};

for (const spec of SPECS) {
  const { kind } = spec.compute;

  describe(`In an account with defaults for instance metadata, nodes that are ${kind}`, () => {
    it('come whatever the defaults are, since the launch template says all of it', async () => {
      const defaults: MetadataDefaults = {
        httpEndpoint: accountDefaults.HttpEndpoint,
        instanceMetadataTags: accountDefaults.InstanceMetadataTags,
        httpTokensEnforced: 'enabled',
      };
      const account = await create(spec, defaults, (template) => template);
      strictEqual((await account.stack()).StackStatus, 'CREATE_COMPLETE');
      strictEqual(account.aws.apis.get(spec.name)?.nodes.size, spec.compute.nodeCount);
    });

    it('are refused for a tag with a slash where the template is silent about tags', async () => {
      const account = await create(
        spec,
        { instanceMetadataTags: 'enabled' },
        without('InstanceMetadataTags'),
      );
      match(
        (await account.failureOf('NodeGroup')) ?? '',
        /'[^']+\/[^']+' is not a valid tag key\. Tag keys must match pattern/,
      );
    });

    it('never join where the template is silent about the endpoint', async () => {
      const account = await create(spec, { httpEndpoint: 'disabled' }, without('HttpEndpoint'));
      strictEqual((await account.stack()).StackStatus, 'CREATE_FAILED');
      strictEqual(account.aws.apis.get(spec.name)?.nodes.size, 0);
    });

    it('are not launched where the template is silent about IMDSv2 and the account insists on it', async () => {
      const account = await create(spec, { httpTokensEnforced: 'enabled' }, without('HttpTokens'));
      match((await account.failureOf('NodeGroup')) ?? '', /IMDSv1/);
    });
  });
}
