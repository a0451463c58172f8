import assert from 'node:assert/strict';
import { clientSettings } from '../../../src/aws/client-settings';
import { provisionSession } from '../../../src/aws/session';
import { AwsError } from '../../../src/core/ports/aws';
import type { PermissionsPort } from '../../../src/core/ports/permissions';
import {
  cannedAws,
  queryError,
  queryResult,
  SESSION_ROLE,
  type CannedAnswer,
  type CannedRequest,
} from './canned-aws';
import { endpointsIn, withAws } from './environment';
import { toAws } from '../../fakes/network';

const never = new AbortController().signal;
const ROLE = 'arn:aws:iam::222222222222:role/eks-provision';
const NAMES = {
  cluster: 'shop',
  stack: 'eks-clusters-shop',
  serviceRole: 'eks-service-role',
  provisionRoleArn: ROLE,
};

/** Asks about permissions where every call gets this answer. */
async function asking<T>(
  answer: (request: CannedRequest) => CannedAnswer | undefined,
  ask: (port: PermissionsPort) => Promise<T>,
): Promise<{ readonly result: T; readonly requests: readonly CannedRequest[] }> {
  await using aws = await cannedAws(answer);
  const credentials = { accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 't' };
  const settings = clientSettings(
    {
      region: 'eu-central-1',
      credentials: () => Promise.resolve(credentials),
      endpoint: endpointsIn({ AWS_ENDPOINT_URL: aws.url }),
    },
    { send: toAws, log: () => undefined },
  );
  const session = () => provisionSession(SESSION_ROLE, settings);
  const result = await withAws({ variables: { AWS_ENDPOINT_URL: aws.url } }, () =>
    ask(session().permissions),
  );
  return { result, requests: aws.requests };
}

const member = (action: string, resource: string, decision: string, more = '') =>
  `<member><EvalActionName>${action}</EvalActionName><EvalResourceName>${resource}</EvalResourceName><EvalDecision>${decision}</EvalDecision>${more}</member>`;

const page = (members: string, more = '') =>
  queryResult('SimulatePrincipalPolicy', `<EvaluationResults>${members}</EvaluationResults>${more}`);

const ec2Error = (code: string, status = 400): CannedAnswer => ({
  status,
  body: `<Response><Errors><Error><Code>${code}</Code><Message>So.</Message></Error></Errors><RequestID>r</RequestID></Response>`,
});

const eksError = (code: string, status: number): CannedAnswer => ({
  status,
  body: JSON.stringify({ __type: code, message: 'So.' }),
});

describe('A simulation of the role’s policy', () => {
  const simulation = {
    roleArn: ROLE,
    actions: ['iam:PassRole'],
    resources: ['arn:aws:iam::222222222222:role/eks-service-role'],
    context: { 'iam:PassedToService': 'eks.amazonaws.com' },
  };

  it('asks about the role itself, with what the request would carry', async () => {
    const { requests } = await asking(
      () => page(''),
      (port) => port.simulate(simulation, never),
    );
    const form = requests[0]!.form;
    assert.equal(form.get('PolicySourceArn'), ROLE);
    assert.equal(form.get('ResourceArns.member.1'), simulation.resources[0]);
    assert.equal(form.get('ContextEntries.member.1.ContextKeyName'), 'iam:PassedToService');
    assert.equal(form.get('ContextEntries.member.1.ContextKeyValues.member.1'), 'eks.amazonaws.com');
  });

  it('tells apart who forbids it', async () => {
    const organization =
      '<OrganizationsDecisionDetail><AllowedByOrganizations>false</AllowedByOrganizations></OrganizationsDecisionDetail>';
    const boundary =
      '<PermissionsBoundaryDecisionDetail><AllowedByPermissionsBoundary>false</AllowedByPermissionsBoundary></PermissionsBoundaryDecisionDetail>';
    const members = [
      member('a:A', '*', 'allowed'),
      member('b:B', '*', 'implicitDeny'),
      member('c:C', '*', 'explicitDeny'),
      member('d:D', '*', 'explicitDeny', organization),
      member('e:E', '*', 'implicitDeny', boundary),
    ];
    const { result } = await asking(
      () => page(members.join('')),
      (port) => port.simulate(simulation, never),
    );
    assert.deepEqual(
      result.map(({ decision }) => decision),
      ['allowed', 'notAllowed', 'denied', 'deniedByOrganization', 'outsideBoundary'],
    );
  });

  it('reads what was decided for each resource, and all pages of it', async () => {
    const specific = (resource: string, decision: string) =>
      `<member><EvalResourceName>${resource}</EvalResourceName><EvalResourceDecision>${decision}</EvalResourceDecision></member>`;
    const both = `<ResourceSpecificResults>${specific('one', 'allowed')}${specific('two', 'implicitDeny')}</ResourceSpecificResults>`;
    const { result } = await asking(
      ({ form }) =>
        form.get('Marker') === 'm'
          ? page(member('b:B', '*', 'allowed'))
          : page(
              member('a:A', 'one', 'implicitDeny', both),
              '<IsTruncated>true</IsTruncated><Marker>m</Marker>',
            ),
      (port) => port.simulate(simulation, never),
    );
    assert.deepEqual(
      result.map(({ action, resource, decision }) => [action, resource, decision]),
      [
        ['a:A', 'one', 'allowed'],
        ['a:A', 'two', 'notAllowed'],
        ['b:B', '*', 'allowed'],
      ],
    );
  });
});

describe('A probe of one permission', () => {
  const table = {
    'ec2:RunInstances': {
      allowed: ec2Error('DryRunOperation', 412),
      denied: ec2Error('UnauthorizedOperation', 403),
      unknown: ec2Error('InvalidAMIID.NotFound'),
    },
    'eks:DescribeNodegroup': {
      allowed: eksError('ResourceNotFoundException', 404),
      denied: eksError('AccessDeniedException', 403),
      unknown: eksError('InvalidParameterException', 400),
    },
    'cloudformation:DescribeStackEvents': {
      allowed: queryError('ValidationError', 'Stack [eks-clusters-shop] does not exist'),
      denied: queryError('AccessDenied', 'No.', 403),
      unknown: queryError('InvalidAction', 'What?'),
    },
    'iam:GetRolePolicy': {
      allowed: queryError('NoSuchEntity', 'There is none.', 404),
      denied: queryError('AccessDenied', 'No.', 403),
      unknown: queryError('InvalidInput', 'What?'),
    },
  } as const;
  for (const [action, answers] of Object.entries(table)) {
    for (const [expected, answer] of Object.entries(answers)) {
      it(`takes ${action} for ${expected}, as the service's answer has it`, async () => {
        const { result } = await asking(
          () => answer,
          (port) => port.probe(action, NAMES, never),
        );
        assert.equal(result, expected);
      });
    }
  }

  it('asks nothing where every call could change something', async () => {
    const actions = [
      'eks:DeleteCluster',
      'iam:CreateRole',
      'cloudformation:CreateStack',
      'ec2:TerminateInstances',
    ];
    const { result, requests } = await asking(
      () => queryError('AccessDenied', 'No.', 403),
      (port) => Promise.all(actions.map((action) => port.probe(action, NAMES, never))),
    );
    assert.deepEqual([result, requests], [actions.map(() => 'unknown'), []]);
  });

  it('says nothing about a permission when the session has ended', async () => {
    await assert.rejects(
      asking(
        () => eksError('ExpiredTokenException', 403),
        (port) => port.probe('eks:ListClusters', NAMES, never),
      ),
      (error) => error instanceof AwsError && error.kind === 'credentials',
    );
  });
});
