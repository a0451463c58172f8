import { deepStrictEqual, match, ok } from 'node:assert/strict';
import fc from 'fast-check';
import {
  ADD_ONS,
  AUTO_ADD_ONS,
  COMPUTE_KINDS,
  ENDPOINT_ACCESSES,
  LOG_TYPES,
} from '../../../src/core/cluster-form/cluster-spec';
import { EMPTY_DRAFT, type Draft, type Field } from '../../../src/core/cluster-form/draft';
import { readDraft } from '../../../src/core/cluster-form/read-draft';
import { toDraft } from '../../../src/core/cluster-form/to-draft';
import { toSpec, validateDraft, type DraftFacts } from '../../../src/core/cluster-form/validate';
import { variantOf, templateBody, templateParameters } from '../../../src/core/template';
import { plan } from '../template/planned';
import { DRAFT, FACTS } from './draft';

const FIELDS = Object.keys(EMPTY_DRAFT) as readonly Field[];

/** What a webview gone wild could send: anything in any field of a good draft. */
const wild = fc
  .dictionary(fc.constantFrom<string>(...FIELDS), fc.oneof(fc.string(), fc.array(fc.string()), fc.anything()))
  .map((fields): unknown => ({ ...DRAFT, ...fields }));

const knowledge = fc.constantFrom<DraftFacts>(
  FACTS,
  { levels: [] },
  { ...FACTS, vpcs: [], subnets: [], instanceTypes: [] },
);

const lines = (texts: readonly string[]) => texts.join('\n');
const account = DRAFT.roleArn.split(':')[4]!;
const word = fc.stringMatching(/^[a-z]([a-z-]{0,12}[a-z])?$/);
const principal = fc
  .tuple(fc.constantFrom('role', 'user'), fc.stringMatching(/^([\w+=,.@-]{1,200}\/){0,2}[\w+=,.@-]{1,64}$/))
  .map(([type, name]) => `arn:aws:iam::${account}:${type}/${name}`);
// None of them reserved.
const block = fc
  .tuple(fc.integer({ min: 128, max: 168 }), fc.integer({ min: 8, max: 16 }))
  .map(([a, bits]) => `${a}.0.0.0/${bits}`);

/** Drafts that have nothing wrong with them, as varied as the form can make them. */
const good: fc.Arbitrary<Draft> = fc
  .record({
    name: fc.stringMatching(/^[0-9A-Za-z][\w-]{0,99}$/),
    compute: fc.constantFrom(...COMPUTE_KINDS),
    keyPair: fc.constantFrom('', ...FACTS.keyPairs.map(({ name }) => name)),
    sizes: fc.uniqueArray(fc.integer({ min: 1, max: 450 }), { minLength: 3, maxLength: 3 }),
    volumeSize: fc.integer({ min: 20, max: 65_536 }).map(String),
    labels: fc.uniqueArray(word, { maxLength: 50 }).map((keys) => lines(keys.map((key) => `${key}=a`))),
    taints: fc
      .uniqueArray(word, { maxLength: 50 })
      .map((keys) => lines(keys.map((key) => `${key}:NoExecute`))),
    endpointAccess: fc.constantFrom(...ENDPOINT_ACCESSES),
    publicCidrs: fc.uniqueArray(block, { maxLength: 40 }).map(lines),
    logTypes: fc.subarray([...LOG_TYPES]),
    kmsKeyArn: fc.constantFrom('', `arn:aws:kms:${DRAFT.region}:${account}:key/mrk-1234`),
    serviceIpv4Cidr: fc.constantFrom('', '10.100.0.0/16', '172.20.0.0/24', '192.168.0.0/16'),
    deletionProtection: fc.boolean(),
    addOns: fc.subarray([...ADD_ONS]),
    autoAddOns: fc.subarray([...AUTO_ADD_ONS]),
    ownAccess: fc.boolean(),
    administrators: fc.uniqueArray(principal, { maxLength: 20, size: 'max' }).map(lines),
    tags: fc.uniqueArray(word, { maxLength: 48 }).map((keys) => lines(keys.map((key) => `${key}=ä b`))),
  })
  .map(({ sizes, ...fields }) => {
    const [minNodes, nodeCount, maxNodes] = sizes.toSorted((a, b) => a - b).map(String);
    return { ...DRAFT, ...fields, minNodes: minNodes!, nodeCount: nodeCount!, maxNodes: maxNodes! };
  });

describe('Any draft', () => {
  it('is read as one with every field and nothing else, and read again stays the same', () => {
    fc.assert(
      fc.property(wild, (value) => {
        const draft = readDraft(value);
        deepStrictEqual(Object.keys(draft), FIELDS);
        deepStrictEqual(readDraft(JSON.parse(JSON.stringify(draft))), draft);
      }),
    );
  });

  it('can be judged once it is read, and each problem says what is wrong and what to do', () => {
    fc.assert(
      fc.property(wild, knowledge, (value, facts) => {
        for (const problem of Object.values(validateDraft(readDraft(value), facts))) {
          match(problem.message, /\S.*\.$/s);
          match(problem.remedy, /\S.*\.$/s);
        }
      }),
    );
  });
});

describe('Any draft without a problem', () => {
  it('makes a template that CloudFormation takes in one request, with values that the template itself allows', () => {
    fc.assert(
      fc.property(good, (draft) => {
        deepStrictEqual(validateDraft(draft, FACTS), {});
        const spec = toSpec(draft, FACTS);
        ok(Buffer.byteLength(templateBody(variantOf(spec))) <= 51_200);
        const values = templateParameters(spec, { provisionRoleArn: draft.roleArn });
        // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
        for (const [name, value] of Object.entries(values)) ok(Buffer.byteLength(value) <= 4_096, name);
        plan(spec);
      }),
    );
  });

  it('comes back from its spec: a form that is filled in again makes the same one', () => {
    fc.assert(
      fc.property(good, (draft) => {
        const spec = toSpec(draft, FACTS);
        // The user's own identity stands among those that are typed by then, of which there may be 20.
        fc.pre(spec.administrators.length <= 20);
        const { roleArn, region, level, writeProfile } = draft;
        const again = toDraft(spec, { roleArn, region, level, writeProfile });
        deepStrictEqual(validateDraft(again, FACTS), {});
        deepStrictEqual(toSpec(again, FACTS), spec);
      }),
    );
  });

  it('lets in exactly those who are named as administrators', () => {
    fc.assert(
      fc.property(good, (draft) => {
        const spec = toSpec(draft, FACTS);
        const planned = plan(spec);
        const made = { ref: (id: string) => id, attribute: (id: string, name: string) => `${id}.${name}` };
        const entries = [...planned.resources.keys()].filter((id) => /^Administrator\d+$/.test(id));
        deepStrictEqual(
          entries.map((id) => planned.properties(id, made)['PrincipalArn']),
          spec.administrators,
        );
      }),
    );
  });
});
