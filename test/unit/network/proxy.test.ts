import { strictEqual } from 'node:assert/strict';
import type { Environment } from '../../../src/core/environment';
import { proxyFor, type ProxySettings } from '../../../src/core/network/proxy';

const EKS = { host: 'eks.eu-central-1.amazonaws.com', port: 443 };
const PROXY = 'http://proxy.example:3128/';

interface Case {
  readonly target?: typeof EKS;
  readonly settings?: Partial<Extract<ProxySettings, { kind: 'on' }>>;
  readonly env?: Environment;
  readonly proxy: string | undefined;
}

const CASES: Readonly<Record<string, Case>> = {
  'none where nothing names one': { proxy: undefined },
  'that of http.proxy': { settings: { url: 'http://proxy.example:3128' }, proxy: PROXY },
  'that of HTTPS_PROXY': { env: { HTTPS_PROXY: PROXY }, proxy: PROXY },
  'that of https_proxy': { env: { https_proxy: PROXY }, proxy: PROXY },
  'that of HTTP_PROXY where there is no other': { env: { HTTP_PROXY: PROXY }, proxy: PROXY },
  'that of HTTPS_PROXY before that of HTTP_PROXY': {
    env: { HTTP_PROXY: 'http://other.example', HTTPS_PROXY: PROXY },
    proxy: PROXY,
  },
  'that of http.proxy before that of the environment': {
    settings: { url: PROXY },
    env: { HTTPS_PROXY: 'http://other.example' },
    proxy: PROXY,
  },
  'one without a scheme': { env: { HTTPS_PROXY: 'proxy.example:3128' }, proxy: PROXY },
  'one that asks for a password': {
    env: { HTTPS_PROXY: 'http://me:p%40ss@proxy.example:3128' },
    proxy: 'http://me:p%40ss@proxy.example:3128/',
  },
  'none where the variable is no URL': { env: { HTTPS_PROXY: 'http://' }, proxy: undefined },
  'none of a kind that only VS Code serves': {
    env: { HTTPS_PROXY: 'socks5://proxy.example' },
    proxy: undefined,
  },
  'none for a domain of NO_PROXY': {
    env: { HTTPS_PROXY: PROXY, NO_PROXY: 'intranet, .amazonaws.com' },
    proxy: undefined,
  },
  'none for a domain of no_proxy without its dot': {
    env: { HTTPS_PROXY: PROXY, no_proxy: 'AmazonAWS.com' },
    proxy: undefined,
  },
  'none for anything where NO_PROXY is *': { env: { HTTPS_PROXY: PROXY, NO_PROXY: '*' }, proxy: undefined },
  'none for *. and a domain': { env: { HTTPS_PROXY: PROXY, NO_PROXY: '*.amazonaws.com' }, proxy: undefined },
  'one for a domain that only ends alike': {
    env: { HTTPS_PROXY: PROXY, NO_PROXY: 'naws.com' },
    proxy: PROXY,
  },
  'one for another port than that of NO_PROXY': {
    env: { HTTPS_PROXY: PROXY, NO_PROXY: 'amazonaws.com:8443' },
    proxy: PROXY,
  },
  'none for the port of NO_PROXY': {
    target: { host: 'aws.example', port: 8443 },
    env: { HTTPS_PROXY: PROXY, NO_PROXY: 'aws.example:8443' },
    proxy: undefined,
  },
  'none for http.noProxy': {
    settings: { url: PROXY, exceptions: ['amazonaws.com'] },
    proxy: undefined,
  },
  'one in spite of NO_PROXY where http.noProxy says otherwise': {
    settings: { exceptions: ['intranet'] },
    env: { HTTPS_PROXY: PROXY, NO_PROXY: '*' },
    proxy: PROXY,
  },
  'none for this machine': {
    target: { host: '127.0.0.1', port: 443 },
    env: { HTTPS_PROXY: PROXY },
    proxy: undefined,
  },
};

describe('The proxy of a call', () => {
  for (const [name, { target = EKS, settings, env = {}, proxy }] of Object.entries(CASES)) {
    it(`is ${name}`, () => {
      const on: ProxySettings = { kind: 'on', url: '', exceptions: [], ...settings };
      strictEqual(proxyFor(target, on, env)?.href, proxy);
    });
  }

  it('is none where http.proxySupport is off', () => {
    strictEqual(proxyFor(EKS, { kind: 'off' }, { HTTPS_PROXY: PROXY }), undefined);
  });
});
