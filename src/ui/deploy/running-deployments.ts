import * as l10n from '@vscode/l10n';
import type { chooseFrom } from '../quick-input';

interface RunningDeployment {
  /** For example “Deploying shop to staging”. */
  readonly title: string;
  readonly cancelling: AbortController;
}

/** The deployments that this window runs, for *Cancel Deployment* and the status bar. */
export class RunningDeployments {
  private readonly running = new Set<RunningDeployment>();

  /** @param onChange called with the titles of those that run */
  constructor(private readonly onChange: (titles: readonly string[]) => void) {}

  /** Runs one. Its signal is aborted with `closed`, or by {@link cancel}. */
  async track<T>(title: string, closed: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const deployment: RunningDeployment = { title, cancelling: new AbortController() };
    this.running.add(deployment);
    this.tell();
    try {
      return await run(AbortSignal.any([closed, deployment.cancelling.signal]));
    } finally {
      this.running.delete(deployment);
      this.tell();
    }
  }

  /** *Cancel Deployment*: the only one, or the one that the user chooses. @returns whether any runs */
  async cancel(choose: typeof chooseFrom): Promise<boolean> {
    const [first, ...others] = this.running;
    if (!first) return false;
    const items = [...this.running].map((deployment) => ({ label: deployment.title, deployment }));
    const title = l10n.t('Cancel Deployment');
    const chosen = others.length === 0 ? first : (await choose(items, { title }))?.deployment;
    chosen?.cancelling.abort();
    return true;
  }

  private tell(): void {
    this.onChange([...this.running].map(({ title }) => title));
  }
}
