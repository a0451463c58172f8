import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { clientSettings } from '../../../src/aws/client-settings';
import { provisionSession } from '../../../src/aws/session';
import { AwsError, type ProvisionSession } from '../../../src/core/ports/aws';
import { cannedAws, queryError, queryResult, SESSION_ROLE, type CannedAnswer } from './canned-aws';
import { endpointsIn, withAws } from './environment';
import { toAws } from '../../fakes/network';

const limit = () => AbortSignal.timeout(30_000);
const ARN = 'arn:aws:sts::222222222222:assumed-role/eks-provision/eks-clusters-me';
const LAUNCH = 'You are not authorized to launch instances with this launch template.';
const ENCODED = 'Encoded authorization failure message: aB3-_xyz';
const DECODED = {
  allowed: false,
  explicitDeny: true,
  matchedStatements: { items: [] },
  context: {
    principal: { id: 'AROA:me', arn: ARN },
    action: 'ec2:RunInstances',
    resource: 'arn:aws:ec2:eu-central-1:222222222222:instance/*',
  },
};
const WORDS = `User: ${ARN} is not authorized to perform: ec2:RunInstances on resource: ${DECODED.context.resource} with an explicit deny.`;

/** In a session to which STS decodes as told, and EC2 refuses everything in this sentence. */
async function inSession(
  { decodes, ec2Says = '' }: { decodes: CannedAnswer; ec2Says?: string },
  run: (session: ProvisionSession) => Promise<void>,
): Promise<readonly string[]> {
  const refusal = `<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>${ec2Says}</Message></Error></Errors><RequestID>r</RequestID></Response>`;
  await using aws = await cannedAws(({ form }) =>
    form.get('Action') === 'DecodeAuthorizationMessage' ? decodes : { status: 403, body: refusal },
  );
  const credentials = () => Promise.resolve({ accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 't' });
  const endpoint = endpointsIn({ AWS_ENDPOINT_URL: aws.url });
  const settings = clientSettings(
    { region: 'eu-central-1', credentials, endpoint },
    { send: toAws, log: () => undefined },
  );
  await withAws({ variables: { AWS_ENDPOINT_URL: aws.url } }, () =>
    run(provisionSession(SESSION_ROLE, settings)),
  );
  return aws.requests.flatMap(({ form }) => form.get('EncodedMessage') ?? []);
}

const asDecoded = (decoded: unknown) =>
  queryResult(
    'DecodeAuthorizationMessage',
    `<DecodedMessage>${JSON.stringify(decoded).replaceAll('"', '&quot;')}</DecodedMessage>`,
  );
const DENIED = queryError('AccessDenied', 'No.', 403);

describe('What EC2 hides in a refusal', () => {
  it('is put into words where the role may have it decoded', async () => {
    const asked = await inSession({ decodes: asDecoded(DECODED) }, async ({ stacks }) => {
      strictEqual(await stacks.decodeReason(`${LAUNCH} ${ENCODED}`, limit()), `${LAUNCH} ${WORDS}`);
    });
    deepStrictEqual(asked, ['aB3-_xyz']);
  });

  it('is put into words when a call is refused, too', async () => {
    await inSession({ decodes: asDecoded(DECODED), ec2Says: `${LAUNCH} ${ENCODED}` }, async ({ options }) => {
      await rejects(options.vpcs(limit()), (error) => {
        strictEqual(error instanceof AwsError && error.kind, 'denied');
        strictEqual((error as AwsError).message, `${LAUNCH} ${WORDS}`);
        return true;
      });
    });
  });

  it('is left out where the role may not', () =>
    inSession({ decodes: DENIED }, async ({ stacks }) => {
      strictEqual(await stacks.decodeReason(`${LAUNCH} ${ENCODED}`, limit()), LAUNCH);
    }));

  it('is left out where AWS decodes it to something else', () =>
    inSession({ decodes: asDecoded('so') }, async ({ stacks }) => {
      strictEqual(await stacks.decodeReason(`${LAUNCH} ${ENCODED}`, limit()), LAUNCH);
    }));

  it('is not asked for where EC2 says it itself', async () => {
    const said = `You are not authorized to perform this operation. User: ${ARN} is not authorized to perform: ec2:CreateTags with an explicit deny in a service control policy`;
    const asked = await inSession({ decodes: DENIED }, async ({ stacks }) => {
      strictEqual(await stacks.decodeReason(`${said}. ${ENCODED}`, limit()), `${said}.`);
      strictEqual(
        await stacks.decodeReason('Resource creation cancelled', limit()),
        'Resource creation cancelled',
      );
    });
    deepStrictEqual(asked, []);
  });
});
