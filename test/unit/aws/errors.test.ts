import assert from 'node:assert/strict';
import { portError } from '../../../src/aws/errors';
import { AwsError } from '../../../src/core/ports/aws';
import { UserError } from '../../../src/core/errors/user-error';

function serviceError(name: string, fault: 'client' | 'server' = 'client') {
  return Object.assign(new Error(`AWS says ${name}`), { name, $fault: fault });
}

function networkError(code: string) {
  return Object.assign(new Error(`connect ${code}`), { code });
}

describe('errors of AWS', () => {
  const table: [AwsError['kind'], Error[]][] = [
    [
      'denied',
      ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'].map((n) => serviceError(n)),
    ],
    [
      'credentials',
      [
        'ExpiredToken',
        'ExpiredTokenException',
        'InvalidClientTokenId',
        'RequestExpired',
        'SignatureDoesNotMatch',
      ]
        .map((n) => serviceError(n))
        .concat(
          Object.assign(new Error('SSO session has expired'), {
            name: 'TokenProviderError',
            $fault: 'client' as const,
          }),
        ),
    ],
    ['throttled', ['Throttling', 'ThrottlingException', 'RequestLimitExceeded'].map((n) => serviceError(n))],
    ['server', [serviceError('InternalFailure', 'server')]],
    [
      'network',
      ['ENOTFOUND', 'ECONNREFUSED', 'ETIMEDOUT', 'CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN'].map(
        networkError,
      ),
    ],
    ['network', [Object.assign(new Error('too slow'), { name: 'TimeoutError' })]],
    ['already-exists', [serviceError('AlreadyExistsException')]],
    [
      'refused',
      ['ValidationError', 'InvalidParameterValue', 'LimitExceededException'].map((n) => serviceError(n)),
    ],
  ];
  for (const [kind, errors] of table) {
    for (const error of errors) {
      it(`sorts ${error.message} as ${kind}, in AWS's own words`, () => {
        const sorted = portError(error);
        assert.ok(sorted instanceof AwsError);
        assert.equal(sorted.kind, kind);
        assert.equal(sorted.message, error.message);
        assert.equal(sorted.cause, error);
      });
    }
  }

  it('has words of its own for an answer that is not AWS’s', () => {
    const $response = { statusCode: 200 };
    const unreadable = Object.assign(new SyntaxError('Unexpected token <'), { $response });
    const { kind, code, message } = portError(unreadable) as Partial<AwsError>;
    assert.deepEqual([kind, code], ['network', 'SyntaxError']);
    assert.equal(message, 'The answer (HTTP status 200) is not AWS’s.');
  });

  it('finds the words of a connection that was refused on every address', () => {
    const refused = Object.assign(new AggregateError([networkError('ECONNREFUSED')]), {
      code: 'ECONNREFUSED',
    });
    assert.equal(portError(refused).message, 'connect ECONNREFUSED');
  });

  it('keeps of a long message no more than 2 KB, in its stack neither', () => {
    const long = Object.assign(new Error('x'.repeat(60_000)), { name: 'Boom', $fault: 'client' });
    const { message, cause } = portError(long);
    assert.equal(message.length, 2048);
    assert.ok((cause as Error).stack!.length <= 2048);
  });

  it('keeps an encoded message whole, which only STS can read', () => {
    const encoded = `Encoded authorization failure message: ${'aB-_'.repeat(2_000)}`;
    const said = `You are not authorized to perform this operation. ${encoded}`;
    const denied = Object.assign(new Error(said), { name: 'UnauthorizedOperation', $fault: 'client' });
    assert.equal(portError(denied).message, said);
  });

  it('leaves a bug as it is', () => {
    const bug = new TypeError('undefined is not a function');
    assert.equal(portError(bug), bug);
  });

  it('leaves an error of the catalogue as it is', () => {
    const known = new UserError('no-credentials', 'No credentials.', 'Sign in.');
    assert.equal(portError(known), known);
  });
});
