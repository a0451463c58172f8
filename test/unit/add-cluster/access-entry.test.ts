import { deepStrictEqual, match, rejects, strictEqual } from 'node:assert/strict';
import type { EksEntry } from '../../../src/core/registry/entry';
import { offerAccessEntry } from '../../../src/ui/add-cluster/access-entry';
import { eventually } from '../../e2e/eventually';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID } from '../sandbox/clients';
import { assumeRoleWith, clusterRoleArn, never } from '../sandbox/cluster-life';
import { connect, EVERYTHING, seedCluster } from './connector';
import type { Detail } from '../../../src/ui/notify';

describe('An access entry', () => {
  let sandbox: Sandbox;
  let entry: EksEntry;
  let questions: string[];
  let answer: string | undefined;

  before(async () => {
    sandbox = await startSandbox({ speed: 10_000, externalId: EXTERNAL_ID });
    entry = await withAws({ variables: sandbox.env }, () => seedCluster(sandbox, 'open'));
  });
  after(() => sandbox.stop());
  beforeEach(() => {
    questions = [];
    answer = 'Add Access Entry';
  });

  const notifier = {
    ask: ({ question, detail }: { question: string; detail: Detail }) => {
      questions.push([question, detail].flat(2).join('\n'));
      return Promise.resolve(answer);
    },
    progress: (_: string, task: (report: () => void, cancelled: AbortSignal) => Promise<void>) =>
      task(() => undefined, never()),
  };
  const offer = (role: string) =>
    withAws({ variables: sandbox.env }, () => offerAccessEntry(as(role), { ...connect(), notifier }));
  const as = (role: string): EksEntry => ({ ...entry, roleArn: clusterRoleArn(sandbox, role) });
  const nodesAs = (role: string) =>
    withAws({ variables: sandbox.env }, async () =>
      (await connect().connector.connect(as(role), never())).nodes(never()),
    );
  const seedRole = (name: string, actions: readonly string[] | '*') =>
    withAws({ variables: sandbox.env }, () =>
      assumeRoleWith(sandbox, {
        name,
        policy: { ...EVERYTHING, Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] },
      }),
    );

  it('is not spoken of where the cluster lets the role in', async () => {
    await offer('eks-owner');
    deepStrictEqual(questions, []);
  });

  it('is offered where it is missing, and then the cluster lets the role in', async () => {
    await seedRole('eks-guest', '*');
    await offer('eks-guest');
    match(questions.join(), /^arn:aws:iam::\d+:role\/eks-guest has no access to the cluster open\./);
    match(questions.join(), /\naws eks create-access-entry --region eu-central-1 --cluster-name open /);
    await eventually(async () => deepStrictEqual(await nodesAs('eks-guest'), []));
    await offer('eks-guest');
    strictEqual(questions.length, 1);
  });

  it('is not made when the user would rather not', async () => {
    await seedRole('eks-stranger', '*');
    answer = undefined;
    await offer('eks-stranger');
    strictEqual(questions.length, 1);
    await rejects(nodesAs('eks-stranger'), { kind: 'unauthorized' });
  });

  it('is for an administrator to make where the role may not: with these commands', async () => {
    await seedRole('eks-reader', ['eks:DescribeCluster']);
    await rejects(offer('eks-reader'), {
      code: 'access-entry-denied',
      remedy: /aws eks create-access-entry .*role\/eks-reader; aws eks associate-access-policy/,
    });
  });
});
