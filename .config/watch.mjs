// `npm run watch`: builds the extension and checks its types, both again after each change. Ctrl+C ends both.
import { spawn } from 'node:child_process';

const COMMANDS = [
  ['build.mjs', '--watch'],
  ['node_modules/typescript/bin/tsc', '--build', '.', 'webview', '--watch', '--preserveWatchOutput'],
];

const children = COMMANDS.map((args) => spawn(process.execPath, args, { stdio: 'inherit' }));
const endAll = () => children.forEach((child) => child.kill());
// Half of it would look as if it were all.
for (const child of children) child.once('exit', endAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, endAll);
