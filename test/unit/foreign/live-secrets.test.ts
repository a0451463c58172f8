import { ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { LiveSecrets } from '../../../src/core/foreign/live-secrets';

describe('A secret that is held', () => {
  it('is redacted wherever it stands, whatever it looks like', () => {
    const token = fc.string({ unit: 'grapheme-ascii', minLength: 8 }).filter((text) => text.trim() === text);
    fc.assert(
      fc.property(token, fc.string(), fc.string(), (secret, before, after) => {
        const secrets = new LiveSecrets();
        secrets.hold(secret);
        ok(!secrets.redact(`${before}${secret}${after}`).slice(before.length).startsWith(secret));
      }),
    );
  });

  it('is redacted as often as it occurs, with all around it left', () => {
    const secrets = new LiveSecrets();
    secrets.hold('opaque-token-1');
    strictEqual(secrets.redact('a opaque-token-1 b (opaque-token-1) c'), 'a [redacted] b ([redacted]) c');
  });

  it('is redacted where a server has cut it off, and where a URL carries it', () => {
    const secrets = new LiveSecrets();
    const secret = `${'s3cr3t+/'.repeat(10)}=`;
    secrets.hold(secret);
    strictEqual(secrets.redact(`got ${secret.slice(0, 60)}… here`), 'got [redacted]… here');
    strictEqual(
      secrets.redact(`https://h/?t=${encodeURIComponent(secret)}&x=1`),
      'https://h/?t=[redacted]&x=1',
    );
  });

  it('blanks nothing else where it is short', () => {
    const secrets = new LiveSecrets();
    for (const secret of ['', 'a', 'token', 'none']) secrets.hold(secret);
    strictEqual(secrets.redact('a token is missing: none'), 'a token is missing: none');
  });

  it('is taken out of a message, whose other words stay', () => {
    const secrets = new LiveSecrets();
    secrets.hold('opaque-token-1');
    const path = 'abcdefghij/'.repeat(3) + 'abcdefg';
    strictEqual(
      secrets.conceal(`opaque-token-1, Bearer abc, role/${path}`),
      `[redacted], Bearer [redacted], role/${path}`,
    );
  });

  it('is forgotten once a hundred others are in use', () => {
    const secrets = new LiveSecrets();
    secrets.hold('first-token');
    for (let i = 0; i < 200; i++) secrets.hold(`other-token-${i}`);
    strictEqual(secrets.redact('first-token other-token-199'), 'first-token [redacted]');
  });
});
