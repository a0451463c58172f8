import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endpointsOf, type Endpoints } from '../../../src/core/aws-config/endpoints';
import { readSharedConfig } from '../../../src/core/aws-config/shared-config';

/** Runs with exactly these `AWS_…` variables (but for what our own code sets), and with AWS config files of this text instead of the user's. */
export async function withAws<T>(
  { variables = {}, config = '' }: { variables?: Record<string, string>; config?: string },
  run: () => Promise<T>,
): Promise<T> {
  const saved = awsVariables();
  const folder = await mkdtemp(join(tmpdir(), 'aws-'));
  await writeFile(join(folder, 'config'), config);
  try {
    replaceAwsVariables({
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      ...variables,
    });
    return await run();
  } finally {
    replaceAwsVariables(saved);
    await rm(folder, { recursive: true });
  }
}

export const STATIC_KEY = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

function awsVariables(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      /^AWS_(?!SDK_JS_)/.test(name) && value !== undefined ? [[name, value]] : [],
    ),
  );
}

function replaceAwsVariables(variables: Record<string, string>): void {
  for (const name of Object.keys(awsVariables())) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, variables);
}

/** What these variables say of endpoints, with no file beside them. */
export function endpointsIn(variables: Readonly<Record<string, string | undefined>>): Endpoints {
  return endpointsOf('default', readSharedConfig({ config: '', credentials: '' }), variables);
}
