import type * as vscode from 'vscode';
import { clusterId, type AttachedEntry } from '../core/registry/entry';
import type { AttachedSecretsReader, AttachedSecrets } from './cluster-connector';

/**
 * CA and token of attached clusters in VS Code's secret storage. The key contains URL and CA, so that no token reaches
 * another server.
 */
export class AttachedClusterSecrets implements AttachedSecretsReader {
  constructor(private readonly storage: Omit<vscode.SecretStorage, 'onDidChange'>) {}

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

/** Damaged data counts as missing: the user adds the cluster again. */
function parse(kept: string): AttachedSecrets | undefined {
  try {
    const { certificateAuthority, token, rbac } = (JSON.parse(kept) ?? {}) as Partial<AttachedSecrets>;
    if (typeof certificateAuthority !== 'string' || typeof token !== 'string') return undefined;
    return { certificateAuthority, token, rbac: rbac !== false };
  } catch {
    return undefined;
  }
}

function keyOf(entry: AttachedEntry): string {
  return `attached ${clusterId(entry)}`;
}
