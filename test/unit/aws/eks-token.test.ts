import assert from 'node:assert/strict';
import { eksToken } from '../../../src/aws/eks-token';
import { clientSettings } from '../../../src/aws/client-settings';
import { endpointsIn, withAws } from './environment';
import { toAws } from '../../fakes/network';

const DATE = new Date('2026-11-22T10:00:00Z');
const SESSION = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'a/session+token==' };

async function presigned(region: string, variables: Record<string, string> = {}): Promise<URL> {
  const settings = clientSettings(
    { region, credentials: () => Promise.resolve(SESSION), endpoint: endpointsIn(variables) },
    { send: toAws, log: () => undefined },
  );
  const token = await withAws({ variables }, () => eksToken('my-cluster', settings, DATE));
  assert.match(token, /^k8s-aws-v1\.[\w-]+$/);
  assert.ok(token.length <= 4096);
  return new URL(Buffer.from(token.slice('k8s-aws-v1.'.length), 'base64url').toString());
}

describe('the token for a cluster', () => {
  const hosts = {
    'eu-central-1': 'sts.eu-central-1.amazonaws.com',
    'us-east-1': 'sts.us-east-1.amazonaws.com',
    'cn-north-1': 'sts.cn-north-1.amazonaws.com.cn',
    'us-gov-west-1': 'sts.us-gov-west-1.amazonaws.com',
    'us-iso-east-1': 'sts.us-iso-east-1.c2s.ic.gov',
    'us-isob-east-1': 'sts.us-isob-east-1.sc2s.sgov.gov',
    'eu-isoe-west-1': 'sts.eu-isoe-west-1.cloud.adc-e.uk',
    'us-isof-south-1': 'sts.us-isof-south-1.csp.hci.ic.gov',
    'eusc-de-east-1': 'sts.eusc-de-east-1.amazonaws.eu',
  };
  for (const [region, host] of Object.entries(hosts)) {
    it(`asks the regional STS of ${region} over https`, async () => {
      const { origin, pathname } = await presigned(region);
      assert.equal(origin, `https://${host}`);
      assert.equal(pathname, '/');
    });
  }

  it('has the parameters that the API server allows, and no other', async () => {
    const { searchParams } = await presigned('eu-central-1');
    assert.deepEqual(Object.fromEntries([...searchParams].sort()), {
      Action: 'GetCallerIdentity',
      Version: '2011-06-15',
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': 'ASIAEXAMPLE/20261122/eu-central-1/sts/aws4_request',
      'X-Amz-Date': '20261122T100000Z',
      'X-Amz-Expires': '60',
      'X-Amz-Security-Token': SESSION.sessionToken,
      'X-Amz-Signature': searchParams.get('X-Amz-Signature'),
      'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
    });
  });

  it('goes where AWS_ENDPOINT_URL says, port and all', async () => {
    const url = await presigned('eu-central-1', { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' });
    assert.equal(url.origin, 'http://127.0.0.1:4566');
    assert.equal(url.pathname, '/');
  });

  it('is signed as the AWS CLI signs it', async () => {
    const { searchParams } = await presigned('eu-central-1');
    assert.equal(searchParams.get('X-Amz-Signature'), CLI_SIGNATURE);
  });
});

/** botocore 1.43.11, `RequestSigner.generate_presigned_url`, for the same session, date, cluster and region. */
const CLI_SIGNATURE = '7dea75a5c612844cdbecc444b69ba6f7491817d2d19bc3221286594f69b588de';
