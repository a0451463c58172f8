import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { clientSettings } from '../../../src/aws/client-settings';
import { stackPort } from '../../../src/aws/stacks';
import type { StackEvent } from '../../../src/core/cloudformation/stack-event';
import { AwsError } from '../../../src/core/ports/aws';
import { cannedAws, queryError, queryResult } from './canned-aws';
import { endpointsIn, withAws } from './environment';
import { toAws } from '../../fakes/network';

const ARN = 'arn:aws:cloudformation:eu-central-1:222222222222:stack/eks-clusters-demo/1';
const { signal } = new AbortController();

describe('What CloudFormation finds before it touches any resource', () => {
  it('is told with the property, the oldest first, and apart from what failed later', async () => {
    await using aws = await cannedAws(({ form }) =>
      queryResult(
        'DescribeEvents',
        form.get('NextToken') === null
          ? `<OperationEvents>${event('2', 'PROVISIONING_ERROR')}${event('1', 'VALIDATION_ERROR')}</OperationEvents><NextToken>2</NextToken>`
          : `<OperationEvents>${event('0', 'VALIDATION_ERROR')}</OperationEvents>`,
      ),
    );
    const failures = await asked(aws.url);
    deepStrictEqual(
      failures.map(({ id, logicalId, reason }) => [id, logicalId, reason]),
      ['0', '1'].map((id) => [
        id,
        'Cluster',
        'VALIDATION_FAILED /Resources/Cluster/Properties/ResourcesVpcConfig/SubnetIds: too few',
      ]),
    );
    strictEqual(aws.requests[0]?.form.get('Filters.FailedEvents'), 'true');
  });

  it('is told by hooks, too, save where they or the validation only warn', async () => {
    const hook = (id: string, mode: string) =>
      `<member><EventId>${id}</EventId><EventType>HOOK_INVOCATION_ERROR</EventType><LogicalResourceId>Cluster</LogicalResourceId><HookType>AWS::ControlTower::Hook</HookType><HookStatus>HOOK_COMPLETE_FAILED</HookStatus><HookStatusReason>[CT.EKS.PR.1]: no public access</HookStatusReason><HookFailureMode>${mode}</HookFailureMode><Timestamp>2026-11-23T00:00:0${id}Z</Timestamp></member>`;
    const warning = event('3', 'VALIDATION_ERROR').replace(
      '</member>',
      '<ValidationFailureMode>WARN</ValidationFailureMode></member>',
    );
    await using aws = await cannedAws(() =>
      queryResult(
        'DescribeEvents',
        `<OperationEvents>${warning}${hook('2', 'WARN')}${hook('1', 'FAIL')}</OperationEvents>`,
      ),
    );
    const failures = await asked(aws.url);
    deepStrictEqual(
      failures.map(({ id, reason }) => [id, reason]),
      [['1', 'The following hook(s) failed: [AWS::ControlTower::Hook] : [CT.EKS.PR.1]: no public access']],
    );
  });

  it('is not known to a role that may not ask', async () => {
    await using aws = await cannedAws(() => queryError('AccessDenied', 'not authorized', 403));
    const error = await asked(aws.url).catch((refusal: unknown) => refusal);
    strictEqual(error instanceof AwsError && error.kind, 'denied');
  });
});

function asked(url: string): Promise<readonly StackEvent[]> {
  const credentials = () => Promise.resolve({ accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 't' });
  const endpoint = endpointsIn({ AWS_ENDPOINT_URL: url });
  const settings = clientSettings(
    { region: 'eu-central-1', credentials, endpoint },
    { send: toAws, log: () => undefined },
  );
  return withAws({ variables: { AWS_ENDPOINT_URL: url } }, () =>
    stackPort(settings).validationFailures(ARN, signal),
  );
}

function event(id: string, type: string): string {
  return `<member><EventId>${id}</EventId><EventType>${type}</EventType><LogicalResourceId>Cluster</LogicalResourceId><ResourceType>AWS::EKS::Cluster</ResourceType><Timestamp>2026-11-23T00:00:0${id}Z</Timestamp><ValidationStatusReason>too few</ValidationStatusReason><ValidationPath>/Resources/Cluster/Properties/ResourcesVpcConfig/SubnetIds</ValidationPath></member>`;
}
