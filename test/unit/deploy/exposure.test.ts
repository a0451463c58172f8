import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { exposureOf, ingressFor, serviceFor } from '../../../src/core/deploy/exposure';
import type { Exposure } from '../../../src/core/deploy/request';

describe('Who reaches what was deployed', () => {
  const metadata = { name: 'shop', namespace: 'shop-1' };
  const DATABASE = serviceFor({ kind: 'forward' }, { name: 'shop-postgresql', namespace: 'shop-1' }, {});

  const CASES: readonly Exposure[] = [
    { kind: 'forward' },
    { kind: 'internal', subnets: [] },
    { kind: 'public', subnets: ['subnet-1', 'subnet-2'] },
  ];
  for (const exposure of CASES)
    it(`is found in its objects: ${exposure.kind}`, () =>
      deepStrictEqual(exposureOf([DATABASE, serviceFor(exposure, metadata, {})]), exposure));

  it('is asked again for a domain, which the cluster may have changed, and where there is no Service', () => {
    const exposure: Exposure = {
      ...{ kind: 'domain', host: 'shop.example.com', ingressClass: 'alb', controller: 'auto-mode' },
    };
    const ingress = ingressFor(exposure, metadata);
    strictEqual(exposureOf([serviceFor(exposure, metadata, {}), ...(ingress ? [ingress] : [])]), undefined);
    strictEqual(exposureOf([]), undefined);
  });
});
