import { findClaim } from './claims';
import { findConfiguration } from './configuration';
import { findCrash } from './crash';
import { findEnded } from './ended';
import { findImage } from './image';
import type { Finding, PodLook } from './pod-look';
import { findProbe } from './probe';
import { findNode } from './scheduling';
import { findSetup } from './setup';
import { findStart } from './start';

/** A pod's way, step by step: the first at which it stands says why. */
const STEPS: readonly ((look: PodLook) => Finding | undefined)[] = [
  findEnded,
  findClaim,
  findNode,
  findImage,
  findConfiguration,
  findStart,
  findSetup,
  findCrash,
  findProbe,
];

/** What keeps a pod from running, or what it still waits for; nothing where all is as it should be. */
export function findInPod(look: PodLook): Finding | undefined {
  const found = STEPS.flatMap((step) => step(look) ?? []);
  return found.find(({ kind }) => kind === 'failure') ?? found[0];
}
