import { delimiter } from 'node:path';
import { provideAwsCli } from './aws-cli';
import { findCommand } from './command';
import { canInstall, installCommand, installPackages } from './system-packages';

/** What a user has in the terminal beside the editor: kubectl, and the AWS CLI that its credentials come from. */
export interface TerminalCommands {
  readonly env: { readonly PATH: string };
  /** One sentence for each command that is missing, with what installs it. */
  readonly missing: readonly string[];
}

/** Installs kubectl and aws where they are missing and can be installed. */
export async function provideTerminalCommands(): Promise<TerminalCommands> {
  const path = process.env.PATH ?? '';
  const missing: string[] = [];
  const note = (error: unknown): undefined => void missing.push((error as Error).message);
  const [aws] = await Promise.all([provideAwsCli().catch(note), provideKubectl().catch(note)]);
  return { env: { PATH: aws?.kind === 'ours' ? `${aws.bin}${delimiter}${path}` : path }, missing };
}

async function provideKubectl(): Promise<void> {
  if (await findCommand(['kubectl'])) return;
  if (!canInstall) {
    throw new Error(
      `kubectl is not in PATH, so it is missing in the terminal. Run: ${installCommand(['kubernetes-client'])}`,
    );
  }
  await installPackages(['kubernetes-client']);
}
