import { autoScaling } from './autoscaling/service';
import { simulatedClock } from './clock';
import { cloudFormation } from './cloudformation/service';
import { control, CONTROL_PATH } from './control';
import { ec2 } from './ec2/service';
import { Registries } from './ecr/registry/registries';
import { ecr } from './ecr/service';
import { ec2Network } from './ec2/network';
import { eks } from './eks/service';
import { ApiFaults } from './api-faults';
import { Authorizer } from './authorizer';
import { Gateway } from './gateway';
import { serve } from './http-server';
import { iamDirectory } from './iam/directory';
import { iam } from './iam/service';
import { kms } from './kms/service';
import { accountLimits } from './limits-port';
import type { Runtime } from './kubernetes/kubelet/runtime';
import type { KubernetesApi } from './kubernetes/server';
import type { LoggedDenial, LoggedRequest } from './request-log';
import { serviceQuotas } from './service-quotas/service';
import { seedCompany, type Company } from './seed/seed';
import { verifyPresignedIdentity } from './signature/authenticate';
import { CredentialStore, type Credential } from './signature/credentials';
import { imageSystem, publicParameter } from './ssm/parameters';
import { ssm } from './ssm/service';
import { sts } from './sts/service';
import { IdentityCenter } from './sign-in/identity-center';
import { InstanceMetadata } from './sign-in/instance-metadata';
import { MfaDevice } from './sign-in/mfa-device';
import { WebIdentities } from './sign-in/web-identity';
import type { HttpCall } from './signature/http-call';
import type { HttpAnswer } from './wire/protocol';
import {
  createWorld,
  stopSimulatedAws,
  type StartKubernetesApi,
  type TokenIdentity,
  type SimulatedAws,
} from './simulated-aws';

export interface SandboxOptions {
  /** How many times as fast as in AWS clusters come and go. */
  readonly speed?: number;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Every answer takes this long, in real time. */
  readonly latencyMs?: number;
  /** The external ID that the provision role asks for. */
  readonly externalId?: string;
  /** How it is reached where not directly; a proxy has to know the way from these names. */
  readonly names?: PublicNames;
  /** In place of servers that speak Kubernetes, for who asks AWS only. */
  readonly startKubernetesApi?: StartKubernetesApi;
  /** What runs the containers of its clusters, once there is one; they are simulated unless given. */
  readonly openRuntime?: (nodeLogin: Registries['nodeLogin']) => Promise<Runtime>;
  /** Told of each call to AWS with its answer, as they went over the wire. */
  readonly onExchange?: (exchange: Exchange) => void;
}

export interface Exchange {
  readonly call: HttpCall;
  readonly answer: HttpAnswer;
}

export interface PublicNames {
  /** In place of the address that it listens at: `https://aws.sandbox.test`. */
  readonly origin: string;
  /** In place of the loopback interface in the endpoints of clusters. */
  readonly clusterHost: string;
}

/** A simulated AWS that listens. */
export interface Sandbox extends Company {
  readonly url: string;
  /** What a process needs in its environment to be the user `developer` here. */
  readonly env: Readonly<Record<string, string>>;
  readonly aws: SimulatedAws;
  /** Of the user `developer`. */
  readonly mfaDevice: MfaDevice;
  readonly identityCenter: IdentityCenter;
  readonly faults: ApiFaults;
  /** Where images are pushed to. */
  readonly registries: Registries;
  /** Oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** Oldest first. */
  readonly denials: readonly LoggedDenial[];
  stop(): Promise<void>;
}

/** No installation of the extension has this one: until trust is given, the provision role cannot be assumed. */
const EXTERNAL_ID_OF_NOBODY = 'not-given-yet';

