import type { AwsCredentialIdentityProvider, Logger } from '@smithy/types';
import type { Endpoints, ServiceId } from '../core/aws-config/endpoints';
import type { Machine } from '../core/environment';
import { networkCode } from '../core/errors/network';
import type { SendHttp } from '../core/ports/http';
import type { SignInPort } from '../core/ports/sign-in';
import { requestHandler, type AwsRequestHandler } from './request-handler';

// The SDK warns once a process that Node 20 goes out of its support; VS Code brings its own Node, so the user cannot
// act on it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

export type ReadFile = (path: string) => Promise<Buffer>;

/** What the extension gives its AWS clients: a place to log, and how they call themselves. */
export interface AwsOptions {
  /** This one, unless another is given. */
  readonly machine?: Machine;
  /** How the files of the AWS config are read; throws where one is no ordinary file. */
  readonly readFile?: ReadFile;
  readonly log: (line: string) => void;
  /** For CloudTrail, where the extension's calls can be told apart by it: `eks-clusters/0.1.0`. */
  readonly userAgent?: string;
  /** Whom to ask for a key or a code. */
  readonly signIn?: SignInPort;
  /** How AWS is reached; the SDK's own way knows of no proxy. */
  readonly send: SendHttp;
}

/** What every client is made with. */
export interface ClientSettings {
  readonly region: string;
  readonly credentials: AwsCredentialIdentityProvider;
  readonly profile?: string;
  readonly customUserAgent?: string;
  readonly logger: Logger;
  readonly retryMode: 'standard';
  readonly requestHandler: AwsRequestHandler;
  /** Of all services: no client takes it, but what {@link forService} makes of it. */
  readonly endpoint: Endpoints;
}

type ServiceSettings = Omit<ClientSettings, 'endpoint'> & {
  readonly endpoint?: string;
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  /** The SDK itself would look into the default profile alone. */
  readonly ignoreConfiguredEndpointUrls: true;
};

/** What the client of one service is made with. */
export function forService(settings: ClientSettings, service: ServiceId): ServiceSettings {
  const { endpoint: endpoints, ...common } = settings;
  return { ...common, ...endpointOf(service, endpoints) };
}

export function endpointOf(service: ServiceId, endpoints: Endpoints) {
  const { useFipsEndpoint, useDualstackEndpoint, urls } = endpoints;
  const endpoint = urls.get(service);
  const flags = { useFipsEndpoint, useDualstackEndpoint, ignoreConfiguredEndpointUrls: true } as const;
  return endpoint === undefined ? flags : { ...flags, endpoint };
}

/** @param identity `profile` lends the clients its other settings of the AWS config */
export function clientSettings(
  identity: Pick<ClientSettings, 'region' | 'credentials' | 'endpoint' | 'profile'>,
  { log, userAgent, send }: AwsOptions,
): ClientSettings {
  return {
    ...identity,
    customUserAgent: userAgent,
    logger: callLogger(log),
    retryMode: 'standard',
    requestHandler: requestHandler(send),
  };
}

/** What the SDK's clients hand to `info` and `error`: one entry a call. */
interface CallEntry {
  readonly clientName: string;
  readonly commandName: string;
  readonly metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly error?: Error;
}

/** One line a call, without its input and output: these hold external IDs, templates and credentials. */
export function callLogger(log: (line: string) => void): Logger {
  const silent = () => undefined;
  return {
    trace: silent,
    debug: silent,
    info: (entry: CallEntry) => log(describe(entry)),
    warn: (warning: unknown) => log(String(warning)),
    error: (entry: CallEntry) => log(describe(entry)),
  };
}

function describe({ clientName, commandName, metadata, error }: CallEntry): string {
  const service = clientName.replace(/Client$/, '');
  const action = commandName.replace(/Command$/, '');
  const outcome = networkCode(error) ?? error?.name ?? metadata?.httpStatusCode ?? 'done';
  return `${service} ${action}: ${outcome}${metadata?.requestId ? ` (request ${metadata.requestId})` : ''}`;
}
