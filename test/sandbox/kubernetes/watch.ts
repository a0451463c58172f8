import type { SimulatedClock } from '../clock';
import { isSet, type Answer, type StreamSink } from './exchange';
import type { Fields, KubernetesObject } from './objects';
import { apiVersionOf, sameResource, type ResourceType } from './resource-types';
import { parseSelectors, type Selector } from './selectors';
import { expired } from './status';
import type { Change, ObjectStore } from './store';

const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';
/** Kubernetes ends each watch after half an hour to an hour, so that clients spread over servers. */
const DEFAULT_TIMEOUT_SECONDS = 1800;

/** So often a client that asks for it is told how far it is; the API server does it about once a minute. */
const BOOKMARK_MS = 60_000;

interface Watch {
  readonly clock: SimulatedClock;
  readonly store: ObjectStore;
  readonly type: ResourceType;
  readonly namespace?: string;
  readonly query: URLSearchParams;
  /** How an object is shown: as it is, or as a row of a table. */
  readonly show: (object: KubernetesObject) => Fields;
}

/** Streams the changes of a resource. */
export function watchObjects(watch: Watch): Answer {
  const { store, type, query } = watch;
  const selects = parseSelectors(query, type);
  const from = query.get('resourceVersion') ?? '';
  const fromNow = from === '' || from === '0' || isSet(query, 'sendInitialEvents');

  return {
    kind: 'stream',
    start: (sink) => {
      const deliver = (change: Change): void => sendChange(watch, selects, change, sink);
      const missed = fromNow ? [] : store.changesAfter(Number(from), type);
      if (missed === 'expired') {
        const { status } = expired(`too old resource version: ${from} (${store.revision})`);
        sink.send({ type: 'ERROR', object: { ...status } });
        sink.end();
        return () => undefined;
      }
      if (fromNow) sendPresent(watch, selects, sink);
      missed.forEach(deliver);

      const stopListening = store.onChange((change) => {
        if (sameResource(change.resource, type)) deliver(change);
      });
      const seconds = Number(query.get('timeoutSeconds') ?? DEFAULT_TIMEOUT_SECONDS);
      const timeout = setTimeout(() => sink.end(), seconds * 1000).unref();
      const stopMarking = isSet(query, 'allowWatchBookmarks') ? mark(watch, sink) : () => undefined;
      return () => {
        stopListening();
        stopMarking();
        clearTimeout(timeout);
      };
    },
  };
}

function sendPresent(
  { store, type, namespace, query, show }: Watch,
  selects: Selector,
  sink: StreamSink,
): void {
  for (const object of store.list(type, namespace).filter(selects))
    sink.send({ type: 'ADDED', object: show(object) });
  if (isSet(query, 'sendInitialEvents')) sink.send(initialEventsEnd(type, store.revision));
}

/** An object that begins or ceases to match the selectors comes or goes, for this watch. */
function sendChange({ namespace, show }: Watch, selects: Selector, change: Change, sink: StreamSink): void {
  const { object, previous } = change;
  if (namespace !== undefined && object.metadata.namespace !== namespace) return;
  const was = previous !== undefined && selects(previous);
  const is = change.type !== 'DELETED' && selects(object);
  if (!was && !is) return;
  const type = !was ? 'ADDED' : is ? 'MODIFIED' : 'DELETED';
  sink.send({ type, object: show(object) });
}

/** Sends bookmarks until it is stopped. */
function mark({ clock, store, type }: Watch, sink: StreamSink): () => void {
  let cancel: () => void;
  const next = (): void => {
    cancel = clock.after(BOOKMARK_MS, () => {
      sink.send(bookmark(type, { resourceVersion: String(store.revision) }));
      next();
    });
  };
  next();
  return () => cancel();
}

function initialEventsEnd(type: ResourceType, revision: number): Fields {
  const annotations = { [INITIAL_EVENTS_END]: 'true' };
  return bookmark(type, { resourceVersion: String(revision), annotations });
}

function bookmark(type: ResourceType, metadata: Fields): Fields {
  return { type: 'BOOKMARK', object: { kind: type.kind, apiVersion: apiVersionOf(type), metadata } };
}
