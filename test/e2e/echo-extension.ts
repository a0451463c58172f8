import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An extension that shows texts of others as they are. */
const MANIFEST = {
  ...{
    name: 'parrot',
    publisher: 'test',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    main: 'parrot.js',
  },
  activationEvents: ['onStartupFinished'],
  contributes: { commands: [{ command: 'parrot.say', title: 'Parrot: Say' }] },
};

/**
 * Installs an extension whose command *Parrot: Say* shows a text in a notification, and whose command `parrot.run`
 * creates a file.
 */
export async function installEchoExtension(extensions: string, text: string, canary: string): Promise<void> {
  const folder = join(extensions, 'test.parrot-1.0.0');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(MANIFEST));
  await writeFile(
    join(folder, 'parrot.js'),
    `const vscode = require('vscode');
const { writeFileSync } = require('node:fs');
exports.activate = () => {
  vscode.commands.registerCommand('parrot.say', () => vscode.window.showInformationMessage(${JSON.stringify(text)}));
  vscode.commands.registerCommand('parrot.run', () => writeFileSync(${JSON.stringify(canary)}, ''));
};
`,
  );
  const location = { $mid: 1, path: folder, scheme: 'file' };
  const installed = {
    ...{
      identifier: { id: 'test.parrot' },
      version: '1.0.0',
      location,
      relativeLocation: 'test.parrot-1.0.0',
    },
    metadata: { installedTimestamp: 1, source: 'vsix' },
  };
  await writeFile(join(extensions, 'extensions.json'), JSON.stringify([installed]));
}
