import assert from 'node:assert/strict';
import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Caller } from '../../sandbox/service';
import { emptyAccount } from '../../sandbox/accounts';
import { seedUser } from '../../sandbox/seed/principals';
import { baseRegions } from '../../sandbox/seed/regions';
import { authenticate, verifyPresignedIdentity } from '../../sandbox/signature/authenticate';
import { readClaim } from '../../sandbox/signature/claim';
import { CredentialStore } from '../../sandbox/signature/credentials';
import type { HttpCall } from '../../sandbox/signature/http-call';
import type { Keys } from './clients';
import { signedCall } from './signed-call';

const NOW = Date.parse('2026-11-22T18:00:00Z');
const MINUTE = 60_000;
const BODY = 'Action=GetCallerIdentity&Version=2011-06-15';

const account = { ...emptyAccount('111111111111'), regions: baseRegions('111111111111') };
const { user, accessKeyId } = seedUser(account, { name: 'developer', secretAccessKey: 'secret', policy: {} });
const keys: Keys = { accessKeyId, secretAccessKey: 'secret' };
const caller: Caller = { account, arn: user.arn, principalArn: user.arn, userId: user.id };
const store = new CredentialStore(new Map([[account.id, account]]));

interface Signing {
  readonly keys?: Keys;
  readonly service?: string;
  readonly region?: string;
  readonly at?: number;
}

describe('simulated AWS, on the signature of a request', () => {
  it('recognizes who signed it', async () => {
    assert.equal((await verified(await signed())).caller.arn, 'arn:aws:iam::111111111111:user/developer');
  });

  it('recognizes a signature over any further header, such as user-agent', async () => {
    const call = await signed({}, { 'user-agent': 'aws-cli/1.45', 'x-custom': '  two   words ' });
    assert.equal((await verified(call)).caller.userId, user.id);
  });

  const refusals: Readonly<Record<string, { signing: Signing; codes: Record<string, string> }>> = {
    'an unknown access key': {
      signing: { keys: { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'secret' } },
      codes: { sts: 'InvalidClientTokenId', ec2: 'AuthFailure', eks: 'UnrecognizedClientException' },
    },
    'a wrong secret': {
      signing: { keys: { accessKeyId, secretAccessKey: 'another' } },
      codes: { sts: 'SignatureDoesNotMatch', ec2: 'AuthFailure', eks: 'InvalidSignatureException' },
    },
    'a clock that is slow': {
      signing: { at: NOW - 6 * MINUTE },
      codes: { sts: 'SignatureDoesNotMatch', ec2: 'RequestExpired', ssm: 'InvalidSignatureException' },
    },
    'a region that the account is not opted in to': {
      signing: { region: 'ap-east-1' },
      codes: { sts: 'InvalidClientTokenId', ec2: 'AuthFailure', eks: 'UnrecognizedClientException' },
    },
  };
  for (const [what, { signing, codes }] of Object.entries(refusals)) {
    for (const [service, code] of Object.entries(codes)) {
      it(`refuses ${what} as ${service} does: ${code}`, async () => {
        await assert.rejects(verified(await signed({ ...signing, service })), { code });
      });
    }
  }

  it('says by how much a clock is slow or fast', async () => {
    await assert.rejects(verified(await signed({ at: NOW - 6 * MINUTE })), {
      message:
        'Signature expired: 20261122T175400Z is now earlier than 20261122T175500Z (20261122T180000Z - 5 min.)',
    });
    await assert.rejects(verified(await signed({ at: NOW + 6 * MINUTE })), {
      message:
        'Signature not yet current: 20261122T180600Z is still later than 20261122T180500Z (20261122T180000Z + 5 min.)',
    });
  });

  it('refuses a request that was changed after it was signed', async () => {
    const call = await signed();
    const changes: Partial<HttpCall>[] = [
      { body: Buffer.from(BODY.replace('GetCallerIdentity', 'AssumeRole')) },
      { method: 'PUT' },
      { url: new URL('http://sandbox/elsewhere') },
      { headers: { ...call.headers, 'content-type': 'text/plain' } },
    ];
    for (const change of changes) {
      await assert.rejects(verified({ ...call, ...change }), { code: 'SignatureDoesNotMatch' });
    }
  });

  it('takes a session with its token only, and only while it lasts', async () => {
    const issued = store.issueSession(caller, new Date(NOW + MINUTE));
    const session = {
      accessKeyId: issued.accessKeyId,
      secretAccessKey: issued.secretAccessKey,
      sessionToken: issued.lifetime.sessionToken,
    };
    const call = await signed({ keys: session });
    assert.equal((await verified(call)).caller.arn, user.arn);
    await assert.rejects(verified(await signed({ keys: { ...session, sessionToken: 'another' } })), {
      code: 'InvalidClientTokenId',
    });
    await assert.rejects(verified(call, NOW + 2 * MINUTE), { code: 'ExpiredToken', status: 403 });
  });

  it('cannot read a request without a signature', () => {
    const unsigned = {
      method: 'POST',
      url: new URL('http://sandbox/'),
      headers: {},
      body: Buffer.from(BODY),
    };
    assert.equal(readClaim(unsigned), undefined);
    assert.equal(readClaim({ ...unsigned, headers: { authorization: 'Bearer token' } }), undefined);
  });
});

describe('simulated STS, on the presigned URL in an EKS token', () => {
  it('recognizes who signed it for the cluster', async () => {
    const signer = await verifyPresignedIdentity(await presigned('demo'), header('demo'), store, NOW);
    assert.equal(signer?.caller.arn, user.arn);
  });

  it('does not take it for another cluster', async () => {
    assert.equal(
      await verifyPresignedIdentity(await presigned('demo'), header('other'), store, NOW),
      undefined,
    );
  });

  it('takes it for 15 minutes, whatever X-Amz-Expires says', async () => {
    const url = await presigned('demo');
    assert.equal(url.searchParams.get('X-Amz-Expires'), '60');
    const after = (minutes: number) =>
      verifyPresignedIdentity(url, header('demo'), store, NOW + minutes * MINUTE);
    assert.ok(await after(14));
    assert.equal(await after(16), undefined);
  });

  it('takes no presigned URL of another action', async () => {
    const url = await presigned('demo', 'GetSessionToken');
    assert.equal(await verifyPresignedIdentity(url, header('demo'), store, NOW), undefined);
  });

  function header(clusterName: string) {
    return { 'x-k8s-aws-id': clusterName };
  }
});

async function verified(request: HttpCall, now = NOW) {
  return authenticate(request, readClaim(request)!, store, now);
}

async function signed(
  { keys: credentials = keys, at = NOW, ...signing }: Signing = {},
  headers: Record<string, string> = {},
): Promise<HttpCall> {
  return signedCall(BODY, credentials, { ...signing, at: new Date(at), headers });
}

async function presigned(clusterName: string, action = 'GetCallerIdentity'): Promise<URL> {
  const request = new HttpRequest({
    method: 'GET',
    hostname: 'sandbox',
    path: '/',
    query: { Action: action, Version: '2011-06-15' },
    headers: { host: 'sandbox', 'x-k8s-aws-id': clusterName },
  });
  const signer = new SignatureV4({
    service: 'sts',
    region: 'eu-central-1',
    credentials: keys,
    sha256: Sha256,
  });
  const { query = {} } = await signer.presign(request, { expiresIn: 60, signingDate: new Date(NOW) });
  return new URL(`http://sandbox/?${new URLSearchParams(query as Record<string, string>).toString()}`);
}
