import { parse } from 'yaml';

/** What a node needs to know of the cluster that it is for. */
export interface NodeConfig {
  readonly name: string;
  readonly apiServerEndpoint: string;
  readonly certificateAuthority: string;
  /** The service addresses for nodeadm; for Bottlerocket, the address of the DNS service among them. */
  readonly services: string;
}

/** The NodeConfig in an instance's user data; `undefined` where nodeadm would find none, or not all of it. */
export function readNodeConfig(userData: string): NodeConfig | undefined {
  const boundary = /^Content-Type:\s*multipart\/mixed;\s*boundary="?([^"\r\n]+)"?/im.exec(userData)?.[1];
  if (boundary === undefined) return undefined;
  const [, ...parts] = userData.split(`--${boundary}`);
  for (const part of parts) {
    const [headers = '', ...body] = part.trimStart().split(/\r?\n\r?\n/);
    if (!/^Content-Type:\s*application\/node\.eks\.aws/im.test(headers)) continue;
    const config = nodeConfig(body.join('\n\n'));
    if (config) return config;
  }
  return undefined;
}

function nodeConfig(text: string): NodeConfig | undefined {
  const document = parsed(text);
  if (document?.apiVersion !== 'node.eks.aws/v1alpha1' || document.kind !== 'NodeConfig') return undefined;
  const { name, apiServerEndpoint, certificateAuthority, cidr } = document.spec?.cluster ?? {};
  if (!name || !apiServerEndpoint || !certificateAuthority || !cidr) return undefined;
  return { name, apiServerEndpoint, certificateAuthority, services: cidr };
}

/** The settings in an instance's user data; `undefined` where Bottlerocket would not take them, or not all are there. */
export function readBottlerocketSettings(userData: string): NodeConfig | undefined {
  const [, section] = /^\[settings\.kubernetes\]\n((?:[a-z-]+ = "[^"\n]*"\n)+)$/.exec(userData) ?? [];
  const settings = new Map(
    [...(section ?? '').matchAll(/^([a-z-]+) = "(.*)"$/gm)].map(([, key = '', value = '']) => [key, value]),
  );
  const name = settings.get('cluster-name');
  const apiServerEndpoint = settings.get('api-server');
  const certificateAuthority = settings.get('cluster-certificate');
  const services = settings.get('cluster-dns-ip');
  if (!name || !apiServerEndpoint || !certificateAuthority || !services) return undefined;
  return { name, apiServerEndpoint, certificateAuthority, services };
}

interface NodeConfigDocument {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly spec?: { readonly cluster?: Partial<Omit<NodeConfig, 'services'> & { readonly cidr: string }> };
}

function parsed(text: string): NodeConfigDocument | undefined {
  try {
    const value: unknown = parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
