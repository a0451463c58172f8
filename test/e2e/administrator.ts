import { startSandboxProcess, type SandboxProcess } from './sandbox';

/** The simulated account, signed in to by somebody who may do everything in the account of the base credentials. */
export async function accountOfAdministrator(): Promise<SandboxProcess> {
  const sandbox = await startSandboxProcess({ speed: 120 });
  const { accessKeyId, secretAccessKey } = sandbox.administrator;
  const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  return { ...sandbox, env: { ...sandbox.env, ...keys } };
}
