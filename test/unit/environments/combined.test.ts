import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { combined, type EnvironmentState } from '../../../src/core/environments/state';

describe('The state of several workloads together', () => {
  const counts = { ready: 1, wanted: 1 };
  const failure = { code: 'crash', stage: 'crash', text: '', remedy: '', lines: [] } as const;
  const states: Readonly<Record<string, EnvironmentState>> = {
    none: { kind: 'none' },
    stopped: { kind: 'stopped' },
    healthy: { kind: 'healthy', ...counts },
    unknown: { kind: 'unknown', because: '…' },
    degraded: { kind: 'degraded', ...counts },
    'rolling-out': { kind: 'rolling-out', waitingFor: '', ...counts },
    limping: { kind: 'degraded', failure, ...counts },
    failing: { kind: 'failing', failure, ...counts },
  };

  it('is that of the worst', () => {
    const order = Object.keys(states);
    for (const [position, worse] of order.entries())
      for (const better of order.slice(0, position + 1)) {
        const found = combined([states[better]!, states[worse]!]);
        strictEqual(found.kind, states[worse]?.kind, `${better} and ${worse}`);
      }
  });

  it('names the failure that may be the cause of the others', () => {
    const claim = { ...failure, stage: 'claims', code: 'no-storage-class' } as const;
    const found = combined([states['failing']!, { kind: 'failing', failure: claim, ...counts }]);
    ok(found.kind === 'failing');
    deepStrictEqual([found.failure.code, found.wanted], ['no-storage-class', 2]);
  });

  it('is none where there is nothing', () => deepStrictEqual(combined([]), { kind: 'none' }));
});
