import type { KnownDifference } from './known';

const FIELD_SETS =
  'The simulation keeps which manager has which fields, to tell conflicts, and not how Kubernetes writes that down.';
const DEFAULTS = 'Defaults that neither the product nor our kubelet reads.';
const DELETED =
  'A real server answers with the object for some kinds and with a Status for others; clients read neither.';
const LISTED = 'Where a real list says it once, the simulation says it of each item, too.';

/** Differences in the objects themselves. */
export const OBJECTS: readonly KnownDifference[] = [
  { probes: /^recorded to /, at: /^body\./, simulated: 'lacks it', why: DEFAULTS },
  {
    probes: /^subresources: /,
    at: /^body\.spec\.(volumes|containers\[\]\.volumeMounts)$/,
    simulated: 'lacks it',
    why: 'The simulation mounts no token of the account: nothing runs that would read it.',
  },
  { at: /\.managedFields/, simulated: 'lacks it', why: FIELD_SETS },
  { at: /\.managedFields/, simulated: 'adds it', why: FIELD_SETS },
  { at: /^body\.items\[\]\.(apiVersion|kind)$/, simulated: 'adds it', why: LISTED },
  { probes: /: delete( it on trial)?$/, at: /^body\./, simulated: 'lacks it', why: DELETED },
  { probes: /: delete( it on trial)?$/, at: /^body\./, simulated: 'adds it', why: DELETED },
  { probes: /: delete( it on trial)?$/, at: /^body\./, simulated: 'differs', why: DELETED },
  {
    probes: /^the life of |^refusals: (deploy|roll back)/,
    at: /^body(\.items\[\])?\.spec(\.|$)/,
    simulated: 'lacks it',
    why: DEFAULTS,
  },
  {
    probes: /^the life of |^refusals: (deploy|roll back)/,
    at: /^body(\.items\[\])?\.status(\.|$)/,
    simulated: 'lacks it',
    why: 'Nodes and controllers keep it, and tests write what they need themselves.',
  },
  {
    probes:
      /^the life of a (Deployment|Job)|^refusals: (roll back|read the status)|^recorded to |^subresources: /,
    at: /^body(\.items\[\])?\.status\.(observedGeneration|conditions|startTime|ready|terminating|\w*[rR]eplicas)/,
    simulated: 'adds it',
    why: 'Controllers act at their own pace, and ours at once.',
    happens: 'at times',
  },
  {
    probes: /^the life of a Pod|^recorded to .*: pod /,
    at: /^body(\.items\[\])?\.status\.conditions$/,
    simulated: 'adds it',
    why: 'The real Kubernetes of the tests has no scheduler, which would say that there is no node.',
    happens: 'at times',
  },
  {
    at: /^body(\.items\[\])?\.metadata\.generation$/,
    simulated: 'lacks it',
    why: 'Kubernetes counts changes of pods; no client reads it.',
  },
  {
    probes: /CSIDriver/,
    at: /^body(\.items\[\])?\.metadata\.generation$/,
    simulated: 'adds it',
    why: 'Kubernetes does not count changes of drivers; no client reads it.',
  },
  {
    probes: /^the life of a PersistentVolume/,
    at: /^body(\.items\[\])?\.metadata\.finalizers$/,
    simulated: 'lacks it',
    why: 'Storage is not simulated, so nothing protects it while it is in use.',
  },
  {
    probes: /^the life of a (Node|Deployment|Job)|^refusals: roll back/,
    at: /^body(\.items\[\])?\.metadata\.(annotations|labels|finalizers)/,
    simulated: 'lacks it',
    why: 'Controllers of workloads and nodes leave notes for themselves.',
    happens: 'at times',
  },
  {
    probes: /^the life of a Deployment|^refusals: (roll back|read the status)|^recorded to /,
    at: /^body(\.items\[\])?\.metadata\.annotations/,
    simulated: 'adds it',
    why: 'The simulation counts the revisions of a deployment at once, and a real controller a moment later.',
    happens: 'at times',
  },
  {
    probes: /^refusals: (read a namespace that ends|end it again)$/,
    at: /^body\.status\.conditions/,
    simulated: 'lacks it',
    why: 'A controller says what holds a namespace some seconds after its end began.',
    happens: 'at times',
  },
  {
    probes: /^lists: /,
    at: /^body\.metadata\.remainingItemCount$/,
    simulated: 'adds it',
    why: 'With a selector a real server does not know how many are left.',
  },
  {
    probes: /^lists: a version of long ago$/,
    at: /^body\.items\[\]$/,
    simulated: 'adds it',
    why: 'The simulation keeps no earlier versions; the product asks for none.',
  },
  {
    probes: /^rights: (who am I|a token of it)/,
    at: /^body\.(metadata|status\.userInfo|spec)\.(uid|creationTimestamp|boundObjectRef)$/,
    simulated: 'lacks it',
    why: 'Users of EKS have no ID, and a review is no object that is kept.',
  },
];
