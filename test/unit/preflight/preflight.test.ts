import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import type { Check, CheckField, CheckPorts, CheckRow } from '../../../src/core/preflight/check';
import type { Finding } from '../../../src/core/preflight/finding';
import { Preflight } from '../../../src/core/preflight';
import { AwsError } from '../../../src/core/ports/aws';
import { CHECK_SET } from '../../../src/core/preflight/checks';
import { EMPTY_DRAFT, type Draft } from '../../../src/core/cluster-form/draft';
import { FakeClock } from '../../fakes/clock';

const ROLE = 'arn:aws:iam::222222222222:role/eks-provision';
const DRAFT: Draft = { ...EMPTY_DRAFT, roleArn: ROLE, region: 'eu-central-1', name: 'shop' };
const PASSED: Finding = { kind: 'passed', found: 'All is well.', lists: [] };

/** No check of these tests asks anybody. */
const PORTS = { roleArn: ROLE, simulators: [] } as unknown as CheckPorts;

/** A check that ends when the test says so; each run is kept. */
class HeldCheck implements Check {
  readonly title = () => this.id;
  readonly runs: {
    draft: Draft;
    signal: AbortSignal;
    find: (finding: Finding) => void;
    fail: (error: Error) => void;
  }[] = [];

  constructor(
    readonly id: Check['id'],
    readonly needs: readonly CheckField[],
  ) {}

  run(_ports: CheckPorts, draft: Draft, signal: AbortSignal): Promise<Finding> {
    return new Promise((find, fail) => {
      this.runs.push({ draft, signal, find, fail });
    });
  }
}

function stage() {
  const session = new HeldCheck('session', []);
  const permissions = new HeldCheck('permissions', ['name']);
  const told: (readonly CheckRow[])[] = [];
  const tooLong = new AbortController();
  const reported: unknown[] = [];
  const preflight = new Preflight({
    clock: new FakeClock(),
    timeout: () => tooLong.signal,
    report: (error) => reported.push(error),
    onChange: (rows) => told.push(rows),
  });
  const begin = (draft: Draft) =>
    preflight.begin({ ...CHECK_SET, checks: [session, permissions], ports: PORTS }, draft);
  return { session, permissions, preflight, begin, told, tooLong, reported };
}

const kinds = (rows: readonly CheckRow[]) =>
  rows.map(({ state }) => (state.kind === 'found' ? state.finding.kind : state.kind));

/** Whatever can happen now has happened. */
const quiet = () => new Promise((resolve) => setTimeout(resolve, 0)).then(() => new Promise(setImmediate));

