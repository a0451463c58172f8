import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { describeFailure } from '../../../../src/core/cloudformation/failures/explain-failure';
import { FAILURES } from '../../../../src/core/cloudformation/failures';
import { collectEvidence, NO_DETAILS } from '../../../../src/core/cloudformation/failures/evidence';
import { matchFailure } from '../../../../src/core/cloudformation/failures/match-failure';
import type { StackEvent } from '../../../../src/core/cloudformation/stack-event';
import { SENTENCES } from './sentences';

/** Of the session that we watch with, which is no failure: `never-the-end.test.ts` shows that. */
const OF_THE_WATCH = 20;

function failed(reason: string): StackEvent {
  return {
    id: 'e',
    logicalId: 'Cluster',
    resourceType: 'AWS::EKS::Cluster',
    status: 'CREATE_FAILED',
    at: 0,
    reason,
  };
}

describe('A sentence of AWS', () => {
  for (const { text, id, cause, remedy, field } of SENTENCES) {
    it(`is understood (${id}): ${text.slice(0, 90)}`, () => {
      strictEqual(matchFailure(collectEvidence(text, NO_DETAILS))?.row.id, id);
      const failure = describeFailure(failed(text), 'the control plane');
      match(failure.cause, cause);
      match(failure.cause, / AWS says: /);
      match(failure.remedy, remedy);
      strictEqual(failure.field, field);
      strictEqual(failure.message, 'Creating the control plane failed.');
      strictEqual(failure.logicalId, 'Cluster');
    });
  }

  it('is there for each kind of failure that we set out to know', () => {
    const numbers = new Set(SENTENCES.flatMap(({ number }) => number ?? []));
    const all = Array.from({ length: 31 }, (_, index) => index + 1);
    deepStrictEqual(
      all.filter((number) => number !== OF_THE_WATCH && !numbers.has(number)),
      [],
    );
  });

  it('is there for each row that has a pattern', () => {
    const shown = new Set(SENTENCES.map(({ id }) => id));
    const rows = FAILURES.filter(({ patterns }) => patterns.length > 0).map(({ id }) => id);
    deepStrictEqual(
      rows.filter((id) => !shown.has(id)),
      [],
    );
  });

  it('is quoted without what CloudFormation puts around it, and with what it is about', () => {
    const join =
      'Resource handler returned message: "[Issue(Code=NodeCreationFailure, Message=Instances failed to join the kubernetes cluster, ResourceIds=[i-01, i-02])] (Service: null, Status Code: 0, Request ID: null)" (RequestToken: 2b857f44, HandlerErrorCode: GeneralServiceException)';
    match(
      describeFailure(failed(join), 'the node group').cause,
      / AWS says: Instances failed to join the kubernetes cluster \(i-01, i-02\)\.$/,
    );
    const version =
      'Resource handler returned message: "unsupported Kubernetes version (Service: Eks, Status Code: 400, Request ID: 1c64) (SDK Attempt Count: 1)" (RequestToken: 94d9, HandlerErrorCode: InvalidRequest)';
    match(
      describeFailure(failed(version), 'the control plane').cause,
      / AWS says: unsupported Kubernetes version\.$/,
    );
    const path = 'VALIDATION_FAILED /Resources/Cluster/Properties/Version: not this one';
    match(describeFailure(failed(path), 'the control plane').cause, / AWS says: not this one\.$/);
    const nested = `Resource handler returned message: "${version}" (RequestToken: 94d9, HandlerErrorCode: X)`;
    match(
      describeFailure(failed(nested), 'the control plane').cause,
      / AWS says: unsupported Kubernetes version\.$/,
    );
  });

  it('that is unknown is quoted, with where to look', () => {
    const failure = describeFailure(failed('The moon is in the wrong house.'), 'the control plane');
    strictEqual(failure.cause, 'AWS says: The moon is in the wrong house.');
    match(failure.remedy, /CloudFormation stack in the AWS console/);
    strictEqual(failure.field, undefined);
  });

  it('brings no control characters, no markup and no flood into what is shown', () => {
    const zones = `${'us-east-1a, '.repeat(100)}us-east-1b`;
    const text = `Cannot create cluster '\u202Ex' because us-east-1d\u0007, the targeted availability zone. ${zones}${'x'.repeat(10_000)}`;
    const { cause } = describeFailure(failed(text), 'the control plane');
    strictEqual(/\p{C}/u.test(cause), false);
    strictEqual(cause.length < 5_000, true);
    const principal = '<img src="x">`&'.repeat(10);
    const role = describeFailure(
      failed(
        `required service principals [${principal}] were not found in the trust relationships of nodeRole x`,
      ),
      'Role',
    );
    match(role.cause, /^The node role does not trust (?:img src=x)+\. AWS says: /);
  });

  it('is read in time, however it is made', () => {
    const worst = [
      'Code=a, Message='.repeat(600),
      `Managed Policies associated with it ${'policies ['.repeat(500)}`,
      `because a, the targeted availability zone${' these availability zones: a,'.repeat(300)}`,
      'Add-on '.repeat(1_000),
      `service linked role ${'x '.repeat(4_000)}`,
      'subnets of ['.repeat(500),
    ];
    for (const text of worst) matchFailure(collectEvidence(text, { issues: [], activities: worst }));
  });
});
