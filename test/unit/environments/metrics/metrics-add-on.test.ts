import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { insightsLink, installMetricsServer } from '../../../../src/core/environments/metrics/metrics-add-on';
import { AwsError, type AddOnHealth } from '../../../../src/core/ports/aws';
import { SkippingClock } from '../../../fakes/skipping-clock';

const CLUSTER = { name: 'calm', region: 'eu-central-1' };
const DENIED = new AwsError('denied', 'AccessDeniedException', 'not authorized');

const addOn = (status: string, ...issues: readonly string[]): AddOnHealth => ({
  ...{ name: 'metrics-server', version: 'v0.8.0', status, issues },
});

interface Scenario {
  /** What EKS says, each time that it is asked; the last for good. */
  readonly answers: readonly (AddOnHealth | undefined | AwsError)[];
  readonly offered?: boolean | AwsError;
  readonly created?: AwsError;
}

/** Plays it. @returns what was asked of EKS, and what the user was told */
async function install({ answers, offered = true, created }: Scenario) {
  const calls: string[] = [];
  const said: string[] = [];
  let asked = 0;
  const clusters = {
    describe: () => Promise.resolve({ version: '1.35' } as never),
    addOn: () => {
      const answer = answers[Math.min(asked++, answers.length - 1)];
      return answer instanceof AwsError ? Promise.reject(answer) : Promise.resolve(answer);
    },
    offersAddOn: (_name: string, version: string) => {
      calls.push(`offered for ${version}`);
      return offered instanceof AwsError ? Promise.reject(offered) : Promise.resolve(offered);
    },
    createAddOn: ({ clusterName, addonName }: { clusterName: string; addonName: string }) => {
      calls.push(`create ${addonName} in ${clusterName}`);
      return created ? Promise.reject(created) : Promise.resolve();
    },
  };
  const report = (message: string) => said.push(message);
  const deps = { clusters, cluster: CLUSTER, clock: new SkippingClock(), report };
  await installMetricsServer(deps, new AbortController().signal);
  return { calls, said };
}

describe('The add-on metrics-server of a cluster that exists', () => {
  it('is created, and waited for until its pods run', async () => {
    const issue = 'Waiting for 1 replica';
    const { calls, said } = await install({
      answers: [undefined, addOn('CREATING'), addOn('CREATING', issue), addOn('ACTIVE')],
    });
    deepStrictEqual(calls, ['offered for 1.35', 'create metrics-server in calm']);
    deepStrictEqual(said, ['waiting for its pods', `${issue}.`]);
  });

  it('is not created twice', async () => {
    deepStrictEqual((await install({ answers: [addOn('ACTIVE')] })).calls, []);
    const inUse = new AwsError('refused', 'ResourceInUseException', 'Addon already exists.');
    await install({ answers: [undefined, addOn('ACTIVE')], created: inUse });
  });

  it('is not asked for where EKS does not have it, and that is said with version and region', async () => {
    await rejects(install({ answers: [undefined], offered: false }), {
      code: 'metrics-not-offered',
      message:
        'Cluster calm runs Kubernetes 1.35, for which EKS has no add-on metrics-server in eu-central-1.',
    });
  });

  it('is tried where the role may not ask what EKS has', async () => {
    const { calls } = await install({ answers: [undefined, addOn('ACTIVE')], offered: DENIED });
    strictEqual(calls.at(-1), 'create metrics-server in calm');
  });

  it('fails in the words of EKS', async () => {
    const failed = addOn('CREATE_FAILED', 'ConfigurationConflict: ServiceAccount metrics-server');
    await rejects(install({ answers: [undefined, addOn('CREATING'), failed] }), {
      code: 'metrics-failed',
      message:
        'The add-on metrics-server of cluster calm is CREATE_FAILED. ConfigurationConflict: ServiceAccount metrics-server.',
    });
  });

  it('fails when it is deleted meanwhile, and when it takes forever', async () => {
    await rejects(install({ answers: [undefined, addOn('CREATING'), undefined] }), /is DELETED/);
    await rejects(install({ answers: [undefined, addOn('CREATING')] }), /is CREATING/);
  });

  it('is waited for through passing failures of AWS, and not without permission', async () => {
    const busy = new AwsError('throttled', 'ThrottlingException', 'Rate exceeded');
    await install({ answers: [undefined, busy, addOn('ACTIVE')] });
    await rejects(install({ answers: [undefined, DENIED] }), DENIED);
    await rejects(install({ answers: [undefined], created: DENIED }), DENIED);
  });
});

describe('CloudWatch Container Insights', () => {
  const link = (partition: string, answer: () => Promise<AddOnHealth | undefined>) =>
    insightsLink({ addOn: answer }, { ...CLUSTER, partition }, new AbortController().signal);
  const installed = () => Promise.resolve(addOn('ACTIVE'));

  it('has a page in the console of the partition', async () => {
    strictEqual(
      await link('aws', installed),
      'https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#container-insights:infrastructure',
    );
    strictEqual(new URL((await link('aws-cn', installed)) ?? '').host, 'eu-central-1.console.amazonaws.cn');
    strictEqual(
      new URL((await link('aws-us-gov', installed)) ?? '').host,
      'eu-central-1.console.amazonaws-us-gov.com',
    );
    strictEqual(await link('aws-iso', installed), undefined);
  });

  it('is not linked without its add-on, nor where the role may not ask', async () => {
    strictEqual(await link('aws', () => Promise.resolve(undefined)), undefined);
    strictEqual(await link('aws', () => Promise.reject(DENIED)), undefined);
  });
});
