import { join } from 'node:path';
import type { Environment } from '../core/environment';
import { userError } from '../core/errors/catalogue';
import { toUserError } from '../core/errors/to-user-error';
import { displayText } from '../core/foreign/shown-text';
import type { EntryUser } from '../core/kubeconfig/entry';
import type * as Editor from '../core/kubeconfig/index';
import type { Examination } from '../core/kubeconfig/finding';
import type { ContextChoice, KnownToExaminer, KubeconfigPort } from '../core/ports/kubeconfig';
import type {
  EntryInFile,
  KubeconfigUser,
  ForeignEntryError,
  NewEntry,
  SecretReaders,
} from '../core/ports/workspace';
import { editTextFile, readTextFile } from './edit-file';
import { findExecutable } from './find-executable';
import { GitIndexes } from './git';
import { KubeconfigExaminer } from './kubeconfig-examiner';
import { keepFromGit } from './private-folder';
import { makePrivate, readersOf } from './readers';
import { realTarget } from './real-path';
import { TerminalChoices } from './terminal-choices';

/** Kubeconfig files on disk. */
export class KubeconfigFiles implements KubeconfigPort {
  private readonly git: GitIndexes;
  private readonly examiner: KubeconfigExaminer;
  private readonly terminalChoices: TerminalChoices;

  /**
   * @param editor what knows YAML, loaded when it is needed
   * @param storage the extension's own folder
   */
  constructor(
    private readonly editor: () => Promise<typeof Editor>,
    private readonly env: Environment,
    storage: string,
  ) {
    this.terminalChoices = new TerminalChoices(join(storage, 'terminals'), editor, Date.now);
    this.git = new GitIndexes(env);
    this.examiner = new KubeconfigExaminer(editor, env, this.git);
  }

  async write(entry: NewEntry, place: 'in folder' | 'elsewhere'): Promise<SecretReaders> {
    const { path, cluster, setCurrentContext, foreignEntry } = entry;
    if (entry.user.kind === 'service-account') await this.refuseTracked(path);
    const user = await this.entryUser(cluster.name, entry.user, place);
    // First: what fails after the entry is written would count as not written, and git would see a token meanwhile.
    if (place === 'in folder' && (await readTextFile(path)) === '') await keepFromGit(path);
    await this.edit(path, ({ setEntry }, text) => {
      const { arn: clusterArn, name: contextName, endpoint, certificateAuthority } = cluster;
      const written = { clusterArn, contextName, endpoint, certificateAuthority, user };
      return setEntry(text, written, { setCurrentContext, foreignEntry });
    });
    // The entry is written: a mode that cannot be looked at is no failure of that.
    return user.kind === 'service-account' ? readersOf(path).catch(() => 'owner' as const) : 'owner';
  }

  readersOf(path: string): Promise<SecretReaders> {
    return readersOf(path);
  }

  makePrivate(path: string): Promise<void> {
    return makePrivate(path);
  }

  async remove({ path, cluster }: EntryInFile): Promise<void> {
    // Its folder may be gone with its workspace: nothing is made in order to remove from it.
    if ((await readTextFile(path)) === '') return;
    await this.edit(path, ({ removeEntry }, text) => removeEntry(text, cluster.arn));
  }

  async useContext({ path, cluster }: EntryInFile): Promise<void> {
    await this.edit(path, ({ useContext }, text) => useContext(text, cluster.arn, cluster.name));
  }

  async chooseContext(path: string, context: string): Promise<void> {
    await this.edit(path, (editor, text) => editor.setCurrentContext(text, context));
  }

  async choiceOf(paths: readonly string[]): Promise<ContextChoice> {
    const texts: string[] = [];
    for (const path of paths) {
      try {
        texts.push(await readTextFile(path));
      } catch (error) {
        // kubectl does nothing at all with a list of which it can't read a file, for example a folder.
        return { kind: 'unread', path, reason: toUserError(error).message };
      }
    }
    const choice = (await this.editor()).effectiveContext(texts);
    return choice.kind === 'none' ? choice : { ...choice, path: paths[choice.file] ?? '' };
  }

  async clusterIn(paths: readonly string[], context: string): Promise<string | undefined> {
    return (await this.editor()).clusterOfContext(await this.texts(paths), context);
  }

  async contextOf(path: string, { arn, name }: EntryInFile['cluster']): Promise<string | undefined> {
    return (await this.editor()).contextOf(await readTextFile(path), arn, name);
  }

  addTerminalChoice(context: string): Promise<string> {
    return this.terminalChoices.add(context);
  }

  removeTerminalChoice(path: string): Promise<'removed' | 'kept'> {
    return this.terminalChoices.remove(path);
  }

  async holds(path: string, clusterId: string): Promise<boolean> {
    const text = await readTextFile(path);
    return text !== '' && (await this.editor()).hasEntry(text, clusterId);
  }

  async holdsToken(path: string, clusterId: string): Promise<boolean> {
    const text = await readTextFile(path);
    return text !== '' && (await this.editor()).holdsToken(text, clusterId);
  }

  examine(path: string, known: KnownToExaminer): Promise<Examination> {
    return this.examiner.examine(path, known);
  }

  async refuseTracked(path: string): Promise<void> {
    if (await this.git.isTracked(await realTarget(path))) throw userError('kubeconfig-tracked', { path });
  }

  private texts(paths: readonly string[]): Promise<readonly string[]> {
    return Promise.all(paths.map((path) => readTextFile(path)));
  }

  private async edit(
    path: string,
    change: (editor: typeof Editor, text: string) => Editor.EditResult,
  ): Promise<void> {
    const editor = await this.editor();
    const result = await editTextFile(path, (text) => change(editor, text));
    if (result.kind === 'foreign')
      throw Object.assign(
        userError('kubeconfig-entry-foreign', { path, signIn: displayText(result.signIn) }),
        {
          changes: result.changes,
        } satisfies Pick<ForeignEntryError, 'changes'>,
      );
    if (result.kind === 'refused') throw userError('kubeconfig-not-edited', { path, detail: result.reason });
  }

  private async entryUser(
    clusterName: string,
    user: KubeconfigUser,
    place: 'in folder' | 'elsewhere',
  ): Promise<EntryUser> {
    switch (user.kind) {
      case 'service-account':
        return user;
      case 'aws-cli': {
        const awsPath = await findExecutable('aws', this.env);
        if (awsPath === undefined) throw userError('aws-cli-missing');
        return { ...user, awsCommand: place === 'in folder' ? 'aws' : awsPath, clusterName };
      }
    }
  }
}
