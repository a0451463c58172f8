import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import type { Preset } from '../../../src/core/cluster-form/presets';
import { FormDriver, SUBNETS } from './form-driver';

const TYPES = ['t3.medium', 'm5.large'].map((name) => ({
  name,
  vcpus: 2,
  memoryMib: 8192,
  amiType: 'AL2023_x86_64_STANDARD' as const,
}));

const VPCS = ['vpc-00000001', 'vpc-00000002'].map((id) => ({ id, cidrs: ['10.0.0.0/16'], isDefault: false }));

function ready(): FormDriver {
  const form = new FormDriver().open().authenticate();
  return form.answer('listInstanceTypes', TYPES).answer('listVpcs', VPCS).edit('name', 'shop');
}

function inVpc(): FormDriver {
  return ready().chooseVpc('vpc-00000001').answer('listSubnets', SUBNETS);
}

const choose = (form: FormDriver, preset: Preset) => form.do({ type: 'presetClicked', preset });

describe('A preset in the form', () => {
  it('fills in what it is about, and leaves alone whose cluster it is', () => {
    const before = inVpc();
    const { draft } = choose(inVpc(), 'production').state;
    const { roleArn, region, name, environmentScope, vpcId, level } = before.state.draft;
    deepStrictEqual(
      [draft.roleArn, draft.region, draft.name, draft.environmentScope, draft.vpcId, draft.level],
      [roleArn, region, name, environmentScope, vpcId, level],
    );
    deepStrictEqual(
      [draft.nodeCount, draft.deletionProtection, draft.endpointAccess],
      ['3', true, 'private'],
    );
    deepStrictEqual(
      draft.subnetIds,
      SUBNETS.map(({ id }) => id),
    );
  });

  it('is announced and kept by the host, and touches nothing', () => {
    const form = choose(ready(), 'development');
    strictEqual(form.announced, 'Preset Development is filled in.');
    deepStrictEqual(form.asked, ['saveDraft']);
    deepStrictEqual([form.kind('nodeCount'), form.kind('instanceType')], ['untouched', 'untouched']);
  });

  it('says where it could not choose subnets in as many zones as it wants', () => {
    match(choose(ready(), 'production').announced, /Subnets were not changed: select a VPC/);
    const inOther = ready().chooseVpc('vpc-00000002').refuse('listSubnets');
    match(
      choose(inOther, 'production').announced,
      /Subnets were not changed: this VPC has no suitable subnets/,
    );
    match(choose(inVpc(), 'production').announced, /suitable subnets in 2 Availability Zones only/);
  });

  it('forgives what the host said of the fields', () => {
    const form = inVpc();
    const nodeCount = { message: 'A quota.', remedy: 'Raise it.' };
    form.state = { ...form.state, hostErrors: { nodeCount } };
    deepStrictEqual(choose(form, 'development').state.hostErrors, {});
  });

  it('waits for the lists that it chooses from', () => {
    const form = new FormDriver().open().authenticate();
    strictEqual(choose(form, 'development').state.draft.nodeCount, '3');
    strictEqual(choose(new FormDriver().open(), 'development').state.appliedPreset, undefined);
  });

  it('does nothing while a cluster is being created', () => {
    const form = ready();
    form.state = { ...form.state, operation: RUNNING };
    strictEqual(choose(form, 'development').state.draft.nodeCount, '3');
  });
});

describe('Undo of a preset', () => {
  it('brings back what stood there, says so, and leads to where the presets are', () => {
    const before = inVpc().edit('subnetIds', ['subnet-0000000a']).edit('nodeCount', '7');
    const { draft } = before.state;
    const form = choose(before, 'production').do({ type: 'presetUndoClicked' });
    deepStrictEqual(form.state.draft, draft);
    deepStrictEqual([form.focused, form.state.appliedPreset], [['presets'], undefined]);
    match(form.announced, /Preset Production was undone/);
    deepStrictEqual(form.do({ type: 'presetUndoClicked' }).effects, []);
  });

  it('takes back the last one alone', () => {
    const form = choose(choose(inVpc(), 'production'), 'auto').do({ type: 'presetUndoClicked' });
    deepStrictEqual([form.state.draft.compute, form.state.draft.nodeCount], ['managed', '3']);
    strictEqual(form.state.draft.deletionProtection, true);
  });

  it('is there as long as the filled-in values are unchanged', () => {
    const form = choose(inVpc(), 'production').edit('name', 'other');
    strictEqual(form.state.appliedPreset?.preset, 'production');
    strictEqual(form.edit('nodeCount', '4').state.appliedPreset, undefined);
  });

  for (const [field, value] of [
    ['region', 'eu-west-1'],
    ['roleArn', 'arn:aws:iam::333333333333:role/other'],
    ['vpcId', 'vpc-00000002'],
  ] as const)
    it(`would bring back what belongs elsewhere, and so ends, when ${field} changes`, () => {
      const form = choose(inVpc().edit('subnetIds', ['subnet-0000000a']), 'production').edit(field, value);
      deepStrictEqual(form.do({ type: 'presetUndoClicked' }).state.draft.subnetIds, []);
    });
});

const RUNNING = {
  kind: 'create',
  id: 'one',
  clusterName: 'shop',
  region: 'eu-central-1',
  accountId: '222222222222',
  startedAt: 0,
  state: { kind: 'running', activity: '', isOverdue: false, elapsedMs: 0 },
  done: 0,
  total: 5,
  resources: [],
  steps: [],
} as const;
