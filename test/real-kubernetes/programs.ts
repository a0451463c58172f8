import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { issueCertificates } from '../sandbox/kubernetes/certificates';
import type { Binaries } from './binaries';

/** How a test reaches a real cluster. */
export interface RealCluster {
  readonly endpoint: string;
  /** PEM. */
  readonly ca: string;
  /** Of somebody who may do everything. */
  readonly adminToken: string;
  /** Of somebody who was given no right. */
  readonly limitedToken: string;
}

/** The program and its arguments. */
export type CommandLine = readonly [program: string, ...args: string[]];

/** What is started, in this order. */
export interface ControlPlane {
  readonly cluster: RealCluster;
  readonly etcd: CommandLine;
  readonly apiServer: CommandLine;
  readonly controllerManager: CommandLine;
}

/**
 * Writes the keys and tokens of a cluster without nodes into a folder and says how its programs are started.
 * @param port of the loopback interface, for the API server: the rest of the control plane needs none
 */
export async function controlPlaneIn(
  folder: string,
  port: number,
  binaries: Binaries,
): Promise<ControlPlane> {
  await mkdir(folder, { recursive: true });
  const at = (name: string): string => join(folder, name);
  const write = (name: string, text: string) => writeFile(at(name), text, { mode: 0o600 });
  const { ca, certificate, privateKey } = await issueCertificates(Date.now());
  const accounts = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const [adminToken, limitedToken, controllerToken] = [token(), token(), token()];
  const endpoint = `https://127.0.0.1:${port}`;
  // https://kubernetes.io/docs/reference/access-authn-authz/authentication/#static-token-file
  const users = [
    `${adminToken},admin,1,system:masters`,
    `${limitedToken},limited,2`,
    `${controllerToken},system:kube-controller-manager,3`,
  ];
  await Promise.all([
    write('ca.crt', ca),
    write('server.crt', certificate),
    write('server.key', privateKey),
    write('accounts.key', accounts.privateKey),
    write('accounts.pub', accounts.publicKey),
    write('tokens.csv', users.map((line) => `${line}\n`).join('')),
    write('controller-manager.conf', kubeconfig(endpoint, ca, controllerToken)),
  ]);

  // Sockets in the folder that they run in can't be taken; etcd 3.4 wants their names to look like an address.
  const [client, peer] = ['unix://client:1', 'unix://peer:1'];
  return {
    cluster: { endpoint, ca, adminToken, limitedToken },
    etcd: [
      binaries.etcd,
      ...['--data-dir', at('etcd'), '--unsafe-no-fsync', '--logger', 'zap'],
      ...['--listen-client-urls', client, '--advertise-client-urls', client],
      ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer],
      ...['--initial-cluster', `default=${peer}`],
    ],
    apiServer: [
      binaries.apiServer,
      `--etcd-servers=${client}`,
      ...['--bind-address=127.0.0.1', `--secure-port=${port}`],
      ...[`--tls-cert-file=${at('server.crt')}`, `--tls-private-key-file=${at('server.key')}`],
      ...['--authorization-mode=Node,RBAC', `--token-auth-file=${at('tokens.csv')}`],
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${at('accounts.pub')}`,
      `--service-account-signing-key-file=${at('accounts.key')}`,
      ...['--service-cluster-ip-range=10.96.0.0/16', '--endpoint-reconciler-type=none'],
      '--allow-privileged=true',
    ],
    controllerManager: [
      binaries.controllerManager,
      `--kubeconfig=${at('controller-manager.conf')}`,
      ...['--secure-port=0', '--leader-elect=false', '--use-service-account-credentials=true'],
      `--service-account-private-key-file=${at('accounts.key')}`,
      `--root-ca-file=${at('ca.crt')}`,
    ],
  };
}

function token(): string {
  return randomBytes(24).toString('hex');
}

/** JSON is YAML. */
function kubeconfig(server: string, ca: string, bearer: string): string {
  const authority = Buffer.from(ca).toString('base64');
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'k', cluster: { server, 'certificate-authority-data': authority } }],
    users: [{ name: 'u', user: { token: bearer } }],
    contexts: [{ name: 'c', context: { cluster: 'k', user: 'u' } }],
    'current-context': 'c',
  });
}
