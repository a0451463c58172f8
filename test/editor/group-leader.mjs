// Leads the process group of the command in its arguments. Its standard input is a pipe to its parent process:
// when that process is gone, however it ended, the pipe closes and the whole group is ended.
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);

spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).once('exit', endGroup);
process.stdin.resume().once('close', endGroup);

function endGroup() {
  process.kill(-process.pid, 'SIGKILL');
}
