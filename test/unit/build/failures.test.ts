import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFailure } from '../../../src/core/build/failures';
import { buildProblems } from '../../../src/core/build/problems';
import { UserError } from '../../../src/core/errors/user-error';

const recorded = (name: string) =>
  readFileSync(join(__dirname, '../../fixtures/build-output', `${name}.txt`), 'utf8');

/** What a CLI really said, and what the user is told. */
const RECORDED: Readonly<Record<string, readonly [string, RegExp]>> = {
  'buildah-unknown-instruction': ['instruction-unknown', /does not exist: COPIE\.$/],
  'buildah-missing-file': ['copy-missing', /copies missing, which the folder does not have/],
  'buildah-ignored-file': ['copy-ignored', /copies words, which \.dockerignore excludes/],
  'buildah-offline': ['base-image-unreachable', /base image node:24 can’t be reached: no such host/],
  'buildah-rate-limit': ['base-image-limit', /127\.0\.0\.1:5999\/limited:1 can’t be pulled/],
  'buildah-unauthorized': ['base-image-denied', /denied:1/],
  'buildah-absent-image': ['base-image-absent', /absent:1 does not exist/],
  'buildah-failed-step': ['build-step-failed', /failed with exit code 3: two$/],
  'buildah-compiler': ['build-step-failed', /exit code 1: src\/a\.ts\(3,5\): error TS2304/],
  'buildah-disk-full': ['disk-full', /disk that buildah builds on is full/],
  'buildah-unknown-stage': ['stage-missing', /no stage prod/],
  'buildah-unknown-source': ['stage-missing', /no stage nothing/],
  'podman-unknown-flag': ['argument-unknown', /--frobnicate/],
  'docker-no-engine': ['builder-asleep', /engine does not respond/],
};

/** What BuildKit says by its source and documentation. */
const BUILDKIT: Readonly<Record<string, readonly [string, string]>> = {
  'ERROR: failed to solve: dockerfile parse error on line 2: unknown instruction: COPIE': [
    'instruction-unknown',
    'COPIE',
  ],
  'ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref abc::def: "/missing": not found':
    ['copy-missing', 'missing'],
  'ERROR: failed to build: failed to solve: node:24: failed to resolve source metadata for docker.io/library/node:24: failed to do request: Head "https://registry-1.docker.io/v2/library/node/manifests/24": dial tcp: lookup registry-1.docker.io: no such host':
    ['base-image-unreachable', 'docker.io/library/node:24'],
  'ERROR: failed to solve: node:24: failed to resolve source metadata for docker.io/library/node:24: unexpected status from HEAD request to https://registry-1.docker.io/v2/library/node/manifests/24: 429 Too Many Requests':
    ['base-image-limit', 'docker.io/library/node:24'],
  'ERROR: failed to solve: nope: failed to resolve source metadata for docker.io/library/nope:latest: pull access denied, repository does not exist or may require authorization':
    ['base-image-denied', 'docker.io/library/nope:latest'],
  'ERROR: failed to solve: node:0: failed to resolve source metadata for docker.io/library/node:0: docker.io/library/node:0: not found':
    ['base-image-absent', 'docker.io/library/node:0'],
  'ERROR: failed to solve: target stage "prod" could not be found': ['stage-missing', 'prod'],
  '#7 0.31 exec /bin/sh: exec format error\nERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 255':
    ['wrong-architecture', 'another processor architecture'],
  '#7 0.31 npm error ENOTFOUND\nERROR: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1':
    ['build-step-failed', 'npm ci failed with exit code 1: npm error ENOTFOUND'],
};

describe('A build that failed', () => {
  for (const [name, [code, message]] of Object.entries(RECORDED))
    it(`is explained: ${name}`, () => {
      const failure = buildFailure(name.startsWith('docker') ? 'docker' : 'buildah', recorded(name));
      ok(failure instanceof UserError);
      strictEqual(failure.code, code);
      ok(message.test(failure.message), failure.message);
    });

  for (const [said, [code, part]] of Object.entries(BUILDKIT))
    it(`is explained: ${code} of BuildKit, ${part}`, () => {
      const failure = buildFailure('docker', said);
      ok(failure instanceof UserError);
      strictEqual(failure.code, code);
      ok(failure.message.includes(part), failure.message);
    });

  it('is quoted where nothing of it is known', () => {
    strictEqual(
      buildFailure('podman', "Error: something new\nSee 'podman build --help'\n").message,
      'podman could not build the image: something new',
    );
  });
});

describe('The problems of a build', () => {
  const places = (said: string, dockerfile: string) =>
    buildProblems(said, dockerfile, 'why').map(({ file, line, column, message }) => [
      ...[file.kind === 'dockerfile' ? '' : file.path, line, column, message],
    ]);

  it('name the line of the instruction that buildah and podman stopped at', () => {
    const dockerfile = '# ours\nFROM base:1\n\nRUN echo one && \\\n    echo two; exit 3\n';
    deepStrictEqual(places(recorded('buildah-failed-step'), dockerfile), [['', 4, 1, 'why']]);
    deepStrictEqual(places(recorded('buildah-unknown-instruction'), 'FROM scratch\nCOPIE words /words\n'), [
      ['', 2, 1, 'why'],
    ]);
  });

  it('name the line that BuildKit names', () => {
    deepStrictEqual(places('ERROR: failed to solve: dockerfile parse error on line 7: x', ''), [
      ['', 7, 1, 'why'],
    ]);
    deepStrictEqual(places('Dockerfile:3\n-----\n   3 | >>> RUN x\n-----\nERROR: failed to solve: x', ''), [
      ['', 3, 1, 'why'],
    ]);
  });

  it('name the lines that compilers complain about', () => {
    const said = [
      'src/a.ts(3,5): error TS2304: Cannot find name x.',
      '#9 4.211 ./cmd/main.go:12:2: undefined: y',
      '[ERROR] /src/src/main/java/App.java:[7,9] cannot find symbol',
      '/src/Program.cs(4,1): error CS1002: ; expected [/src/shop.csproj]',
      '/src/src/main/java/B.java:8: error: class C not found',
      '\u001b[96msrc/b.ts\u001b[0m:1:2 - error TS1005: x',
      '  File "/app/main.py", line 3',
      '    x = (',
      'SyntaxError: was never closed',
      'at 10:20:30: no file',
    ].join('\n');
    deepStrictEqual(places(said, ''), [
      ['src/a.ts', 3, 5, 'TS2304: Cannot find name x.'],
      ['cmd/main.go', 12, 2, 'undefined: y'],
      ['/src/src/main/java/App.java', 7, 9, 'cannot find symbol'],
      ['/src/Program.cs', 4, 1, 'CS1002: ; expected [/src/shop.csproj]'],
      ['/src/src/main/java/B.java', 8, 1, 'class C not found'],
      ['src/b.ts', 1, 2, 'TS1005: x'],
      ['/app/main.py', 3, 1, 'SyntaxError: was never closed'],
    ]);
  });

  it('are told once each', () => {
    deepStrictEqual(places('a.go:1:2: x\na.go:1:2: x', ''), [['a.go', 1, 2, 'x']]);
  });
});
