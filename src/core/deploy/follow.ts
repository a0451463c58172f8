import type { Place, Run } from './bring';
import { waitForLock } from './lock';
import { readRecord, type DeploymentEntry } from './record';
import { finishDeployment } from './run';
import { waitingForText } from './texts';

/**
 * Waits until a deployment of another window or person has ended, and finishes it where that window is gone.
 * @returns the latest deployment; `undefined` where nothing was recorded
 * @throws UserError `deployment-running` where somebody deploys again by then
 */
export async function followDeployment(place: Place, run: Run): Promise<DeploymentEntry | undefined> {
  const { ports, report, signal } = run;
  const waiting = (by: string) => {
    report({ step: 'test', waitingFor: waitingForText(by) });
  };
  await waitForLock(ports, place, waiting, signal);
  await finishDeployment(place, run);
  const [latest] = await readRecord(ports.cluster, place, signal);
  return latest;
}
