import { deepStrictEqual, ok } from 'node:assert/strict';
import manifest from '../../../package.json';

/** What is done with a row, and the rows, by their context values, whose menu has it. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'eks.openEnvironment': ['environment', 'workload'],
  'eks.followLogs': ['environment', 'workload', 'pod'],
  'eks.openShell': ['environment', 'workload', 'pod'],
  'eks.forwardPort': ['environment', 'workload', 'pod'],
  'eks.showMetrics': ['environment', 'workload', 'pod'],
  'eks.restart': ['environment', 'workload'],
  'eks.scale': ['environment', 'workload'],
  'eks.describe': ['environment', 'workload', 'pod'],
  'eks.copyKubectlCommand': ['environment', 'workload', 'pod'],
};

const FLAGS = 'healthy;restartable;scalable;reachable;';
const ROWS = { environment: `eks.environment;${FLAGS}`, workload: `eks.workload;${FLAGS}`, pod: 'eks.pod;' };

describe('What is done with an environment', () => {
  const { commandPalette } = manifest.contributes.menus;
  const ofRows = manifest.contributes.menus['view/item/context'];

  for (const [command, rows] of Object.entries(ACTIONS)) {
    it(`has ${command} in the menu of its rows, which the keyboard opens too, and in the palette`, () => {
      // An inline icon is for the mouse: it does not count.
      const clauses = ofRows
        .filter((item) => item.command === command && !item.group.startsWith('inline'))
        .map(({ when }) => when)
        .filter((when) => when.startsWith('view == eks.environments'));
      const patterns = clauses.flatMap((when) => /viewItem =~ \/(.+?)\/(?: |$)/.exec(when)?.[1] ?? []);
      const found = Object.entries(ROWS)
        .filter(([, value]) => patterns.some((pattern) => new RegExp(pattern).test(value)))
        .map(([row]) => row);
      deepStrictEqual(found, rows);
      ok(commandPalette.some((item) => item.command === command && item.when !== 'false'));
    });
  }
});
