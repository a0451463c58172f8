import { deepStrictEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseDenial } from '../../../src/core/errors/access-denied';

/** The facts of a record, without where the sentence is from. */
interface DenialRecord {
  readonly says: string;
  readonly facts: Readonly<Record<string, string>>;
}

const RECORDS = readFileSync('test/fixtures/denials.txt', 'utf8')
  .split('\n\n')
  .filter((block) => block.startsWith('from: '))
  .map(readRecord);

function readRecord(block: string): DenialRecord {
  const lines = block.trim().split('\n');
  const fields = new Map(lines.map((line) => line.split(/: (.*)/, 2) as [string, string]));
  const says = fields.get('says') ?? '';
  for (const name of ['from', 'says']) fields.delete(name);
  return { says, facts: Object.fromEntries(fields) };
}

function factsOf(sentence: string): Record<string, string> {
  const told = Object.entries(parseDenial(sentence) ?? {}) as [string, string | undefined][];
  return Object.fromEntries(told.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

describe('The table of AWS’s denials', () => {
  for (const { says, facts } of RECORDS) {
    it(`is parsed: ${says.slice(0, 120)}`, () => {
      deepStrictEqual(factsOf(says), facts);
    });

    it(`is parsed inside CloudFormation’s message: ${says.slice(0, 80)}`, () => {
      const wrapped = `Resource handler returned message: "${says} (Service: Eks, Status Code: 403, Request ID: 5c97a8dd) (SDK Attempt Count: 1)" (RequestToken: 1df99d21, HandlerErrorCode: AccessDenied)`;
      deepStrictEqual(factsOf(wrapped), facts);
    });
  }

  it('holds at least 60 sentences, of each kind of policy and effect', () => {
    ok(RECORDS.length >= 60);
    const kinds = new Set(
      RECORDS.map(({ facts }) => `${facts['policy'] ?? 'unnamed'} ${facts['effect'] ?? ''}`),
    );
    const missing = ['identity', 'serviceControl', 'boundary', 'session', 'endpoint', 'resource', 'trust']
      .flatMap((policy) => [`${policy} explicit`, `${policy} implicit`])
      .filter((kind) => !kinds.has(kind));
    deepStrictEqual(missing, []);
  });

  it('does not match other sentences', () => {
    for (const sentence of [
      'unsupported Kubernetes version',
      'Cluster already exists with name: demo',
      'The maximum number of clusters has been reached',
      'API: ec2:RunInstances We currently do not have sufficient m5.large capacity',
      'Subnets specified must be in at least two different AZs',
      'You are not authorized to perform this operation.',
    ])
      deepStrictEqual(parseDenial(sentence), undefined, sentence);
  });

  it('is parsed in linear time for any sentence', () => {
    for (const part of [
      'arn:',
      'not authorized to perform: ',
      'because no ',
      'explicit deny in a ',
      'User: ',
      ' ',
    ])
      parseDenial(part.repeat(100_000 / part.length));
  }).timeout(1_000);
});
