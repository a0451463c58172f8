import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { INSTALLATION_TAG, OPERATION_TAG } from '../../../src/core/naming';
import { FakeWorld } from '../../fakes/operation';
import { SkippingClock } from '../../fakes/skipping-clock';
import { DELETING, HEALTHY, STACK_ARN, type TimelineRow } from '../../fakes/stacks';
import { Window } from '../../fakes/window';
import { temporaryFolder } from './temporary-folder';

const STORAGE = join(__dirname, '../../fixtures/0.1.0/storage');

interface Left {
  /** The last digits of its ID, and of its file. */
  readonly number: number;
  readonly when: string;
  readonly ends: 'succeeded' | 'forgotten' | 'deleted';
  /** What CloudFormation does meanwhile; it creates the stack unless another is given. */
  readonly timeline?: readonly TimelineRow[];
  /** The stack is there already. */
  readonly isCreated?: true;
}

const LEFT: readonly Left[] = [
  { number: 1, when: 'before its first call', ends: 'succeeded' },
  { number: 2, when: 'while CloudFormation created the stack', ends: 'succeeded' },
  { number: 3, when: 'before the stack was updated', ends: 'succeeded', isCreated: true },
  { number: 5, when: 'complete, to be configured in another folder', ends: 'succeeded' },
  { number: 7, when: 'failed, with the choice to forget it', ends: 'forgotten' },
  { number: 10, when: 'before its deletion', ends: 'deleted' },
  { number: 11, when: 'while CloudFormation deleted the stack', ends: 'deleted', timeline: DELETING },
  { number: 12, when: 'with a failed deletion, to be repeated', ends: 'deleted' },
  { number: 15, when: 'with its stack deleted', ends: 'deleted' },
];

describe('An operation of 0.1.0 that was left', () => {
  const at = temporaryFolder();

  for (const { number, when, ends, timeline = HEALTHY, isCreated } of LEFT) {
    it(`${when} resumes and ends as ${ends}`, async () => {
      const id = `5b0e4a86-0000-4000-8000-${String(number).padStart(12, '0')}`;
      await copyFromStorage('operations', `${id}.json`);
      await copyFromStorage('choices', `${id}.json`);
      const clock = new SkippingClock();
      const world = new FakeWorld(timeline, clock);
      if (isCreated) world.stacks.existing = createdBy(id, world.ports.installation);
      const window = new Window({ storage: at(), clock, portsFor: () => Promise.resolve(world.ports) });
      const outcome = new Promise<string>((resolve) =>
        window.operations.onDidProgress(({ state }) => {
          if ('endedAt' in state || state.kind === 'failed') resolve(state.kind);
        }),
      );
      await window.operations.follow();
      const kind = await outcome;
      await window.close();
      strictEqual(kind, ends);
      deepStrictEqual(window.reports, []);
    });
  }

  /** Not every operation has a choice of the user. */
  async function copyFromStorage(folder: string, file: string): Promise<void> {
    await mkdir(at(folder));
    await cp(join(STORAGE, folder, file), at(folder, file)).catch((error: unknown) => {
      if (folder === 'operations' || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    });
  }
});

function createdBy(id: string, installation: string) {
  return {
    arn: STACK_ARN,
    name: 'eks-clusters-demo',
    status: 'CREATE_COMPLETE',
    tags: { [OPERATION_TAG]: id, [INSTALLATION_TAG]: installation },
    parameters: {},
    outputs: {},
  };
}
