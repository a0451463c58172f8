import type { TestWorkspace } from './test-workspace';
import type { Workbench } from './workbench';

/** Where a suite plays: its stage, and the window that it is in by now. */
export type SuiteState = () => { readonly workspace: TestWorkspace; readonly workbench: Workbench };

/** Keeps the evidence of each test that fails, and strikes the stage in the end. */
export function useTestWorkspace(playing: SuiteState): void {
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    const { workspace, workbench } = playing();
    await workspace.saveArtifacts(this.currentTest.title, workbench.page);
  });

  after(() => playing().workspace.dispose());
}

/** As {@link useTestWorkspace}, for tests of which each builds on those before it: after one that fails, none is run. */
export function useSequentialTests(playing: SuiteState): void {
  beforeEach(function () {
    if (this.currentTest?.parent?.tests.some(({ state }) => state === 'failed')) this.skip();
  });

  useTestWorkspace(playing);
}
