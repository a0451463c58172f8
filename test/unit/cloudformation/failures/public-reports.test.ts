import { doesNotMatch, match, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describeFailure } from '../../../../src/core/cloudformation/failures/explain-failure';
import type { Failure } from '../../../../src/core/cloudformation/failure';

const TYPES = {
  Cluster: 'AWS::EKS::Cluster',
  NodeGroup: 'AWS::EKS::Nodegroup',
  NodeRole: 'AWS::IAM::Role',
  EbsCsiRole: 'AWS::IAM::Role',
  Administrator1: 'AWS::EKS::AccessEntry',
  EbsCsi: 'AWS::EKS::Addon',
} as const;

function explained(logicalId: keyof typeof TYPES, reason: string): Failure {
  const resourceType = TYPES[logicalId];
  const event = { id: 'e', logicalId, resourceType, status: 'CREATE_FAILED', at: 0, reason };
  return describeFailure(event, logicalId);
}

function caseText(name: string): string {
  return readFileSync(`test/fixtures/aws-cases/${name}`, 'utf8').trim();
}

describe('A failure that others have reported in public', () => {
  it('is a missing permission where tagging is denied', () => {
    const { cause, remedy } = explained('NodeGroup', caseText('04-tagging-denied/input.txt'));
    match(cause, /lacks a permission: to tag the resource/);
    match(remedy, /Generate IAM Policy/);
  });

  it('is a Deny where AWS names no policy', () => {
    const text = caseText('05-explicit-deny-without-policy/input.txt');
    const { cause, remedy } = explained('NodeRole', text);
    match(cause, /^Explicitly denied by a policy/);
    match(remedy, /remove the Deny/);
    doesNotMatch(remedy, /add it to the role’s policy/);
  });

  const FIELDS: readonly (readonly [name: string, of: keyof typeof TYPES, field: Failure['field']])[] = [
    ['06-invalid-principal/input.txt', 'Administrator1', 'administrators'],
    ['07-instance-type-in-launch-template-issue/input.txt', 'NodeGroup', 'instanceType'],
    ['08-unsupported-is-not-capacity/input.txt', 'NodeGroup', 'instanceType'],
    ['09-access-entry-exists/input.txt', 'Administrator1', 'administrators'],
  ];
  for (const [name, of, field] of FIELDS)
    it(`is corrected in the form at ${field ?? 'no field'}: ${name}`, () => {
      strictEqual(explained(of, caseText(name)).field, field);
    });

  it('does not tell to delete everything for an instance type', () => {
    const text = caseText('07-instance-type-in-launch-template-issue/input.txt');
    const { cause, remedy } = explained('NodeGroup', text);
    match(cause, /instance type c6i\.xlarge cannot be used here\. AWS says: The specified instance type c6i/);
    doesNotMatch(remedy, /Delete Everything/);
  });

  it('does not tell to wait for a configuration that is not supported', () => {
    const { cause, remedy } = explained('NodeGroup', caseText('08-unsupported-is-not-capacity/input.txt'));
    match(cause, /does not support this instance type/);
    doesNotMatch(`${cause} ${remedy}`, /free at the moment|try again later/);
  });

  it('does not tell to choose another cluster name for an access entry', () => {
    const { cause, remedy } = explained('Administrator1', caseText('09-access-entry-exists/input.txt'));
    match(cause, /role\/admin already has access/);
    doesNotMatch(remedy, /another cluster name/);
  });

  const OTHERS: readonly (readonly [of: keyof typeof TYPES, field: Failure['field']])[] = [
    ['NodeGroup', 'volumeSize'],
    ['NodeGroup', 'securityGroupId'],
    ['NodeGroup', 'instanceType'],
    ['Cluster', 'serviceRoleArn'],
    ['NodeGroup', undefined],
    ['NodeGroup', 'subnetIds'],
  ];
  (JSON.parse(caseText('18-volume-and-others/input.json')) as string[]).forEach((text, index) => {
    const [of, field] = OTHERS[index]!;
    it(`is recognized, whatever stands around it: ${text}`, () => {
      const wrapped = `Resource handler returned message: "${text} (Service: Eks, Status Code: 400, Request ID: 1c64) (SDK Attempt Count: 1)" (RequestToken: 94d9, HandlerErrorCode: InvalidRequest)`;
      const printed = `Nodegroup demo failed to stabilize: [{Code: Ec2LaunchTemplateInvalidConfiguration,Message: ${text},ResourceIds: [demo]}]`;
      for (const reason of [text, wrapped, printed]) {
        const failure = explained(of, reason);
        strictEqual(failure.field, field, reason);
        doesNotMatch(failure.remedy, /Look at the events of the CloudFormation stack/);
      }
    });
  });
});

describe('The remedy of a failure fits what failed', () => {
  it('where a key cannot be used: that of secrets is chosen in the form, that of volumes is not', () => {
    const reason = 'The KMS key is pending deletion';
    strictEqual(explained('Cluster', reason).field, 'kmsKeyArn');
    const ofNodes = explained('NodeGroup', reason);
    strictEqual(ofNodes.field, undefined);
    match(ofNodes.remedy, /AWSServiceRoleForAutoScaling/);
  });

  it('where a managed policy is missing: an add-on can be left out, nodes cannot', () => {
    const reason = 'Policy arn:aws:iam::aws:policy/Some does not exist or is not attachable.';
    strictEqual(explained('EbsCsiRole', reason).field, 'addOns');
    strictEqual(explained('NodeRole', reason).field, undefined);
  });

  it('where something exists already that AWS does not name', () => {
    strictEqual(explained('EbsCsi', 'ResourceInUseException: It already exists.').field, 'addOns');
    strictEqual(explained('NodeGroup', 'ResourceInUseException: It already exists.').field, 'name');
  });
});
