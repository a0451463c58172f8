import { ok, strictEqual } from 'node:assert/strict';
import { guarded } from '../../../src/core/foreign/guarded-send';
import { LiveSecrets } from '../../../src/core/foreign/live-secrets';
import { Allowance, type HttpAnswer, type HttpRequest } from '../../../src/core/ports/http';

const TOKEN = 'opaque-token-0123456789';

describe('A request that carries a secret', () => {
  const secrets = new LiveSecrets();
  const ask = async (
    headers: HttpRequest['headers'],
    answer: Pick<HttpAnswer, 'status'> & { text: string },
  ) => {
    const { status, text } = answer;
    const send = guarded(
      () => Promise.resolve({ status, headers: {}, body: new TextEncoder().encode(text) }),
      secrets,
    );
    const request = { method: 'GET', url: new URL('https://cluster.example'), headers };
    const { body } = await send(request, {
      signal: new AbortController().signal,
      allowance: new Allowance(1),
    });
    return new TextDecoder().decode(body);
  };

  it('does not get it back in a refusal, which stays readable', async () => {
    const text = `{"kind":"Status","message":"unknown token ${TOKEN}"}`;
    strictEqual(
      await ask({ Authorization: `Bearer ${TOKEN}` }, { status: 401, text }),
      '{"kind":"Status","message":"unknown token [redacted]"}',
    );
  });

  it('gets what it asked for as it is, be it a token', async () => {
    const text = `{"status":{"token":"${TOKEN}"}}`;
    strictEqual(await ask({ authorization: `Bearer ${TOKEN}` }, { status: 201, text }), text);
  });

  it('keeps the session token of AWS out of the log from then on', async () => {
    await ask({ 'x-amz-security-token': 'session+token/of+aws==' }, { status: 200, text: '' });
    ok(!secrets.redact('failed with session+token/of+aws==').includes('session+token'));
  });
});
