import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../editor/command';
import { root } from '../editor/paths';
import type { Row } from './row';
import { PACKAGE_LIMIT_KB } from './size-limits';

/** What a user downloads. */
export async function packageSize(): Promise<readonly Row[]> {
  await run('npm', ['run', '--silent', 'package'], { cwd: root });
  const { size } = await stat(join(root, 'dist/eks-clusters.vsix'));
  const comparedWith = { name: 'limit', value: PACKAGE_LIMIT_KB };
  return [{ name: 'VSIX', unit: 'KB', value: size / 1024, comparedWith }];
}
