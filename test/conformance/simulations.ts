import { after, before } from 'mocha';
import { createAws } from '../../src/aws/index';
import type { AwsPort, ProvisionSession } from '../../src/core/ports/aws';
import { startSandboxProcess } from '../e2e/sandbox';
import { withAws } from '../unit/aws/environment';
import { startMoto } from './moto/server';
import { seedMoto } from './moto/seed';
import { sdkClients, type SdkClients } from './sdk-clients';
import { toAws } from '../fakes/network';

export const REGION = 'eu-central-1';
export const CLUSTERS_ACCOUNT = '222222222222';
const ROLE_ARN = `arn:aws:iam::${CLUSTERS_ACCOUNT}:role/eks-provision`;
export const SESSION_NAME = 'conformance';
const EXTERNAL_ID = 'c0ffee'.repeat(6) + 'beef';

/** In both simulations stacks are finished as soon as one looks. */
const SPEED = 10_000;

/** One simulation of AWS, as our adapters and as the plain SDK reach it. */
export interface Simulation {
  readonly aws: AwsPort;
  readonly session: ProvisionSession;
  /** The SDK's own clients, with the session's rights. */
  readonly sdk: SdkClients;
}

interface Endpoint {
  readonly variables: Record<string, string>;
  readonly simulation: Simulation;
}

let sandbox: Endpoint;
let moto: Endpoint;
const running: { stop(): Promise<void> }[] = [];

before(async function () {
  this.timeout(300_000);
  sandbox = await openSandbox();
  moto = await openMoto();
});

after(async () => {
  await Promise.all(running.map((each) => each.stop()));
});

/** Asks our sandbox and moto the same. One after the other: the endpoint is a variable of the process. */
export async function askBoth<T>(
  question: (simulation: Simulation) => Promise<T>,
): Promise<{ readonly ours: T; readonly foreign: T }> {
  return { ours: await ask(sandbox, question), foreign: await ask(moto, question) };
}

function ask<T>({ variables, simulation }: Endpoint, question: (simulation: Simulation) => Promise<T>) {
  return withAws({ variables }, () => question(simulation));
}

/** A limit for whatever is asked. */
export const limit = (): AbortSignal => AbortSignal.timeout(30_000);

async function openSandbox(): Promise<Endpoint> {
  const account = await startSandboxProcess({ speed: SPEED });
  running.push(account);
  await account.trust(EXTERNAL_ID);
  return { variables: account.env, simulation: await open(account.env) };
}

async function openMoto(): Promise<Endpoint> {
  const server = await startMoto();
  running.push(server);
  const variables = {
    AWS_ENDPOINT_URL: server.url,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'any will do',
  };
  const simulation = await open(variables);
  await withAws({ variables }, () => seedMoto(simulation.sdk));
  return { variables, simulation };
}

function open(variables: Record<string, string>): Promise<Simulation> {
  return withAws({ variables }, async () => {
    const aws = createAws({ send: toAws, log: () => undefined });
    const role = { roleArn: ROLE_ARN, externalId: EXTERNAL_ID, sessionName: SESSION_NAME };
    const session = await aws.assumeRole(
      { ...role, region: REGION, base: { kind: 'default' }, rights: 'full' },
      limit(),
    );
    return { aws, session, sdk: await sdkClients(role, REGION) };
  });
}
