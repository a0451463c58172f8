import type { Environment } from '../core/environment';
import { userError } from '../core/errors/catalogue';
import { toUserError } from '../core/errors/to-user-error';
import type { Examination, Finding } from '../core/kubeconfig/finding';
import type * as Editor from '../core/kubeconfig/index';
import type { KnownToExaminer } from '../core/ports/kubeconfig';
import { readTextFile } from './edit-file';
import { findExecutable } from './find-executable';
import type { GitIndexes } from './git';
import { realTarget } from './real-path';
import { Unchanged } from './unchanged';

interface Result {
  readonly inputs: readonly unknown[];
  readonly findings: readonly Finding[];
}

/** Says what kubeconfigs would do in a terminal. Files that have not changed are neither read nor parsed again. */
export class KubeconfigExaminer {
  private readonly texts = new Unchanged<string>();
  private readonly results = new Map<string, Result>();

  /** @param editor what knows YAML; not loaded for a file without an entry of ours */
  constructor(
    private readonly editor: () => Promise<typeof Editor>,
    private readonly env: Environment,
    private readonly git: GitIndexes,
  ) {}

  async examine(path: string, { clusterIds, written, own }: KnownToExaminer): Promise<Examination> {
    const text = await this.text(path);
    if (!clusterIds.some((id) => text.includes(id))) return { kind: 'no-entry' };
    const real = await realTarget(path);
    const owned = await Promise.all(own.map((each) => realTarget(each).catch(() => each)));
    // What kubectl reads first by itself has no say that it would not have anyway.
    if (owned[0] === real) return { kind: 'examined', findings: [] };
    const awsPath = await findExecutable('aws', this.env);
    const files = await Promise.all(own.filter((_, i) => owned[i] !== real).map((each) => this.own(each)));
    const seals = written();
    const inputs = [text, awsPath, ...seals, ...files.flatMap((file) => Object.values(file) as unknown[])];
    const findings = await this.once(path, inputs, async () => {
      const { examine } = await this.editor();
      const reading = examine(text, { awsPath, written: seals, own: files });
      if (reading.kind === 'refused')
        throw userError('kubeconfig-not-used', { path, detail: reading.reason });
      return reading.findings;
    });
    const isTracked = await this.git.isTracked(real);
    return { kind: 'examined', findings: isTracked ? [...findings, { kind: 'tracked' }] : findings };
  }

  private async once(
    path: string,
    inputs: readonly unknown[],
    examine: () => Promise<readonly Finding[]>,
  ): Promise<readonly Finding[]> {
    const last = this.results.get(path);
    if (last?.inputs.length === inputs.length && last.inputs.every((input, i) => input === inputs[i]))
      return last.findings;
    const findings = await examine();
    this.results.set(path, { inputs, findings });
    return findings;
  }

  private async text(path: string): Promise<string> {
    try {
      return await this.texts.of(path, '', () => readTextFile(path));
    } catch (error) {
      throw userError('kubeconfig-not-used', { path, detail: toUserError(error).message });
    }
  }

  private async own(path: string): Promise<Editor.OwnFile> {
    try {
      return { kind: 'read', path, text: await this.texts.of(path, '', () => readTextFile(path)) };
    } catch (error) {
      return { kind: 'unread', path, reason: toUserError(error).message };
    }
  }
}
