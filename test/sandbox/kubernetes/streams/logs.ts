import type { Cluster } from '../cluster';
import { isSet, type Answer, type ByteSink } from '../exchange';
import type { Container } from '../kubelet/container';
import type { ContainerLog, LogLine } from '../kubelet/log';
import { fieldsAt, isFields, type KubernetesObject } from '../objects';
import { badRequest, invalid } from '../status';
import { invalidValue } from '../validation/field-fault';
import { nodeOf } from '../workloads/pod-state';
import { containerIn, lifeOn } from './located';

/** Which part of a log is asked for: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#get-read-log-of-the-specified-pod */
interface LogOptions {
  readonly since: number;
  readonly tail: number;
  readonly limit: number;
  readonly showsTimes: boolean;
  readonly follows: boolean;
}

/** Answers `GET …/log`. */
export function readLog(cluster: Cluster, pod: KubernetesObject, query: URLSearchParams): Answer {
  const options = logOptions(cluster, pod, query);
  const wanted = containerIn(pod, query.get('container') ?? '');
  // Without a node there is nothing to read, and no one to ask.
  if (nodeOf(pod) === undefined)
    return { kind: 'bytes', code: 204, type: 'text/plain', body: Buffer.alloc(0) };
  const container = lifeOn(cluster, pod).container(String(wanted.name));
  const log = logOf(pod, String(wanted.name), { container, isPrevious: isSet(query, 'previous') });
  return { kind: 'text', start: (sink) => send(log, options, sink) };
}

function logOf(
  pod: KubernetesObject,
  name: string,
  { container, isPrevious }: { container: Container | undefined; isPrevious: boolean },
): ContainerLog {
  const what = `container "${name}" in pod "${pod.metadata.name}"`;
  if (!container) throw badRequest(`${what} is not available`);
  const { waiting, terminated } = fieldsAt(container.status, 'state');
  const { terminated: last } = fieldsAt(container.status, 'lastState');
  if (isPrevious) {
    // A run that has ended is the previous one, once another follows.
    const previous = isFields(waiting) && isFields(last) ? container.log : container.previousLog;
    if (!isFields(last) || !previous) throw badRequest(`previous terminated ${what} not found`);
    return previous;
  }
  if (container.log && (isFields(last) || isFields(terminated) || !isFields(waiting))) return container.log;
  const reason = String(fieldsAt(fieldsAt(container.status, 'state'), 'waiting').reason);
  throw badRequest(`${what} is waiting to start: ${WAITING[reason] ?? reason}`);
}

const WAITING: Readonly<Record<string, string>> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
};

function logOptions(cluster: Cluster, { metadata }: KubernetesObject, query: URLSearchParams): LogOptions {
  const number = (name: string, least: number): number | undefined => {
    const text = query.get(name);
    if (text === null) return undefined;
    if (!/^-?\d+$/.test(text))
      throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
    if (Number(text) >= least) return Number(text);
    const rule = least === 0 ? 'must be greater than or equal to 0' : 'must be greater than 0';
    throw invalid({ group: '', kind: 'PodLogOptions' }, metadata.name, [
      invalidValue(name, Number(text), rule),
    ]);
  };
  const seconds = number('sinceSeconds', 1);
  const time = query.get('sinceTime');
  return {
    since: seconds !== undefined ? cluster.now() - seconds * 1000 : time === null ? 0 : Date.parse(time),
    tail: number('tailLines', 0) ?? Infinity,
    limit: number('limitBytes', 1) ?? Infinity,
    showsTimes: isSet(query, 'timestamps'),
    follows: isSet(query, 'follow'),
  };
}

/** Lines that come together are sent together. @returns what ends it */
function send(log: ContainerLog, options: LogOptions, sink: ByteSink): () => void {
  let left = options.limit;
  let waiting: Buffer[] = [];
  let isOver = false;
  const flush = (): void => {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    if (bytes.length > 0 && left > 0) sink.write(bytes.subarray(0, left));
    left -= bytes.length;
    if (left <= 0 || isOver) sink.end();
  };
  const later = (): void => void setImmediate(flush);
  const add = (line: LogLine): void => {
    if (line.time < options.since) return;
    if (waiting.length === 0) later();
    waiting.push(shown(line, options));
  };
  const end = (): void => {
    isOver = true;
    later();
  };
  const lines = log.lines.filter(({ time }) => time >= options.since);
  (options.tail === 0 ? [] : lines.slice(-Math.min(options.tail, lines.length || 1))).forEach(add);
  if (options.follows) return log.follow({ onLine: add, onEnd: end });
  end();
  return () => undefined;
}

const END_OF_LINE = Buffer.from('\n');

function shown({ time, text }: LogLine, { showsTimes }: LogOptions): Buffer {
  const stamp = showsTimes
    ? Buffer.from(`${new Date(time).toISOString().replace('Z', '000000Z')} `)
    : Buffer.alloc(0);
  return Buffer.concat([stamp, text, END_OF_LINE]);
}
