import { deepStrictEqual, strictEqual, throws } from 'node:assert/strict';
import { endpointsOf, SERVICES, type ServiceId } from '../../../src/core/aws-config/endpoints';
import { readSharedConfig } from '../../../src/core/aws-config/shared-config';

const SECTIONED = `[profile work]
services = local
endpoint_url = https://all.example.com
[services local]
eks =
  endpoint_url = https://eks.example.com
auto_scaling =
  endpoint_url = https://scaling.example.com
sts =
  other = x
`;

function endpoints(config: string, env: Record<string, string> = {}) {
  return endpointsOf('work', readSharedConfig({ config, credentials: '' }), env);
}

const url = (service: ServiceId, config: string, env?: Record<string, string>) =>
  endpoints(config, env).urls.get(service);

describe('The endpoints of a profile', () => {
  it('are those of its services, and for the others that of the profile', () => {
    strictEqual(url('EKS', SECTIONED), 'https://eks.example.com');
    strictEqual(url('Auto Scaling', SECTIONED), 'https://scaling.example.com');
    strictEqual(url('STS', SECTIONED), 'https://all.example.com');
    strictEqual(url('SSO OIDC', SECTIONED), 'https://all.example.com');
  });

  it('give way to the environment: first a service’s own variable, then the one for all', () => {
    const AWS_ENDPOINT_URL = 'http://127.0.0.1:1';
    strictEqual(url('EKS', SECTIONED, { AWS_ENDPOINT_URL }), AWS_ENDPOINT_URL);
    const own = { AWS_ENDPOINT_URL_AUTO_SCALING: 'http://127.0.0.1:2', AWS_ENDPOINT_URL };
    strictEqual(url('Auto Scaling', SECTIONED, own), 'http://127.0.0.1:2');
    strictEqual(url('EKS', SECTIONED, { AWS_ENDPOINT_URL: '' }), 'https://eks.example.com');
  });

  for (const [where, config, env] of [
    [
      'the profile',
      `${SECTIONED}[profile x]\n`.replace('services = local', 'ignore_configured_endpoint_urls = true'),
      {},
    ],
    [
      'the environment',
      SECTIONED,
      { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true', AWS_ENDPOINT_URL: 'https://x.test' },
    ],
  ] as const)
    it(`are none where ${where} says to ignore them`, () => {
      deepStrictEqual([...endpoints(config, env).urls], []);
      strictEqual(endpoints(config, env).stsOfTokens, undefined);
    });

  it('are none for an empty setting, or a profile that is not there', () => {
    deepStrictEqual([...endpoints('[profile work]\nendpoint_url =\n').urls], []);
    deepStrictEqual([...endpoints('').urls], []);
  });

  it('have no say in where a token for a cluster points', () => {
    strictEqual(endpoints(SECTIONED).stsOfTokens, undefined);
    strictEqual(
      endpoints(SECTIONED, { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }).stsOfTokens,
      'http://127.0.0.1:1',
    );
  });

  it('say whether they are for FIPS and for IPv6, and the environment wins', () => {
    const config = '[profile work]\nuse_fips_endpoint = True\nuse_dualstack_endpoint = false\n';
    const { useFipsEndpoint, useDualstackEndpoint } = endpoints(config);
    deepStrictEqual([useFipsEndpoint, useDualstackEndpoint], [true, false]);
    strictEqual(endpoints(config, { AWS_USE_FIPS_ENDPOINT: 'false' }).useFipsEndpoint, false);
    strictEqual(endpoints(config, { AWS_USE_FIPS_ENDPOINT: '' }).useFipsEndpoint, true);
  });

  const WRONG = {
    'endpoint_url = vpce-1.sts.example.com': 'endpoint-invalid',
    'endpoint_url = https://': 'endpoint-invalid',
    'endpoint_url = https:///x': 'endpoint-invalid',
    'endpoint_url = ftp://example.com': 'endpoint-invalid',
    'endpoint_url = javascript:alert(1)': 'endpoint-invalid',
    'endpoint_url = https://a.test\nuse_fips_endpoint = true': 'endpoint-contradiction',
    'endpoint_url = https://a.test\nuse_dualstack_endpoint = true': 'endpoint-contradiction',
    'use_fips_endpoint = yes': 'setting-not-boolean',
    'services = gone': 'services-missing',
  };
  for (const [settings, code] of Object.entries(WRONG)) {
    it(`are refused in words: ${settings.replace('\n', ', ')}`, () =>
      throws(() => endpoints(`[profile work]\n${settings}\n`), { code }));
  }

  it('are known for every service that is called', () =>
    deepStrictEqual(
      [...endpoints('[profile work]\nendpoint_url = https://a.test\n').urls.keys()],
      [...SERVICES],
    ));
});
