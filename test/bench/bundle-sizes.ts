import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../editor/paths';
import type { Row } from './row';
import { SIZE_LIMITS_KB } from './size-limits';

/** What is loaded against its limit. */
export function bundleSizes(): Promise<readonly Row[]> {
  return Promise.all(
    Object.entries(SIZE_LIMITS_KB).map(async ([file, limit]): Promise<Row> => {
      const { size } = await stat(join(root, 'dist', file));
      const comparedWith = { name: 'limit', value: limit };
      return { name: `dist/${file}`, unit: 'KB', value: size / 1024, comparedWith };
    }),
  );
}