/** Seeds a simulated AWS and lets it listen. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const company = seedCompany({ externalId: options.externalId ?? EXTERNAL_ID_OF_NOBODY });
  const { accounts } = company;
  const clock = simulatedClock(options.speed ?? 60);
  const now = () => clock.now();
  const credentials = new CredentialStore(accounts);
  const faults = new ApiFaults();
  const requests: LoggedRequest[] = [];
  const denials: LoggedDenial[] = [];
  const apis: KubernetesApi[] = [];
  let runtime: Promise<Runtime> | undefined;

  const tokens = { origin: '', authenticate: tokenIdentity(credentials, now) };
  const aws = createWorld({
    clock,
    sts: tokens,
    iam: iamDirectory(accounts),
    ec2: ec2Network(accounts),
    limits: accountLimits(accounts),
    ssmParameter: (region, name) => publicParameter(region, name, now()),
    imageSystem: (region, id) => imageSystem(region, id, now()),
    // Loaded with the first cluster: making certificates takes a library that is slow to load.
    startKubernetesApi:
      options.startKubernetesApi ??
      (async (cluster) => {
        const kubernetes = await import('./kubernetes/server');
        runtime ??= options.openRuntime?.((image) => registries.nodeLogin(image));
        const api = await kubernetes.startKubernetesApi({
          ...cluster,
          runtime: await runtime,
          host: options.names?.clusterHost,
          cloud: clock,
        });
        apis.push(api);
        return api;
      }),
  });
  const { resourceFailures } = aws;
  const authorizer = new Authorizer(now, (denial) => denials.push(denial));
  const registries = new Registries({
    now,
    origin: () => tokens.origin,
    log: (request) => requests.push(request),
    authorize: (caller, request) => authorizer.require(caller, request),
  });
  const { base, signInRoles } = company;
  // Its owner reads the codes and types them, at the speed of the world.
  const mfaDevice = new MfaDevice(`arn:${base.partition}:iam::${base.id}:mfa/developer`, Date.now);
  const identityCenter = new IdentityCenter(accounts, credentials, now);
  const instance = { account: base, roleName: signInRoles.instance.name };
  // Requests to these are not signed: they issue the credentials that sign others.
  const unsigned = [
    registries,
    new InstanceMetadata(instance, credentials, now),
    identityCenter,
    new WebIdentities(signInRoles.webIdentities, accounts, credentials, now),
  ];
  const front = new Gateway({
    services: [
      sts({ accounts, credentials, now, mfaDevice }),
      iam(),
      ec2(),
      ssm(now),
      kms(),
      ecr(registries, now),
      serviceQuotas(),
      cloudFormation(aws),
      eks(aws),
      autoScaling(aws),
    ],
    credentials,
    faults,
    latencyMs: options.latencyMs ?? 0,
    now,
    log: (request) => requests.push(request),
    authorizer,
  });
  const server = await serve(options.port ?? 0, (call) =>
    call.url.pathname.startsWith(CONTROL_PATH)
      ? Promise.resolve(
          control(call, {
            ...company,
            faults,
            resourceFailures,
            requests,
            denials,
            credentials,
            identityCenter,
            apis,
            registries,
          }),
        )
      : (firstAnswer(unsigned, call) ?? answered(front, call, options.onExchange)),
  );
  const origin = options.names?.origin ?? server.url;
  tokens.origin = origin;

  return {
    ...company,
    url: server.url,
    env: {
      AWS_ENDPOINT_URL: origin,
      AWS_ACCESS_KEY_ID: company.accessKeyId,
      AWS_SECRET_ACCESS_KEY: company.secretAccessKey,
      AWS_REGION: 'eu-central-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    aws,
    mfaDevice,
    identityCenter,
    faults,
    registries,
    requests,
    denials,
    stop: async () => {
      await server.close();
      await registries.stop();
      await stopSimulatedAws(aws);
    },
  };
}

async function answered(
  front: Gateway,
  call: HttpCall,
  onExchange: SandboxOptions['onExchange'],
): Promise<HttpAnswer | undefined> {
  const answer = await front.answer(call);
  if (answer) onExchange?.({ call, answer });
  return answer;
}

function firstAnswer(
  services: readonly { answer(call: HttpCall): HttpAnswer | undefined }[],
  call: HttpCall,
): Promise<HttpAnswer> | undefined {
  for (const service of services) {
    const answer = service.answer(call);
    if (answer) return Promise.resolve(answer);
  }
  return undefined;
}

/** How a cluster's API finds out who signed an EKS token for it: `x-k8s-aws-id` is signed, but not sent in the URL. */
function tokenIdentity(credentials: CredentialStore, now: () => number) {
  return async ({
    url,
    clusterName,
  }: {
    url: URL;
    clusterName: string;
  }): Promise<TokenIdentity | undefined> => {
    const signer = await verifyPresignedIdentity(url, { 'x-k8s-aws-id': clusterName }, credentials, now());
    return signer && { principalArn: signer.caller.principalArn, sessionName: sessionNameOf(signer) };
  };
}

function sessionNameOf({ caller, lifetime }: Credential): string {
  return lifetime.kind === 'session' ? (caller.arn.split('/').at(-1) ?? '') : '';
}
