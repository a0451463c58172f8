import { deepStrictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { listAt, textAt, type Fields } from '../../sandbox/kubernetes/objects';
import { startCluster, type Call, type Reply, type TestCluster } from './kubernetes-cluster';

interface Recorded {
  readonly title: string;
  readonly request: {
    readonly method: NonNullable<Call['method']>;
    readonly path: string;
    readonly contentType?: string;
    readonly body?: Fields | string;
    readonly base64?: string;
  };
  readonly answer: { readonly code: number };
}

for (const sequence of ['create', 'change', 'delete'])
  describe(`The simulated Kubernetes API, where a real one was asked to ${sequence}`, () => {
    let cluster: TestCluster;

    before(async () => void (cluster = await startCluster('1.34')));
    after(() => cluster.stop());

    for (const { title, request, answer } of recorded(sequence))
      it(`answers alike: ${title} (${request.method} ${request.path}: ${answer.code})`, async () => {
        const { method, path, contentType, body, base64 } = request;
        const sent = base64 === undefined ? body : Buffer.from(base64, 'base64');
        deepStrictEqual(summary(await cluster.call(path, { method, contentType, body: sent })), answer);
      });
  });

function recorded(sequence: string): readonly Recorded[] {
  const url = new URL(`../../fixtures/kubernetes-answers/requests/${sequence}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Recorded[];
}

/** Of an object that is shown, only that it is; of a Status all but what is new each time. */
function summary({ code, warning, body }: Reply): Fields {
  const warned = warning === undefined ? {} : { warning };
  if (code < 300 && body.kind !== 'Status') return { code, ...warned };
  const { status, reason, message } = body;
  const details = body.details as Fields | undefined;
  const causes = listAt(details ?? {}, 'causes').toSorted((left, right) =>
    textOf(left) < textOf(right) ? -1 : 1,
  );
  return {
    code,
    ...warned,
    status,
    ...(reason !== undefined && { reason }),
    ...(causes.length < 2 && message !== undefined && { message }),
    ...(details && { details: withoutUid({ ...details, ...(causes.length > 0 && { causes }) }) }),
  };
}

function textOf(cause: Fields): string {
  return `${textAt(cause, 'field') ?? ''}${textAt(cause, 'message') ?? ''}`;
}

function withoutUid(details: Fields): Fields {
  return Object.fromEntries(Object.entries(details).filter(([name]) => name !== 'uid'));
}
