import { text } from '../input';
import { ServiceError, type Service, type ServiceRequest, type ServiceResponse } from '../service';
import { keyArn, type KmsKey } from './keys';

const DELETION_DATE = new Date('2027-01-01T00:00:00Z');

/** The simulated KMS. Every key has the policy that leaves it to IAM, as the console makes them. */
export function kms(): Service {
  return {
    signingName: 'kms',
    operations: {
      DescribeKey: (request) => ({ KeyMetadata: describe(request, authorizedKey(request)) }),
    },
  };
}

/** Callers do not learn whether another account has a key: its policy does not allow it, or there is none. */
function authorizedKey(request: ServiceRequest): KmsKey {
  const { caller, region, input } = request;
  const { account } = caller;
  const keyId = text(input, 'KeyId') ?? '';
  const [, arnRegion, accountId] = /^arn:[^:]*:kms:([^:]*):(\d*):/.exec(keyId) ?? [];
  if (arnRegion !== undefined && arnRegion !== region) throw notFound(`Invalid arn ${arnRegion}`);
  const arn = arnRegion === undefined ? keyArn(account, region, keyId) : keyId;
  if (accountId !== undefined && accountId !== account.id) throw notShared(request, arn);
  request.authorize('kms:DescribeKey', arn);
  const key = account.kmsKeys.get(arn);
  if (!key) throw notFound(`Key '${arn}' does not exist`);
  return key;
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html */
function notFound(message: string): ServiceError {
  return new ServiceError('NotFoundException', message);
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html */
function notShared({ caller }: ServiceRequest, arn: string): ServiceError {
  return new ServiceError(
    'AccessDeniedException',
    `User: ${caller.arn} is not authorized to perform: kms:DescribeKey on resource: ${arn} because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
  );
}

function describe(
  { caller }: ServiceRequest,
  { id, arn, description, createdAt, state, use }: KmsKey,
): ServiceResponse {
  return {
    AWSAccountId: caller.account.id,
    KeyId: id,
    Arn: arn,
    Description: description,
    CreationDate: createdAt,
    Enabled: state === 'Enabled',
    KeyState: state,
    KeyUsage: use.usage,
    KeySpec: use.spec,
    CustomerMasterKeySpec: use.spec,
    KeyManager: 'CUSTOMER',
    Origin: 'AWS_KMS',
    MultiRegion: false,
    ...(state === 'PendingDeletion' && { DeletionDate: DELETION_DATE }),
    ...(use.usage === 'ENCRYPT_DECRYPT' && {
      EncryptionAlgorithms:
        use.spec === 'SYMMETRIC_DEFAULT' ? [use.spec] : ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'],
    }),
  };
}
