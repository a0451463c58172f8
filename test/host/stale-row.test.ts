import { strictEqual } from 'node:assert/strict';
import { isRowLost } from '../../src/ui/commands/run-command';

const ROW = { kind: 'cluster', id: 'a' };

describe('A row is lost to a command', () => {
  const CALLS: Readonly<Record<string, readonly [args: readonly unknown[], isLost: boolean]>> = {
    'of the palette: never, for there was none': [[], false],
    'of a menu, where VS Code hands over nothing in its place': [[undefined, undefined], true],
    'of a menu on one row: not': [[ROW, undefined], false],
    'of a menu on several rows: not': [[ROW, [ROW, ROW]], false],
    'of a menu on several rows, where one of them is missing': [[ROW, [ROW, undefined]], true],
    'of a link that names its operation: not': [['operation'], false],
  };
  for (const [which, [args, isLost]] of Object.entries(CALLS)) {
    it(which, () => strictEqual(isRowLost(args), isLost));
  }
});
