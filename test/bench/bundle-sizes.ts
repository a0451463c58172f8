import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../editor/paths';
import type { Row } from './row';
import { BUNDLE_LIMITS_KB } from './size-limits';

/** Each bundle against its limit. */
export function bundleSizes(): Promise<readonly Row[]> {
  return Promise.all(
    Object.entries(BUNDLE_LIMITS_KB).map(async ([bundle, limit]): Promise<Row> => {
      const { size } = await stat(join(root, 'dist', `${bundle}.js`));
      const comparedWith = { name: 'limit', value: limit };
      return { name: `bundle ${bundle}`, unit: 'KB', value: size / 1024, comparedWith };
    }),
  );
}
