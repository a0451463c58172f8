import type { Report } from '../../background';
import { toUserError } from '../../errors/to-user-error';
import { isFileSystemError, isTemporary } from '../../errors/system-error';
import type { Clock } from '../../ports/clock';
import type { Journal } from '../../ports/journal';
import type { WorkspacePort } from '../../ports/workspace';

/** How soon it is seen whether a disk takes what it refused, and how seldom at most. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Waits for the file system. A full disk is no failure of a cluster: the operation stays where it is, the user is told
 * once, and it continues when there is room.
 */
export class FileSystemRetry {
  private readonly reported = new Set</* error code */ string>();

  constructor(
    private readonly clock: Clock,
    private readonly report: Report,
  ) {}

  /**
   * Does the work, again and again while the file system refuses it.
   * @throws whatever else the work throws; the signal's reason, when aborted
   */
  async run<T>(
    work: () => Promise<T>,
    signal: AbortSignal,
    isWaitedFor: (error: unknown) => boolean = isFileSystemError,
  ): Promise<T> {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      try {
        const result = await work();
        if (wait > FIRST_WAIT_MS) this.reported.clear();
        return result;
      } catch (error) {
        if (!isWaitedFor(error)) throw error;
        this.reportOnce(error);
        await this.clock.sleep(wait, signal);
      }
    }
  }

  /** The journal, which an operation cannot do without. */
  journal(journal: Journal, signal: AbortSignal): Omit<Journal, 'saveDecision' | 'watch'> {
    return {
      save: (operation) => this.run(() => journal.save(operation), signal),
      load: () => this.run(() => journal.load(), signal),
      end: (operation) => this.run(() => journal.end(operation), signal),
      ended: () => this.run(() => journal.ended(), signal),
      readDecision: (id) => this.run(() => journal.readDecision(id), signal),
      forgetDecision: (id) => this.run(() => journal.forgetDecision(id), signal),
    };
  }

  /** The user's files: what does not pass by itself becomes a note of the operation, so that the cluster can be used. */
  workspace(workspace: WorkspacePort, signal: AbortSignal): WorkspacePort {
    const write = <T>(work: () => Promise<T>) => this.run(work, signal, isTemporary);
    return {
      isLevelOpen: (level) => workspace.isLevelOpen(level),
      hasProfile: (profile) => workspace.hasProfile(profile),
      writeProfile: (profile) => write(() => workspace.writeProfile(profile)),
      writeKubeconfig: (entry) => write(() => workspace.writeKubeconfig(entry)),
      removeKubeconfig: (entry) => write(() => workspace.removeKubeconfig(entry)),
      register: (level, entry) => write(() => workspace.register(level, entry)),
      unregister: (level, cluster) => write(() => workspace.unregister(level, cluster)),
    };
  }

  /** Operations side by side wait for the same disk. */
  private reportOnce(error: unknown): void {
    const { code } = toUserError(error);
    if (!this.reported.has(code)) this.report(error);
    this.reported.add(code);
  }
}
