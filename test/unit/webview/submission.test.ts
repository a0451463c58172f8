import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import type { OperationState, OperationView } from '../../../src/core/operation/view';
import { isLocked } from '../../../webview/state/state';
import { FormDriver, OPENING, OTHER_ROLE, SUBNETS } from './form-driver';

const COMPLETE = {
  ...OPENING.draft,
  name: 'shop',
  kubernetesVersion: '1.34',
  serviceRoleArn: 'arn:aws:iam::210987654321:role/eks-service',
  vpcId: 'vpc-00000001',
  subnetIds: SUBNETS.map(({ id }) => id),
  securityGroupId: 'sg-00000001',
  instanceType: 'm5.large',
};

function complete(): FormDriver {
  return new FormDriver().open({ draft: COMPLETE }).authenticate();
}

function operation(state: OperationState): OperationView {
  const base = {
    id: 'one',
    kind: 'create' as const,
    clusterName: 'shop',
    region: 'eu-central-1',
    accountId: '222222222222',
    startedAt: 0,
  };
  return { ...base, state, done: 0, total: 5, resources: [], steps: [] };
}

function running(activity: string): OperationView {
  return operation({ kind: 'running', activity, isOverdue: false, elapsedMs: 0 });
}

const RUNNING = running('Creating the control plane.');
const SUCCEEDED = operation({ kind: 'succeeded', endedAt: 1, nodesReady: 3, notes: [] });
const FAILED = operation({
  kind: 'failed',
  failedAt: 1,
  leftovers: { kind: 'nothing' },
  failure: { message: 'No.', cause: 'A quota.', remedy: 'Raise it.' },
});

function started(): FormDriver {
  return complete().do({ type: 'createClicked' }).answer('create', { kind: 'started', operation: RUNNING });
}

describe('Create Kubernetes cluster', () => {
  it('sends the draft', () => {
    const form = complete().do({ type: 'createClicked' });
    deepStrictEqual(form.newest('create').params, { draft: COMPLETE, acceptedChecks: [] });
    deepStrictEqual(form.do({ type: 'createClicked' }).asked, []);
  });

  it('leads to authentication first', () => {
    const form = new FormDriver().open({ draft: COMPLETE }).do({ type: 'createClicked' });
    deepStrictEqual([form.asked, form.focused], [[], ['authenticate']]);
    match(form.announced, /Authenticate with AWS before/);
  });

  it('leads to the first problem, says how many there are, and shows all of them', () => {
    const form = complete().edit('nodeCount', 'many').edit('name', '').do({ type: 'createClicked' });
    deepStrictEqual([form.asked, form.focused], [[], ['name']]);
    match(form.announced, /^2 fields need attention\. The first: The cluster has no name\./);
    deepStrictEqual([form.kind('name'), form.kind('nodeCount')], ['missing', 'invalid']);
  });

  it('shows what only the host could find, and sends it again once that is edited', () => {
    const problems = { subnetIds: { message: 'Too few addresses.', remedy: 'Choose others.' } };
    const form = complete().do({ type: 'createClicked' }).answer('create', { kind: 'invalid', problems });
    deepStrictEqual([form.kind('subnetIds'), form.focused], ['invalid', ['subnetIds']]);
    strictEqual(isLocked(form.state), false);
    form.edit('subnetIds', [...COMPLETE.subnetIds].reverse()).do({ type: 'createClicked' });
    deepStrictEqual(form.asked, ['create']);
  });

  it('shows a refusal at its field', () => {
    const form = complete()
      .do({ type: 'createClicked' })
      .refuse('create', { message: 'Taken.', field: 'name' });
    deepStrictEqual([form.kind('name'), form.focused], ['invalid', ['name']]);
  });

  it('locks the form while the cluster is being created', () => {
    const form = started();
    deepStrictEqual(form.focused, ['progress']);
    strictEqual(form.edit('name', 'other').state.draft.name, 'shop');
  });

  it('takes no roles over while a cluster is being created', () => {
    const roles = { provisionRoleArn: OTHER_ROLE, serviceRoleArn: OTHER_ROLE };
    deepStrictEqual(started().do({ type: 'rolesCreated', roles }).state.draft, COMPLETE);
  });

  it('says what changed, once', () => {
    const news = running('Starting nodes.');
    const form = started().do({ type: 'operationChanged', operation: news });
    strictEqual(form.announced, 'Starting nodes.');
    strictEqual(form.do({ type: 'operationChanged', operation: news }).announced, '');
  });

  it('does not follow another operation', () => {
    const form = started().do({ type: 'operationChanged', operation: { ...FAILED, id: 'two' } });
    strictEqual(form.state.operation?.state.kind, 'running');
  });

  it('gives the form back after a failure, with all that was typed', () => {
    const form = started().do({ type: 'operationChanged', operation: FAILED });
    match(form.announced, /A quota\./);
    deepStrictEqual([isLocked(form.state), form.state.draft], [false, COMPLETE]);
    deepStrictEqual(form.do({ type: 'createClicked' }).asked, ['create']);
  });
});

describe('A form whose cluster failed and is kept', () => {
  it('can be edited and tried again', () => {
    const failure = { message: 'No.', cause: 'A quota.', remedy: 'Raise it.' };
    const leftovers = { kind: 'stack', stackName: 's', cost: 'It costs.' } as const;
    const kept = operation({ kind: 'kept', failedAt: 1, failure, leftovers, price: '$0.10 per hour' });
    const form = started().do({ type: 'operationChanged', operation: kept });
    strictEqual(isLocked(form.state), false);
    deepStrictEqual(form.do({ type: 'createClicked' }).asked, ['create']);
  });
});

describe('Create another like this', () => {
  it('keeps everything but the name, and the scope that the first cluster serves', () => {
    const form = complete()
      .do({ type: 'presetClicked', preset: 'auto' })
      .edit('tags', 'team=shop')
      .do({ type: 'createClicked' })
      .answer('create', { kind: 'started', operation: SUCCEEDED });
    const { draft } = form.state;
    form.do({ type: 'createAnotherClicked' });
    deepStrictEqual(form.state.draft, { ...draft, name: '', environmentScope: '' });
    deepStrictEqual([form.focused, form.kind('name')], [['name'], 'untouched']);
    strictEqual(form.announced, 'Give the new cluster its own name and environment scope.');
  });

  it('keeps the scope where no cluster came to be', () => {
    const form = started()
      .do({ type: 'operationChanged', operation: FAILED })
      .do({ type: 'createAnotherClicked' });
    deepStrictEqual(form.state.draft, { ...COMPLETE, name: '' });
  });

  it('has the host forget the operation, for a form that is opened again shows what the host knows', () => {
    deepStrictEqual(started().do({ type: 'createAnotherClicked' }).asked, [
      'leaveOperation',
      'listClusters',
      'saveDraft',
    ]);
  });

  it('asks for consent again', () => {
    const form = started();
    form.state = {
      ...form.state,
      acceptedChecks: ['subnets'],
      hostErrors: { name: { message: '', remedy: '' } },
    };
    const { acceptedChecks, hostErrors, operation } = form.do({ type: 'createAnotherClicked' }).state;
    deepStrictEqual([acceptedChecks, hostErrors, operation], [[], {}, undefined]);
  });
});
