import { readFile, writeFile } from 'node:fs/promises';
import { withPermissions } from './core/handout/permission-table';

// `npm run readme`: puts the table of permissions into the README.

await writeFile('README.md', withPermissions(await readFile('README.md', 'utf8')));
