import type { Stage } from './stage';
import type { Workbench } from './workbench';

/** Where a suite plays: its stage, and the window that it is in by now. */
export type Playing = () => { readonly stage: Stage; readonly workbench: Workbench };

/** Keeps the evidence of each test that fails, and strikes the stage in the end. */
export function playsOnStage(playing: Playing): void {
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    const { stage, workbench } = playing();
    await stage.keepEvidence(this.currentTest.title, workbench.page);
  });

  after(() => playing().stage.strike());
}

/** As {@link playsOnStage}, for tests of which each builds on those before it: after one that fails, none is run. */
export function tellsOneStory(playing: Playing): void {
  beforeEach(function () {
    if (this.currentTest?.parent?.tests.some(({ state }) => state === 'failed')) this.skip();
  });

  playsOnStage(playing);
}