describe('Pre-flight in the host', () => {
  it('runs all checks side by side, and tells of each as it ends', async () => {
    const { begin, session, permissions, told } = stage();
    begin(DRAFT);
    await quiet();
    permissions.runs[0]?.find({ ...PASSED, kind: 'failed', remedy: 'Do this.' });
    await quiet();
    session.runs[0]?.find(PASSED);
    await quiet();
    deepStrictEqual(told.map(kinds).slice(-3), [
      ['running', 'running'],
      ['running', 'failed'],
      ['passed', 'failed'],
    ]);
  });

  it('waits for the fields that a check needs, and says which', () => {
    const { preflight, begin, permissions } = stage();
    begin({ ...DRAFT, name: 'with space' });
    deepStrictEqual(preflight.rows[1]?.state, { kind: 'waiting', missing: ['name'] });
    strictEqual(permissions.runs.length, 0);
  });

  it('has no row for what does not concern the cluster, and has it in its place once it does', async () => {
    const { preflight, permissions, session, told } = stage();
    const keyPair = Object.assign(new HeldCheck('keyPair', ['keyPair']), {
      appliesTo: (draft: Draft) => draft.keyPair !== '',
    });
    const idsTold = () => told.at(-1)?.map(({ id }) => id);
    preflight.begin({ ...CHECK_SET, checks: [session, keyPair, permissions], ports: PORTS }, DRAFT);
    deepStrictEqual(idsTold(), ['session', 'permissions']);
    preflight.update({ ...DRAFT, keyPair: 'developer' });
    deepStrictEqual(idsTold(), ['session', 'keyPair', 'permissions']);
    await quiet();
    preflight.update(DRAFT);
    deepStrictEqual(idsTold(), ['session', 'permissions']);
    strictEqual(keyPair.runs[0]?.signal.aborted, true);
    const words = told.length;
    preflight.update({ ...DRAFT, name: 'shop' });
    strictEqual(told.length, words);
  });

  it('runs again what needs the field that has changed, and nothing else', async () => {
    const { preflight, begin, session, permissions } = stage();
    begin(DRAFT);
    await quiet();
    preflight.update({ ...DRAFT, environmentScope: 'review/*' });
    preflight.update({ ...DRAFT, name: ' blog ' });
    await quiet();
    deepStrictEqual(
      [session.runs, permissions.runs].map((runs) => runs.map(({ draft }) => draft.name)),
      [['shop'], ['shop', 'blog']],
    );
  });

  it('stops what is overtaken, and drops what it still finds', async () => {
    const { preflight, begin, permissions } = stage();
    begin(DRAFT);
    await quiet();
    preflight.update({ ...DRAFT, name: 'blog' });
    await quiet();
    const [overtaken, current] = permissions.runs;
    strictEqual(overtaken?.signal.aborted, true);
    current?.find(PASSED);
    await quiet();
    overtaken.find({ ...PASSED, kind: 'failed', remedy: 'Do this.' });
    await quiet();
    strictEqual(kinds(preflight.rows)[1], 'passed');
  });

  it('makes no call about half a name', async () => {
    const { preflight, begin, permissions } = stage();
    begin({ ...DRAFT, name: '' });
    for (const name of ['b', 'bl', 'blog']) preflight.update({ ...DRAFT, name });
    await quiet();
    deepStrictEqual(
      permissions.runs.map(({ draft }) => draft.name),
      ['blog'],
    );
  });

  it('knows nothing when a check fails, says why, and has it logged', async () => {
    const { preflight, begin, permissions, reported } = stage();
    begin(DRAFT);
    await quiet();
    const failure = new AwsError('network', 'ENOTFOUND', 'no such host');
    permissions.runs[0]?.fail(failure);
    await quiet();
    deepStrictEqual(reported, [failure]);
    const state = preflight.rows[1]?.state;
    match(
      state?.kind === 'found' ? `${state.finding.kind}: ${state.finding.found}` : '',
      /^unknown: .*no such host/,
    );
  });

  it('knows nothing when a check takes too long', async () => {
    const { preflight, begin, permissions, tooLong } = stage();
    begin(DRAFT);
    await quiet();
    permissions.runs[0]?.signal.addEventListener('abort', () =>
      permissions.runs[0]?.fail(new Error('Stopped.')),
    );
    tooLong.abort();
    await quiet();
    const state = preflight.rows[1]?.state;
    match(
      state?.kind === 'found' ? `${state.finding.kind}: ${state.finding.found}` : '',
      /^unknown: AWS did not answer/,
    );
  });

  it('has settled when all that runs has ended, about the draft that is asked about', async () => {
    const { preflight, begin, session, permissions } = stage();
    begin(DRAFT);
    await quiet();
    const settled = preflight.whenIdle({ ...DRAFT, name: 'blog' });
    await quiet();
    session.runs[0]?.find(PASSED);
    permissions.runs[1]?.find({ ...PASSED, kind: 'failed', remedy: 'Do this.' });
    deepStrictEqual(kinds(await settled), ['passed', 'failed']);
  });

  it('starts again when asked', async () => {
    const { preflight, begin, session } = stage();
    begin(DRAFT);
    await quiet();
    preflight.rerun();
    await quiet();
    deepStrictEqual([session.runs.length, session.runs[0]?.signal.aborted], [2, true]);
  });

  it('ends with its session', async () => {
    const { preflight, begin, session, told } = stage();
    begin(DRAFT);
    await quiet();
    preflight.end();
    preflight.update({ ...DRAFT, name: 'blog' });
    session.runs[0]?.find(PASSED);
    await quiet();
    deepStrictEqual([preflight.rows, told.at(-1), session.runs.length], [[], [], 1]);
  });
});
