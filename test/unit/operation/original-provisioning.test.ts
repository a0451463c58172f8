import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from 'node:assert/strict';
import { userError } from '../../../src/core/errors/catalogue';
import { roleError } from '../../../src/core/sign-in/errors';
import { runOperation } from '../../../src/core/operation/run/run-operation';
import type { OperationDeps } from '../../../src/core/operation/operation-context';
import type { OperationView } from '../../../src/core/operation/view';
import { AwsError } from '../../../src/core/ports/aws';
import { templateBody, templateParameters, variantOf } from '../../../src/core/template';
import { PROVISION_ROLE, SPEC } from '../../fakes/cluster-spec';
import { anOperation, FakeWorld } from '../../fakes/operation';
import { FAILING, HEALTHY, type TimelineRow } from '../../fakes/stacks';

const MINUTE = 60_000;
const STARTED_AT = Date.UTC(2026, 10, 22);
const OPERATION = anOperation({ startedAt: STARTED_AT });

async function views(aws: FakeWorld, ports: Partial<OperationDeps> = {}): Promise<OperationView[]> {
  const { signal } = new AbortController();
  const shown: OperationView[] = [];
  for await (const view of runOperation(OPERATION, { ...aws.ports, ...ports }, signal)) shown.push(view);
  return shown;
}

async function end(aws: FakeWorld, ports?: Partial<OperationDeps>): Promise<OperationView['state']> {
  return (await views(aws, ports)).at(-1)!.state;
}

describe('Provisioning, as the original’s tests have it', () => {
  it('is creating and stores no credential once the stack is requested', async () => {
    const aws = new FakeWorld(HEALTHY);
    const [first] = await views(aws);
    strictEqual(first?.state.kind, 'running');
    doesNotMatch(JSON.stringify(aws.journal), /secret|session_?token|accessKeyId/i);
  });

  it('requests the stack with its exact name, template, parameters and capability', async () => {
    const aws = new FakeWorld(HEALTHY);
    await views(aws);
    strictEqual(aws.stacks.created.length, 1);
    const { name, templateBody: body, parameters, capability } = aws.stacks.created[0]!;
    strictEqual(name, 'eks-clusters-demo');
    strictEqual(body, templateBody(variantOf(SPEC)));
    deepStrictEqual(parameters, templateParameters(SPEC, { provisionRoleArn: PROVISION_ROLE }));
    strictEqual(capability, 'CAPABILITY_IAM');
  });

  it('polls at once, while the original waited five minutes', async () => {
    const aws = new FakeWorld(HEALTHY);
    const waits: number[] = [];
    const turn: OperationDeps['acquireRead'] = (wanted, signal) => {
      waits.push(wanted);
      return aws.clock.sleep(wanted, signal);
    };
    await end(aws, { acquireRead: turn });
    strictEqual(waits[0], 0);
    ok(waits.slice(1).every((wanted) => wanted >= 4_500 && wanted <= 5_500));
  });

  const session = (error: Error) => () => ({ session: () => Promise.reject(error) });
  const REFUSALS: readonly {
    title: string;
    arranged: (aws: FakeWorld) => Partial<OperationDeps>;
    says: RegExp;
  }[] = [
    {
      title: 'the role is missing',
      arranged: session(roleError('role-missing', { role: PROVISION_ROLE })),
      says: /^Access denied: the role arn:/,
    },
    {
      title: 'there are no credentials',
      arranged: session(userError('no-credentials')),
      says: /^No AWS credentials were found\.$/,
    },
    {
      title: 'STS lets the caller assume no role',
      arranged: session(roleError('caller-is-root')),
      says: /^Access denied: the root user/,
    },
    {
      title: 'CloudFormation refuses the request',
      arranged: ({ stacks }) => {
        stacks.faults.create.push(new AwsError('refused', 'ValidationError', 'Template format error'));
        return {};
      },
      says: /^AWS rejected the request: Template format error\.$/,
    },
  ];
  for (const { title, arranged, says } of REFUSALS) {
    it(`fails with a reason and a remedy, and nothing to pay for: ${title}`, async () => {
      const aws = new FakeWorld(HEALTHY);
      const state = await end(aws, arranged(aws));
      ok(state.kind === 'failed');
      match(state.failure.cause, says);
      ok(state.failure.remedy.length > 0);
      deepStrictEqual(state.leftovers, { kind: 'nothing' });
      deepStrictEqual(aws.workspace.registered, []);
    });
  }
});

describe('Verifying, as the original’s tests have it', () => {
  it('keeps polling while the stack is in progress', async () => {
    const aws = new FakeWorld(HEALTHY);
    const begun = aws.clock.now();
    strictEqual((await end(aws)).kind, 'succeeded');
    ok(aws.clock.now() - begun >= 11.5 * MINUTE);
  });

  it('reports that it takes longer than usual and continues, while the original gave up after 30 minutes', async () => {
    const slow: readonly TimelineRow[] = HEALTHY.map((row) => ({ ...row, minute: row.minute * 4 }));
    const aws = new FakeWorld(slow);
    const shown = await views(aws);
    const running = shown.map(({ state }) => state).filter((state) => state.kind === 'running');
    for (const { isOverdue, elapsedMs } of running) strictEqual(isOverdue, elapsedMs > 30 * MINUTE);
    ok(running.some(({ isOverdue }) => isOverdue) && running.some(({ isOverdue }) => !isOverdue));
    strictEqual(shown.at(-1)?.state.kind, 'succeeded');
  });

  it('finishes a complete stack exactly once', async () => {
    const aws = new FakeWorld(HEALTHY);
    await views(aws);
    deepStrictEqual([aws.workspace.registered.length, aws.workspace.kubeconfigs.length], [1, 1]);
  });

  it('reports the cause of a failed stack, while the original reported its status', async () => {
    const state = await end(new FakeWorld(FAILING));
    ok(state.kind === 'failed');
    match(state.failure.cause, /lacks the policy AmazonEKSClusterPolicy/);
    doesNotMatch(state.failure.message + state.failure.cause, /CREATE_FAILED|Unexpected status/);
  });

  it('continues after a failed request, while the original ended', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.stacks.faults.events.push(undefined, new AwsError('network', 'ECONNRESET', 'read ECONNRESET'));
    strictEqual((await end(aws)).kind, 'succeeded');
  });
});
