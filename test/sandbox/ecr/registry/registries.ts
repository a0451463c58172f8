import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Account } from '../../accounts';
import type { ServerCertificates } from '../../kubernetes/certificates';
import type { LoggedRequest } from '../../request-log';
import { ServiceError, type Caller } from '../../service';
import type { HttpCall } from '../../signature/http-call';
import type { HttpAnswer } from '../../wire/protocol';
import { LayerDownloads } from '../layer-downloads';
import type { RegistryPlace } from '../repositories';
import { Blobs } from './blobs';
import { answerRegistry } from './exchange';
import { RegistryError } from './registry-error';

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html */
const TOKEN_MS = 12 * 3_600_000;
const USER = 'AWS';
/** https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html */
const PULL_POLICY = /:policy\/AmazonEC2ContainerRegistry(?:PullOnly|ReadOnly)$/;

export interface RegistriesDeps {
  readonly now: () => number;
  /** Where AWS is reached. */
  readonly origin: () => string;
  readonly log: (request: LoggedRequest) => void;
  /** @throws ServiceError unless the caller may do this */
  readonly authorize: (
    caller: Caller,
    request: { readonly action: string; readonly resource: string; readonly region: string },
  ) => void;
}

interface Token {
  readonly caller: Caller;
  readonly expiresAt: Date;
}

/**
 * Where images are pushed to and pulled from: a registry for each account and region, which listens once it is named.
 */
export class Registries {
  readonly #servers = new Map<string, Promise<Server>>();
  /** By host. */
  readonly #accounts = new Map<string, Account>();
  /** By password. */
  readonly #tokens = new Map<string, Token>();
  readonly #downloads = new LayerDownloads();
  #certificates: Promise<ServerCertificates> | undefined;
  #blobs: Promise<Blobs> | undefined;

  constructor(private readonly deps: RegistriesDeps) {}

  /** Host and port, as they begin the names of images. */
  async hostOf(place: RegistryPlace): Promise<string> {
    const key = `${place.account.id} ${place.region}`;
    const started = this.#servers.get(key) ?? this.#start(place);
    this.#servers.set(key, started);
    const host = `127.0.0.1:${((await started).address() as AddressInfo).port}`;
    this.#accounts.set(host, place.account);
    return host;
  }

  /** The token of GetAuthorizationToken: it acts as its caller. */
  issueToken(caller: Caller): { readonly token: string; readonly expiresAt: Date } {
    const { password, expiresAt } = this.#issue(caller);
    return { token: Buffer.from(`${USER}:${password}`).toString('base64'), expiresAt };
  }

