import * as vscode from 'vscode';
import { clusterConsole } from '../../core/console-link';
import { userError } from '../../core/errors/catalogue';
import type { EksEntry } from '../../core/registry/entry';
import type { ClusterRow } from '../../core/tree/rows';

/** Opens the cluster's page of the AWS console in the browser. */
export async function openConsole({ entry }: ClusterRow<EksEntry>): Promise<void> {
  const url = clusterConsole(entry);
  if (!url) throw userError('no-console', { partition: entry.partition });
  await vscode.env.openExternal(vscode.Uri.parse(url));
}
