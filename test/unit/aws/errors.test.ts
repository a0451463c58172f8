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
    ['throttled', [serviceError('InternalFailure', 'server')]],
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
    const unreadable = (statusCode: number) => {
      const error = Object.assign(new SyntaxError('Unexpected token <'), { $response: { statusCode } });
      const { kind, code, message } = portError(error) as Partial<AwsError>;
      return { kind, code, message };
    };
    const message = 'The answer (HTTP status 200) is not AWS’s.';
    assert.deepEqual(unreadable(200), { kind: 'network', code: 'SyntaxError', message });
    assert.equal(unreadable(407).code, 'ERR_PROXY_AUTHENTICATION');
  });

  it('finds the words of a connection that was refused on every address', () => {
    const refused = Object.assign(new AggregateError([networkError('ECONNREFUSED')]), {
      code: 'ECONNREFUSED',
    });
    assert.equal(portError(refused).message, 'connect ECONNREFUSED');
  });

  it('leaves a bug as it is', () => {
    const bug = new TypeError('undefined is not a function');
    assert.equal(portError(bug), bug);
  });

  it('leaves an error of the catalogue as it is', () => {
    const known = new UserError('no-credentials', 'No credentials.', 'Sign in.');
    assert.equal(portError(known), known);
  });

  it('is known by its name to a bundle that carries another copy of the class', () => {
    const ofAnotherBundle = Object.assign(new Error('x'), { name: 'AwsError' });
    assert.ok(ofAnotherBundle instanceof AwsError);
    assert.ok(!(new Error('x') instanceof AwsError));
  });
});
