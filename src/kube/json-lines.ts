import { AnswerError } from '../core/errors/answer';

/** etcd takes objects of 1.5 MB; in JSON, with what a server adds, none has more than this. */
const MAX_LINE_BYTES = 4 * 1024 ** 2;
const NEWLINE = 0x0a;
/** As long as may be worked without letting others work: half of what a person notices. */
const SLICE_MS = 10;

/** The objects of a stream that has one in each line, yielding to other work in between. */
export async function* jsonLines(body: AsyncIterable<Uint8Array>, host: string): AsyncIterable<unknown> {
  let parts: Uint8Array[] = [];
  let size = 0;
  const letOthersWork = timeSlices();
  for await (const chunk of body) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      const line = Buffer.concat([...parts, chunk.subarray(from, end)]).toString();
      [parts, size, from] = [[], 0, end + 1];
      if (line.trim() !== '') yield parsed(line, host);
      await letOthersWork();
    }
    parts.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > MAX_LINE_BYTES) throw new AnswerError(host, { kind: 'too-large', bytes: MAX_LINE_BYTES });
  }
}

export function parsed(text: string, host: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AnswerError(host, { kind: 'foreign' }, { cause: error });
  }
}

/** To be awaited within long work: lets timers and input have their turn where it was long since they had. */
export function timeSlices(): () => Promise<void> {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun < SLICE_MS) return;
    await new Promise((done) => setImmediate(done));
    begun = performance.now();
  };
}
