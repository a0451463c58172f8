import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../editor/command';
import { ground, root } from '../editor/paths';
import type { Row } from './row';
import { PACKAGE_LIMIT_KB } from './size-limits';

/** What a user downloads, packed by the tool that packs it for the marketplace. */
export async function packageSize(): Promise<readonly Row[]> {
  const folder = join(ground, 'bench');
  await mkdir(folder, { recursive: true });
  const vsix = join(folder, 'eks-clusters.vsix');
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository'];
  await run(process.execPath, [vsce, 'package', ...flags, '--out', vsix], { cwd: root });
  const { size } = await stat(vsix);
  const comparedWith = { name: 'limit', value: PACKAGE_LIMIT_KB };
  return [{ name: 'VSIX', unit: 'KB', value: size / 1024, comparedWith }];
}
