import { match, strictEqual } from 'node:assert/strict';
import { tokenExpiry, tokenExpiryProblem } from '../../../src/core/add-cluster/token-expiry';

const token = (claims: unknown) =>
  ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'sig'].join('.');

describe('The end of a token', () => {
  it('is what the token says', () => strictEqual(tokenExpiry(token({ exp: 60 })), 60_000));

  const endless = {
    'an opaque token': '0123abcd',
    'a token without an end': token({ sub: 'me' }),
    'a token whose end is no number': token({ exp: 'soon' }),
    'a token whose end is no date': token({ exp: 1e300 }),
    'a token of null': token(null),
    'three parts that are no JSON': 'a.b.c',
    nothing: '',
  };
  for (const [what, text] of Object.entries(endless))
    it(`is not known of ${what}`, () => {
      strictEqual(tokenExpiry(text), undefined);
      strictEqual(tokenExpiryProblem(text, 0), undefined);
    });

  it('is told before the token is kept, whether it is to come or over', () => {
    match(tokenExpiryProblem(token({ exp: 60 }), 0)?.message ?? '', /expires on 1970-01-01 00:01 UTC/);
    match(tokenExpiryProblem(token({ exp: 60 }), 60_000)?.message ?? '', /expired on 1970-01-01 00:01 UTC/);
  });
});
