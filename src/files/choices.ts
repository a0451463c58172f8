import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Choice } from '../core/operation/choice';
import { writeAtomically } from './atomic-write';
import { hasCode } from './node-error';

/** What each kind has besides. */
const SHAPES: { readonly [K in Choice['kind']]: Readonly<Record<string, 'object' | 'string'>> } = {
  delete: {},
  keep: {},
  retry: { spec: 'object' },
  attach: { level: 'object', kubeconfigPath: 'string' },
};

/** `choices/<operation id>.json`: what the user wants done, until whoever drives the operation has recorded it. */
export class Choices {
  constructor(readonly folder: string) {}

  async save(operationId: string, choice: Choice): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeAtomically(this.path(operationId), JSON.stringify(choice));
  }

  /** One that cannot be read is none: the user sees the operation as it was, and chooses again. */
  async read(operationId: string): Promise<Choice | undefined> {
    try {
      return parse(await readFile(this.path(operationId), 'utf8'));
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'EACCES', 'EPERM')) return undefined;
      throw error;
    }
  }

  async forget(operationId: string): Promise<void> {
    await rm(this.path(operationId), { force: true });
  }

  private path(operationId: string): string {
    return join(this.folder, `${operationId}.json`);
  }
}

function parse(text: string): Choice | undefined {
  try {
    const value = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    const kind = value?.['kind'];
    if (typeof kind !== 'string' || !Object.hasOwn(SHAPES, kind)) return undefined;
    const shape = Object.entries(SHAPES[kind as Choice['kind']]);
    return shape.every(([key, type]) => typeof value?.[key] === type)
      ? (value as unknown as Choice)
      : undefined;
  } catch {
    return undefined;
  }
}
