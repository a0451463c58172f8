import type { KnownDifference } from './known';

const EKS = 'Since 1.32 EKS answers anonymous callers 401, except for health checks.';
const NOT_SERVED = 'The simulation does not serve it: neither the product nor a test asks for it.';

/** Differences in what is answered at all: statuses, reasons, discovery. */
export const ANSWERS: readonly KnownDifference[] = [
  // https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions-standard.html
  { probes: /anonymous/, at: /^status$/, simulated: 'differs', why: EKS },
  { probes: /anonymous/, at: /^reason$/, simulated: 'differs', why: EKS },
  { probes: /\/version anonymously$/, at: /^reason$/, simulated: 'adds it', why: EKS },
  {
    probes: /^discovery: \/version/,
    at: /^body\.(emulation|minCompatibility)(Major|Minor)$/,
    simulated: 'lacks it',
    why: 'Of 1.34 and newer; clients read the version itself.',
  },
  {
    probes: /^discovery: \/api( of somebody without rights)?$/,
    at: /^body\.serverAddressByClientCIDRs$/,
    simulated: 'lacks it',
    why: 'Clients have not read it for years.',
  },
  {
    probes: /^discovery: \/api\/v1/,
    at: /^body\.apiVersion$/,
    simulated: 'adds it',
    why: 'The list of the oldest group alone comes without its version; no client looks.',
  },
  {
    probes: /^discovery: /,
    at: /^body\.resources\[\]\.(storageVersionHash|group|version)$/,
    simulated: 'lacks it',
    why: 'Of subresources that the simulation does not serve, and of how objects are stored.',
  },
  {
    probes: /^discovery: (\/api\/v2|\/apis\/apps\/v9)$/,
    at: /^contentType$/,
    simulated: 'differs',
    why: 'A real server says of unknown versions in JSON what it says of unknown paths as text.',
  },
  {
    probes: /^discovery: (\/api\/v2|\/apis\/apps\/v9)$/,
    at: /^reason$/,
    simulated: 'lacks it',
    why: 'It comes as text, see the content type.',
  },
  {
    probes: /^discovery: \/nothing of somebody without rights$/,
    at: /^body\.details$/,
    simulated: 'lacks it',
    why: 'Empty in a real answer about a path.',
  },
  {
    probes: /^discovery: a method that an object does not have$/,
    at: /^(status|reason)$/,
    simulated: 'differs',
    why: 'The simulation creates by the name in the body, whatever the path.',
  },
  {
    probes: /^lists: in a form that there is not$/,
    at: /^status$/,
    simulated: 'differs',
    why: 'The simulation answers in JSON whatever is asked for, and clients ask for JSON.',
  },
  {
    probes: /^lists: in a form that there is not$/,
    at: /^reason$/,
    simulated: 'lacks it',
    why: 'The simulation answers in JSON whatever is asked for, and clients ask for JSON.',
  },
  { probes: /^rights: (what rules|may another)$/, at: /^status$/, simulated: 'differs', why: NOT_SERVED },
  { probes: /^rights: (what rules|may another)$/, at: /^reason$/, simulated: 'adds it', why: NOT_SERVED },
  {
    probes: /^rights: an empty question$/,
    at: /^status$/,
    simulated: 'differs',
    why: 'The simulation answers an empty question with no; the product asks none.',
  },
  {
    probes: /^rights: an empty question$/,
    at: /^(reason|causes)$/,
    simulated: 'lacks it',
    why: 'The simulation answers an empty question with no; the product asks none.',
  },
  {
    probes: /^refusals: another selector, afterwards$|Job: create it with a name that is none$/,
    at: /^causes$/,
    simulated: 'differs',
    why: 'The simulation names the first cause; a real server also names what follows from it.',
  },
];