  #issue(caller: Caller): { readonly password: string; readonly expiresAt: Date } {
    const password = randomBytes(96).toString('base64');
    const expiresAt = new Date(this.deps.now() + TOKEN_MS);
    this.#tokens.set(password, { caller, expiresAt });
    return { password, expiresAt };
  }

  /**
   * What the nodes of an account show where they pull an image from: they may pull if one of its roles may.
   * @returns `undefined` for another registry, and where no role has the policy that nodes need
   */
  nodeLogin(image: string): { readonly username: string; readonly password: string } | undefined {
    const account = this.#accounts.get(image.split('/')[0] ?? '');
    for (const role of account?.roles.values() ?? []) {
      if (![...role.attachedPolicyArns].some((arn) => PULL_POLICY.test(arn))) continue;
      const arn = `arn:${account!.partition}:sts::${account!.id}:assumed-role/${role.name}/node`;
      const { password } = this.#issue({ account: account!, arn, principalArn: role.arn, userId: role.id });
      return { username: USER, password };
    }
    return undefined;
  }

  /** The authority of the registries' certificates, PEM. AWS's are known to every machine. */
  async ca(): Promise<string> {
    return (await this.#certificate()).ca;
  }

  /** Where a layer can be downloaded, as from S3. */
  async layerUrl(digest: string): Promise<string> {
    const blobs = await (this.#blobs ??= Blobs.open());
    return this.#downloads.url(this.deps.origin(), () => blobs.readNow(digest));
  }

  /** Answers for S3. */
  answer(call: HttpCall): HttpAnswer | undefined {
    return this.#downloads.answer(call);
  }

  /** What only the container CLI may ever see, in each of its spellings. */
  get secrets(): readonly string[] {
    return [...this.#tokens.keys()].flatMap((password) => [
      password,
      Buffer.from(`${USER}:${password}`).toString('base64'),
    ]);
  }

  async stop(): Promise<void> {
    for (const started of this.#servers.values()) {
      const server = await started;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    }
    await (await this.#blobs)?.close();
  }

  // Loaded with the first registry: making certificates takes a library that is slow to load.
  #certificate(): Promise<ServerCertificates> {
    this.#certificates ??= import('../../kubernetes/certificates').then(({ issueCertificates }) =>
      issueCertificates(Date.now()),
    );
    return this.#certificates;
  }

  async #start(place: RegistryPlace): Promise<Server> {
    const { certificate: cert, privateKey: key } = await this.#certificate();
    const blobs = await (this.#blobs ??= Blobs.open());
    const server = createServer({ cert, key }, (request, response) => {
      void this.#answer(place, blobs, request, response);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  async #answer(
    place: RegistryPlace,
    blobs: Blobs,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', `https://${request.headers.host ?? 'localhost'}`);
    const entry = {
      ...{ at: new Date(this.deps.now()).toISOString(), service: 'ecr', region: place.region },
      ...{ action: request.method ?? '-', caller: '-', url: url.pathname + url.search },
    };
    response.setHeader('docker-distribution-api-version', 'registry/2.0');
    try {
      const caller = this.#authenticate(place, request);
      entry.caller = caller.arn;
      await answerRegistry({
        ...{ place, blobs, request, response, url, now: this.deps.now },
        authorize: (action, resource) => {
          entry.action = action.replace('ecr:', '');
          this.#authorize(caller, action, resource, place.region);
        },
      });
      this.deps.log({ ...entry, status: response.statusCode });
    } catch (error) {
      const failure =
        error instanceof RegistryError ? error : new RegistryError(500, 'UNKNOWN', String(error));
      this.deps.log({ ...entry, status: failure.status, error: `${failure.code}: ${failure.message}` });
      if (response.headersSent) response.destroy();
      else response.writeHead(failure.status, headersOf(failure)).end(failure.body);
      // What is not read of the request would hold the connection.
      request.resume();
    }
  }

  #authenticate({ account }: RegistryPlace, { headers }: IncomingMessage): Caller {
    const [, encoded = ''] = /^Basic (.+)$/i.exec(headers.authorization ?? '') ?? [];
    const [user = '', password = ''] = Buffer.from(encoded, 'base64').toString().split(':');
    // Podman sends empty ones where it has none.
    if (user === '') throw new RegistryError(401, 'UNAUTHORIZED', 'Not Authorized', CHALLENGE);
    const token = user === USER ? this.#tokens.get(password) : undefined;
    // Unverified: the words for a token that ECR did not issue, or that another account has no policy for.
    if (token?.caller.account !== account)
      throw new RegistryError(403, 'DENIED', 'Your Authorization Token is invalid.');
    if (token.expiresAt.getTime() <= this.deps.now())
      throw new RegistryError(
        403,
        'DENIED',
        'Your authorization token has expired. Reauthenticate and try again.',
      );
    return token.caller;
  }

  #authorize(caller: Caller, action: string, resource: string, region: string): void {
    try {
      this.deps.authorize(caller, { action, resource, region });
    } catch (error) {
      if (error instanceof ServiceError) throw new RegistryError(403, 'DENIED', error.message);
      throw error;
    }
  }
}

const CHALLENGE = { 'www-authenticate': 'Basic realm="https://127.0.0.1/",service="ecr.amazonaws.com"' };

function headersOf({ headers, body }: RegistryError): Record<string, string | number> {
  return { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
}
