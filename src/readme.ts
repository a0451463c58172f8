import { readFile, writeFile } from 'node:fs/promises';
import { withPermissions } from './core/handout/permission-table';

// `npm run readme`: puts the table of permissions into the README.

async function main(): Promise<void> {
  const readme = await readFile('README.md', 'utf8');
  await writeFile('README.md', withPermissions(readme));
}

void main();
