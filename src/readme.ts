import { readFile, writeFile } from 'node:fs/promises';
import { withPermissions } from './core/iam-export/permission-table';

const DOCUMENT = 'docs/user/iam.md';

/** `npm run readme`: writes the table of permissions into the document for cloud teams. */
async function main(): Promise<void> {
  await writeFile(DOCUMENT, withPermissions(await readFile(DOCUMENT, 'utf8')));
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
