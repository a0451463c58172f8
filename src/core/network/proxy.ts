import { environmentVariable, type Environment } from '../environment';

/** What the user's settings say of proxies; what they leave open, the environment says. */
export type ProxySettings =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'on';
      /** `http.proxy`. */
      readonly url: string;
      /** `http.noProxy`. */
      readonly exceptions: readonly string[];
    };

/** A machine never asks a proxy for itself, and no proxy could answer. */
const OWN_HOSTS = ['localhost', '127.0.0.1', '::1'];

/**
 * The proxy for an HTTPS call to a host, as VS Code itself chooses it: exceptions of the settings replace those of the
 * environment, and the proxy of the settings comes before the environment's.
 * https://github.com/microsoft/vscode-proxy-agent/blob/main/src/index.ts
 */
export function proxyFor(
  target: { readonly host: string; readonly port: number },
  settings: ProxySettings,
  env: Environment,
): URL | undefined {
  if (settings.kind === 'off' || OWN_HOSTS.includes(target.host)) return undefined;
  const { exceptions } = settings;
  const spared = exceptions.length > 0 ? exceptions : (inEitherCase(env, 'no_proxy') ?? '').split(',');
  if (spared.some((exception) => excepts(exception, target))) return undefined;
  return proxyUrl(
    settings.url || (inEitherCase(env, 'https_proxy') ?? inEitherCase(env, 'http_proxy')) || '',
  );
}

/** Programs differ in which of the two spellings they read; the lower-case one is the older. */
function inEitherCase(env: Environment, name: string): string | undefined {
  return environmentVariable(env, name) ?? environmentVariable(env, name.toUpperCase());
}

/** `example.com` and `.example.com` match the host and all its subdomains, `example.com:8443` for one port of them. */
function excepts(exception: string, { host, port }: { host: string; port: number }): boolean {
  const [name = '', onlyPort] = exception.trim().toLowerCase().split(':', 2);
  if (name === '') return false;
  if (name === '*') return true;
  const domain = name.replace(/^\*?\.?/, '.');
  return `.${host.toLowerCase()}`.endsWith(domain) && (onlyPort === undefined || Number(onlyPort) === port);
}

/**
 * Like curl and Go, `proxy.example.com:3128` is taken for http. Others than HTTP proxies are VS Code's alone to serve.
 */
function proxyUrl(text: string): URL | undefined {
  const url = text.includes('://') ? text.trim() : `http://${text.trim()}`;
  if (text.trim() === '' || !URL.canParse(url)) return undefined;
  const proxy = new URL(url);
  return proxy.protocol === 'http:' || proxy.protocol === 'https:' ? proxy : undefined;
}
