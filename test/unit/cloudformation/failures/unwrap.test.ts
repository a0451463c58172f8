import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { describeFailure } from '../../../../src/core/cloudformation/failures/explain-failure';
import { unwrap } from '../../../../src/core/cloudformation/failures/unwrap';

const SENTENCE = 'The moon is in the wrong house';

describe('The innermost sentence of a failure', () => {
  for (const wrapped of [
    SENTENCE,
    `${SENTENCE} (Service: Eks, Status Code: 400, Request ID: 1c64)`,
    `${SENTENCE} (Service: AmazonEKS; Status Code: 400; Error Code: ValidationError; Request ID: 1c64; Proxy: null)`,
    `${SENTENCE} (Service: Eks, Status Code: 400, Request ID: 1c64, Extended Request ID: null) (SDK Attempt Count: 1)`,
    `Resource handler returned message: "${SENTENCE} (Service: Eks, Status Code: 400, Request ID: 1c64) (SDK Attempt Count: 1)" (RequestToken: 94d9, HandlerErrorCode: InvalidRequest)`,
    `Resource handler returned message: "Invalid request provided: ${SENTENCE}" (RequestToken: 94d9, HandlerErrorCode: InvalidRequest)`,
    `Resource handler returned message: "{"__type":"ValidationException","message":"${SENTENCE}"}" (RequestToken: 94d9, HandlerErrorCode: InvalidRequest)`,
    `{"error":{"code":400,"message":"${SENTENCE}"}}`,
    `Resource handler returned message: "software.amazon.awssdk.services.eks.model.InvalidParameterException: ${SENTENCE} (Service: Eks, Status Code: 400, Request ID: 1c64)" (RequestToken: 94d9, HandlerErrorCode: GeneralServiceException)`,
    `An error occurred (InvalidRequestException) when calling the CreateCluster operation: ${SENTENCE}`,
    `Resource handler returned message: "Exception=[class software.amazon.awssdk.services.ec2.model.Ec2Exception] ErrorCode=[InvalidInput], ErrorMessage=[${SENTENCE}]" (RequestToken: 94d9, HandlerErrorCode: GeneralServiceException)`,
    `VALIDATION_FAILED /Resources/Cluster/Properties/Name: ${SENTENCE}`,
  ])
    it(`is found in: ${wrapped.slice(0, 110)}`, () => {
      strictEqual(unwrap(wrapped).sentence, SENTENCE);
      const event = { id: 'e', logicalId: 'Cluster', resourceType: 'AWS::EKS::Cluster', status: '', at: 0 };
      match(
        describeFailure({ ...event, reason: wrapped }, 'x').cause,
        /AWS says: The moon is in the wrong house/,
      );
    });

  it('is none where there are only codes, which are kept', () => {
    deepStrictEqual(
      unwrap(
        'Resource handler returned message: "null" (RequestToken: 94d9, HandlerErrorCode: ServiceInternalError)',
      ),
      { sentence: '', codes: [], handlerCode: 'ServiceInternalError' },
    );
    deepStrictEqual(unwrap('NotStabilized'), { sentence: '', codes: [], handlerCode: undefined });
  });

  it('keeps the codes of the service', () => {
    const { codes } = unwrap(
      'The subnet is gone (Service: AmazonEC2; Status Code: 400; Error Code: InvalidSubnetID.NotFound; Request ID: 1)',
    );
    deepStrictEqual(codes, ['InvalidSubnetID.NotFound']);
  });

  const failed = (reason: string) =>
    describeFailure(
      {
        id: 'e',
        logicalId: 'Cluster',
        resourceType: 'AWS::EKS::Cluster',
        status: 'CREATE_FAILED',
        at: 0,
        reason,
      },
      'Control plane',
    );

  for (const code of [
    'ServiceLimitExceeded',
    'AlreadyExists',
    'ServiceInternalError',
    'NotStabilized',
    'Throttling',
  ])
    it(`counts, and not CloudFormation’s code ${code}`, () => {
      const { cause } = failed(
        `Resource handler returned message: "${SENTENCE}" (RequestToken: 94d9, HandlerErrorCode: ${code})`,
      );
      strictEqual(cause, `AWS says: ${SENTENCE}.`);
    });

  it('leaves the explanation to CloudFormation’s code where there is none', () => {
    match(
      failed(
        'Resource handler returned message: "null" (RequestToken: 1, HandlerErrorCode: ServiceLimitExceeded)',
      ).cause,
      /quota of the AWS account is used up/,
    );
  });

  it('is found in a moment, however long and contrived a reason is', () => {
    for (const part of [
      'Resource handler returned message: "',
      '{',
      '"',
      'a.B',
      ' (Service: ',
      'Code=a, Message=',
    ])
      failed(part.repeat(100_000 / part.length));
  }).timeout(2_000);
});
