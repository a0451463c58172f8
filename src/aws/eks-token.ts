import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Sha256 } from '@smithy/core/checksum';
import { getEndpointFromInstructions } from '@smithy/core/endpoints';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { ClientSettings } from './client-settings';

/** What `aws eks get-token` asks for. The API server takes a token for 15 minutes from its date, whatever this says. */
const EXPIRES_SECONDS = 60;

/**
 * A bearer token for a cluster's API: a presigned sts:GetCallerIdentity that the API server sends to STS itself. It
 * refuses parameters that the SDK's own presigner adds (`x-id`, `X-Amz-Content-Sha256`), so the request is signed bare.
 * https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster
 */
export async function eksToken(
  clusterName: string,
  settings: ClientSettings,
  signingDate: Date,
): Promise<string> {
  const { region, credentials } = settings;
  const endpoint = await stsEndpoint(settings);
  const signer = new SignatureV4({ service: 'sts', region, credentials, sha256: Sha256 });
  const request = new HttpRequest({
    method: 'GET',
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    port: endpoint.port === '' ? undefined : Number(endpoint.port),
    path: endpoint.pathname,
    query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
    headers: { host: endpoint.host, 'x-k8s-aws-id': clusterName },
  });
  const { query } = await signer.presign(request, { expiresIn: EXPIRES_SECONDS, signingDate });
  endpoint.search = new URLSearchParams(query as Record<string, string>).toString();
  return `k8s-aws-v1.${Buffer.from(endpoint.href).toString('base64url')}`;
}

/** The partition's regional host, or what AWS_ENDPOINT_URL says; a profile has no say in what a cluster takes. */
async function stsEndpoint({ region, endpoint: { stsOfTokens } }: ClientSettings): Promise<URL> {
  if (stsOfTokens !== undefined) return new URL(stsOfTokens);
  const regional = {
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    ignoreConfiguredEndpointUrls: true,
  };
  const { config } = new STSClient({ region, ...regional });
  const { url } = await getEndpointFromInstructions({}, GetCallerIdentityCommand, { ...config });
  return new URL(url.href);
}
