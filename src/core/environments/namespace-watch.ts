import type { ClusterWatcher, Watch } from '../ports/watch';
import type { NamespaceObjects } from './namespace-objects';
import { WATCHED_KINDS } from './watched-kinds';

/** What is known of a namespace by its watches. */
export interface NamespaceView {
  /** Every kind was answered for, with objects or a refusal. */
  readonly isLoaded: boolean;
  readonly objects: NamespaceObjects;
  /** Of each kind that is not as it should be: its plural, and why. */
  readonly troubles: readonly Trouble[];
}

export interface Trouble {
  readonly kind: 'refused' | 'outdated';
  readonly resource: string;
  readonly error: Error;
}

/** Watches all that the state of a namespace's environments is made of, from its making until it is disposed. */
export class NamespaceWatch {
  private readonly watches: readonly {
    readonly kind: (typeof WATCHED_KINDS)[number];
    readonly watch: Watch<unknown>;
  }[];

  /** @param changed told soon after a change, once for many of a kind */
  constructor(watcher: ClusterWatcher, namespace: string, changed: () => void) {
    this.watches = WATCHED_KINDS.map((kind) => ({
      kind,
      watch: watcher.watch(kind, kind.isNamespaced ? namespace : undefined, changed),
    }));
  }

  get view(): NamespaceView {
    const objects: Partial<Record<keyof NamespaceObjects, unknown[]>> = {};
    const troubles: Trouble[] = [];
    let isLoaded = true;
    for (const { kind, watch } of this.watches) {
      const { state } = watch;
      if (state.kind === 'loading') isLoaded = false;
      if (state.kind === 'refused' || state.kind === 'outdated')
        troubles.push({ kind: state.kind, resource: kind.resource, error: state.error });
      if (state.kind !== 'current' && state.kind !== 'outdated') continue;
      const part = (objects[kind.part] ??= []);
      for (const object of state.objects) part.push(object);
    }
    // Each kind's own reader has made them.
    return { isLoaded, objects: objects as NamespaceObjects, troubles };
  }

  /** Asks again for what was refused or did not answer. */
  retry(): void {
    for (const { watch } of this.watches) watch.retry();
  }

  dispose(): void {
    for (const { watch } of this.watches) watch.dispose();
  }
}
