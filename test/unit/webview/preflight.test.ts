import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import type { CheckRow, CheckState } from '../../../src/core/preflight/check';
import type { Finding } from '../../../src/core/preflight/finding';
import { blockingChecks } from '../../../webview/state/preflight';
import { AUTHENTICATED, FormDriver, OPENING, OTHER_ROLE, ROLE, SUBNETS } from './form-driver';

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

const RUNNING: CheckState = { kind: 'running' };
const found = (kind: Finding['kind']): CheckState => ({
  kind: 'found',
  finding: { kind, found: 'Found.', remedy: 'Do this.', lists: [] },
});

function checks(session: CheckState, permissions: CheckState): readonly CheckRow[] {
  return [
    { id: 'session', title: 'Session', state: session },
    { id: 'permissions', title: 'Permissions', state: permissions },
  ];
}

function complete(): FormDriver {
  return new FormDriver().open({ draft: COMPLETE }).authenticate();
}

const moved = (form: FormDriver, rows: readonly CheckRow[]) =>
  form.do({ type: 'checksChanged', checks: rows });

function red(): FormDriver {
  return moved(complete(), checks(found('passed'), found('failed')));
}

describe('Pre-flight', () => {
  it('shows each check as it settles, and says the outcome once', () => {
    const form = moved(complete(), checks(RUNNING, RUNNING));
    strictEqual(moved(form, checks(found('passed'), RUNNING)).announced, '');
    match(
      moved(form, checks(found('passed'), found('failed'))).announced,
      /^Pre-flight checks failed: Permissions\.$/,
    );
    strictEqual(moved(form, checks(found('passed'), found('failed'))).announced, '');
  });

  it('says that all is well, also where something is not known', () => {
    const form = moved(complete(), checks(found('passed'), RUNNING));
    match(moved(form, checks(found('passed'), found('unknown'))).announced, /^Pre-flight checks passed\.$/);
  });

  it('says nothing while it waits for the user', () => {
    const form = moved(complete(), checks(RUNNING, { kind: 'waiting', missing: ['name'] }));
    strictEqual(moved(form, checks(found('passed'), { kind: 'waiting', missing: ['name'] })).announced, '');
  });

  it('that is red keeps the cluster from being created, and leads to what is red', () => {
    const form = red().do({ type: 'createClicked' });
    deepStrictEqual([form.asked, form.focused], [[], ['preflight']]);
    match(form.announced, /Permissions.*Create anyway/);
  });

  for (const kind of ['warning', 'unknown', 'passed'] as const) {
    it(`that is ${kind} blocks nothing`, () => {
      const form = moved(complete(), checks(found('passed'), found(kind))).do({ type: 'createClicked' });
      deepStrictEqual(form.newest('create').params, { draft: COMPLETE, acceptedChecks: [] });
    });
  }

  it('does not block creating once the user accepts what is red now', () => {
    const form = red().do({ type: 'createAnywayToggled', anyway: 'yes' }).do({ type: 'createClicked' });
    deepStrictEqual(form.newest('create').params, { draft: COMPLETE, acceptedChecks: ['permissions'] });
  });

  it('asks again when another check becomes red', () => {
    const form = red().do({ type: 'createAnywayToggled', anyway: 'yes' });
    moved(form, checks(found('failed'), found('failed')));
    deepStrictEqual(blockingChecks(form.state), ['session']);
  });

  it('keeps the consent while a check runs again, and forgets it when that is red no more', () => {
    const form = red().do({ type: 'createAnywayToggled', anyway: 'yes' });
    moved(form, checks(found('passed'), RUNNING));
    deepStrictEqual(form.state.acceptedChecks, ['permissions']);
    moved(form, checks(found('passed'), found('passed')));
    moved(form, checks(found('passed'), found('failed')));
    deepStrictEqual(blockingChecks(form.state), ['permissions']);
  });

  it('takes the consent back', () => {
    const form = red().do({ type: 'createAnywayToggled', anyway: 'yes' });
    form.do({ type: 'createAnywayToggled', anyway: 'no' }).do({ type: 'createClicked' });
    deepStrictEqual(form.asked, []);
  });

  it('leads to what is red when only the host knows it', () => {
    const form = complete().do({ type: 'createClicked' }).answer('create', { kind: 'blocked' });
    deepStrictEqual(form.focused, ['preflight']);
    strictEqual(form.state.requests.create.kind, 'idle');
  });

  it('runs again when asked to', () => {
    deepStrictEqual(red().do({ type: 'checkAgainClicked' }).asked, ['checkAgain']);
  });

  it('is gone with the session that it asked with, and takes no late word of it', () => {
    const form = red().edit('roleArn', OTHER_ROLE);
    deepStrictEqual(form.state.checks, []);
    moved(form, checks(found('passed'), found('failed')));
    deepStrictEqual(form.state.checks, []);
  });

  it('begins before the form hears that it is authenticated', () => {
    const form = new FormDriver().open({ draft: COMPLETE }).do({ type: 'authenticateClicked' });
    moved(form, checks(RUNNING, RUNNING)).answer('authenticate', AUTHENTICATED);
    strictEqual(form.state.checks.length, 2);
  });

  it('is there again when the form is opened again', () => {
    const form = new FormDriver().open({
      draft: COMPLETE,
      session: { roleArn: ROLE, authenticated: AUTHENTICATED },
      checks: checks(found('passed'), found('failed')),
    });
    deepStrictEqual(blockingChecks(form.state), ['permissions']);
  });
});
