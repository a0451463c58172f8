import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { FormDriver, OPENING, OTHER_ROLE, ROLE, SUBNETS } from './form-driver';

const SECURITY_GROUP = { id: 'sg-00000001', name: 'default', description: '' };

function withNetwork(): FormDriver {
  return new FormDriver()
    .open()
    .authenticate()
    .chooseVpc('vpc-00000001')
    .answer('listSubnets', SUBNETS)
    .answer('listSecurityGroups', [SECURITY_GROUP])
    .edit(
      'subnetIds',
      SUBNETS.map(({ id }) => id),
    );
}

describe('The lists of the form', () => {
  it('load subnets and security groups side by side when a VPC is chosen', () => {
    const form = new FormDriver().open().authenticate().chooseVpc('vpc-00000001');
    deepStrictEqual(form.asked, ['listSubnets', 'listSecurityGroups']);
    deepStrictEqual(form.newest('listSubnets').params, { vpcId: 'vpc-00000001' });
  });

  it('ask nothing for a VPC that is still being typed', () => {
    const form = new FormDriver().open().authenticate().edit('vpcId', 'vpc-0000');
    deepStrictEqual(form.asked, ['saveDraft']);
    deepStrictEqual(form.settle('vpcId').asked, []);
  });

  it('drop subnets that arrive late for the VPC before', () => {
    const form = new FormDriver().open().authenticate().chooseVpc('vpc-00000001');
    const late = form.newest('listSubnets');
    form.chooseVpc('vpc-00000002').answer('listSubnets', SUBNETS, late);
    strictEqual(form.state.requests.listSubnets.kind, 'loading');
    form.answer('listSubnets', []);
    deepStrictEqual(form.state.requests.listSubnets, { kind: 'loaded', value: [] });
  });

  it('drop a failure that arrives late for the VPC before', () => {
    const form = new FormDriver().open().authenticate().chooseVpc('vpc-00000001');
    const { requestId } = form.newest('listSubnets');
    const error = { code: 'test', message: 'It failed.', remedy: 'Do it again.' };
    form.chooseVpc('vpc-00000002').do({ type: 'requestFailed', request: 'listSubnets', requestId, error });
    deepStrictEqual([form.state.requests.listSubnets.kind, form.announced], ['loading', '']);
  });

  it('show at once that a name is taken, and nothing where that cannot be known', () => {
    const form = new FormDriver().open().authenticate().edit('name', 'first').settle('name');
    strictEqual(form.kind('name'), 'valid');
    strictEqual(form.answer('listClusters', ['first']).kind('name'), 'invalid');
    const unknown = new FormDriver().open().authenticate().edit('name', 'first').settle('name');
    unknown.refuse('listClusters');
    deepStrictEqual([unknown.kind('name'), unknown.announced], ['valid', '']);
  });

  it('clear subnets and security group with the VPC', () => {
    const { draft } = withNetwork().chooseVpc('vpc-00000002').state;
    deepStrictEqual([draft.subnetIds, draft.securityGroupId], [[], '']);
  });

  it('clear what is in a region with the region, but not the service role, which is in none', () => {
    const form = withNetwork().edit('serviceRoleArn', ROLE).edit('name', 'shop').edit('region', 'eu-west-1');
    const { draft, requests } = form.state;
    deepStrictEqual([draft.vpcId, draft.subnetIds, draft.securityGroupId], ['', [], '']);
    deepStrictEqual([draft.serviceRoleArn, draft.name], [ROLE, 'shop']);
    deepStrictEqual([requests.authenticate.kind, requests.listVpcs.kind], ['idle', 'idle']);
  });

  it('clear the service role with the role', () => {
    const form = withNetwork().edit('serviceRoleArn', ROLE).edit('roleArn', OTHER_ROLE);
    strictEqual(form.state.draft.serviceRoleArn, '');
  });

  it('bring back what was chosen when the user returns to role and region', () => {
    const before = withNetwork().state.draft;
    const form = withNetwork().edit('region', 'eu-west-1').edit('region', 'eu-central-1').authenticate();
    deepStrictEqual(form.state.draft, before);
    deepStrictEqual(form.newest('listSubnets').params, { vpcId: 'vpc-00000001' });
  });

  it('do not bring it back for another region', () => {
    const form = withNetwork().edit('region', 'eu-west-1').authenticate();
    strictEqual(form.state.draft.vpcId, '');
  });

  it('choose the default version', () => {
    const form = new FormDriver().open().authenticate();
    form.answer('listKubernetesVersions', [
      { version: '1.35', isDefault: false, support: 'standard' },
      { version: '1.34', isDefault: true, support: 'standard' },
    ]);
    strictEqual(form.state.draft.kubernetesVersion, '1.34');
  });

  it('choose no version in extended support, be it the default or the only one', () => {
    const offered = { version: '1.32', isDefault: true, support: 'extended' } as const;
    const younger = { version: '1.35', isDefault: false, support: 'standard' } as const;
    const only = new FormDriver().open().authenticate().answer('listKubernetesVersions', [offered]);
    strictEqual(only.state.draft.kubernetesVersion, '');
    const both = new FormDriver().open().authenticate().answer('listKubernetesVersions', [younger, offered]);
    strictEqual(both.state.draft.kubernetesVersion, '1.35');
  });

  it('choose the newest version where nothing is known of their support', () => {
    const form = new FormDriver().open().authenticate();
    form.answer('listKubernetesVersions', [
      { version: '1.36', isDefault: false, support: 'unknown' },
      { version: '1.35', isDefault: false, support: 'unknown' },
    ]);
    strictEqual(form.state.draft.kubernetesVersion, '1.36');
  });

  for (const [compute, chosen] of [
    ['managed', 'ordinary'],
    ['auto', ''],
  ] as const) {
    it(`choose ${chosen ? 'the only service role that fits' : 'no service role, for none fits,'} with ${compute} nodes`, () => {
      const form = new FormDriver().open({ draft: { ...OPENING.draft, compute } }).authenticate();
      form.answer('listServiceRoles', [
        {
          ...{ arn: 'ordinary', name: 'ordinary', trustsEks: true, tagsSessions: false },
          attachedPolicies: ['arn:aws:iam::aws:policy/AmazonEKSClusterPolicy'],
        },
        { arn: 'bare', name: 'bare', trustsEks: true, tagsSessions: false, attachedPolicies: [] },
        { arn: 'other', name: 'other', trustsEks: false, tagsSessions: false },
      ]);
      strictEqual(form.state.draft.serviceRoleArn, chosen);
    });
  }

  it('choose the only VPC and load its network', () => {
    const form = new FormDriver().open().authenticate();
    form.answer('listVpcs', [{ id: 'vpc-00000001', cidrs: ['10.0.0.0/16'], isDefault: true }]);
    strictEqual(form.state.draft.vpcId, 'vpc-00000001');
    deepStrictEqual(form.asked, ['listSubnets', 'listSecurityGroups', 'saveDraft']);
  });

  for (const [offered, chosen] of [
    [['t3.medium', 'm5.large'], 'm5.large'],
    [['t3.medium', 'c7g.large'], 't3.medium'],
    [['c7g.large'], ''],
  ] as const) {
    it(`choose ${chosen === '' ? 'no instance type' : chosen} out of ${offered.join(' and ')}`, () => {
      const form = new FormDriver().open().authenticate();
      const types = offered.map((name) => ({ name, vcpus: 2, memoryMib: 8192 }));
      form.answer(
        'listInstanceTypes',
        types.map((type) => ({ ...type, amiType: 'AL2023_x86_64_STANDARD' })),
      );
      strictEqual(form.state.draft.instanceType, chosen);
    });
  }

  it('leave alone what the user has chosen already', () => {
    const form = new FormDriver()
      .open({ draft: { ...OPENING.draft, kubernetesVersion: '1.33' } })
      .authenticate();
    form.answer('listKubernetesVersions', [{ version: '1.34', isDefault: true, support: 'standard' }]);
    strictEqual(form.state.draft.kubernetesVersion, '1.33');
    strictEqual(form.settle('kubernetesVersion').kind('kubernetesVersion'), 'invalid');
  });

  it('untick a subnet that the VPC does not have, and say so', () => {
    const draft = {
      ...OPENING.draft,
      vpcId: 'vpc-00000001',
      subnetIds: ['subnet-0000000a', 'subnet-99999999'],
    };
    const form = new FormDriver().open({ draft }).authenticate().answer('listSubnets', SUBNETS);
    deepStrictEqual(form.state.draft.subnetIds, ['subnet-0000000a']);
    match(form.announced, /subnet-99999999/);
  });

  it('take free text where they could not be loaded', () => {
    const form = new FormDriver().open().authenticate().refuse('listKubernetesVersions');
    form.edit('kubernetesVersion', '1.34').settle('kubernetesVersion');
    strictEqual(form.kind('kubernetesVersion'), 'valid');
  });

  it('are requested again with Retry, for the VPC in the form', () => {
    const form = new FormDriver()
      .open()
      .authenticate()
      .chooseVpc('vpc-00000001')
      .refuse('listSecurityGroups');
    form.do({ type: 'retryClicked', request: 'listSecurityGroups' });
    deepStrictEqual(form.asked, ['listSecurityGroups']);
    deepStrictEqual(form.newest('listSecurityGroups').params, { vpcId: 'vpc-00000001' });
    deepStrictEqual(form.do({ type: 'retryClicked', request: 'listSecurityGroups' }).asked, []);
  });
});
