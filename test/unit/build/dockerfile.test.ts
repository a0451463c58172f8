import { strictEqual } from 'node:assert/strict';
import { exposedPort } from '../../../src/core/build/dockerfile';

describe('The port of a Dockerfile', () => {
  for (const [what, text, port] of [
    ['is what it exposes', 'FROM node\nEXPOSE 3000', 3000],
    ['is the first of several', 'FROM node\nexpose 8080/tcp 9090\nEXPOSE 1', 8080],
    ['is that of the last stage', 'FROM node AS build\nEXPOSE 1\nFROM nginx\nEXPOSE 80', 80],
    ['is none where it exposes none', 'FROM node\n# EXPOSE 3000', undefined],
    [
      'is none that is a variable, for UDP or too large',
      'FROM a\nEXPOSE $PORT\nEXPOSE 53/udp\nEXPOSE 70000',
      undefined,
    ],
  ] as const) {
    it(what, () => strictEqual(exposedPort(text), port));
  }
});
