import * as v from 'valibot';
import type * as vscode from 'vscode';
import { clusterId, type AttachedEntry } from '../core/registry/entry';

const KEPT = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    /** PEM, base64. */
    certificateAuthority: v.string(),
    token: v.string(),
    /** The cluster uses role-based access control. */
    rbac: v.fallback(v.boolean(), true),
  }),
);

export type AttachedSecrets = Readonly<v.InferOutput<typeof KEPT>>;

/**
 * CA and token of attached clusters in VS Code's secret storage. The key contains URL and CA, so that no token reaches
 * another server.
 */
export class AttachedClusterSecrets {
  constructor(private readonly storage: Omit<vscode.SecretStorage, 'onDidChange'>) {}

  /** @returns `undefined` if this machine has nothing for exactly that URL and that CA */
  async read(entry: AttachedEntry): Promise<AttachedSecrets | undefined> {
    const kept = await this.storage.get(keyOf(entry));
    return kept === undefined ? undefined : parse(kept);
  }

  async save(entry: AttachedEntry, secrets: AttachedSecrets): Promise<void> {
    await this.storage.store(keyOf(entry), JSON.stringify(secrets));
  }

  async delete(entry: AttachedEntry): Promise<void> {
    await this.storage.delete(keyOf(entry));
  }
}

/** @returns `undefined` for damaged data, as if there were none: the user adds the cluster again */
function parse(kept: string): AttachedSecrets | undefined {
  const read = v.safeParse(KEPT, kept);
  return read.success ? read.output : undefined;
}

function keyOf(entry: AttachedEntry): string {
  return `attached ${clusterId(entry)}`;
}
