import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { pythonEnvironment } from '../../python/environment';
import { ENVIRONMENTS } from '../../python/environments';
import type { Exchange } from '../../sandbox/sandbox';
import { readClaim } from '../../sandbox/signature/claim';

/** What botocore says of one exchange. */
export interface Verdict {
  readonly service: string;
  readonly operation: string;
  /** What it would not have sent, or cannot read; none where all is well. */
  readonly faults: readonly string[];
}

/** Holds exchanges with AWS to the models of botocore, which come from AWS. @returns one verdict for each, in order */
export async function judge(exchanges: readonly Exchange[]): Promise<readonly Verdict[]> {
  // moto brings it.
  const { python } = await pythonEnvironment(ENVIRONMENTS.moto);
  const child = spawn(python, ['test/conformance/botocore/judge.py'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(exchanges.map((exchange) => `${JSON.stringify(lineOf(exchange))}\n`).join(''));
  const printed = await text(child.stdout);
  if (child.exitCode !== null && child.exitCode !== 0) throw new Error('The judge failed; see above.');
  return printed
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Verdict);
}

function lineOf({ call, answer }: Exchange): object {
  return {
    service: readClaim(call)?.service ?? 'sts',
    method: call.method,
    path: call.url.pathname,
    query: call.url.search.slice(1),
    headers: call.headers,
    body: Buffer.from(call.body).toString(),
    status: answer.status,
    answerHeaders: answer.headers,
    answerBody: answer.body,
  };
}
