import * as l10n from '@vscode/l10n';
import { excerpt, linesOf, pairsOf, twice } from './parse-lines';
import type { Rule } from './rule';
import { parseTaint, TAINT_EXAMPLE } from './taints';

/**
 * EKS: at most 450 nodes in a managed node group. https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html
 */
export const MAX_NODES = 450;

/** The image of Amazon Linux 2023 for nodes has 20 GiB; EBS gives no gp3 volume more than 65,536 GiB. */
const [LEAST_VOLUME, LARGEST_VOLUME] = [20, 65_536];
const MOST_LABELS = 50;
const MOST_TAINTS = 50;
/**
 * EKS, for labels and taints, with prefix and all.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html
 */
const LONGEST_KEY = 63;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const LABEL_NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;
const DNS_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

/**
 * Keys that the kubelet of a node may not give itself.
 * https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction
 */
const RESERVED = /^([^/]+\.)?(kubernetes|k8s)\.io\//;
const ALLOWED = /^([^/]+\.)?(node|kubelet)\.kubernetes\.io\//;

/** Rules of nodes that the user chooses; in Auto Mode EKS chooses, and the fields do not matter. */
export function ofChosenNodes(rule: Rule): Rule {
  return (draft, facts) => (draft.compute === 'auto' ? undefined : rule(draft, facts));
}

function ofManagedNodes(rule: Rule): Rule {
  return (draft, facts) => (draft.compute === 'managed' ? rule(draft, facts) : undefined);
}

export const nodeCount = ofChosenNodes(({ nodeCount: typed }) => {
  if (isWithin(typed, 1, MAX_NODES)) return undefined;
  return {
    message: l10n.t('The node count must be a whole number from 1 to {0}.', MAX_NODES),
    remedy: l10n.t('Enter the initial number of nodes, such as 3.'),
  };
});

export const minNodes = ofChosenNodes((draft) => {
  const { minNodes: typed } = draft;
  if (typed === '') return undefined;
  if (!isWithin(typed, 0, MAX_NODES))
    return {
      message: l10n.t('The minimum must be a whole number from 0 to {0}.', MAX_NODES),
      remedy: l10n.t('Enter the smallest number of nodes, or nothing for 1.'),
    };
  if (!isWithin(draft.nodeCount, 1, MAX_NODES) || Number(typed) <= Number(draft.nodeCount)) return undefined;
  return {
    message: l10n.t('The minimum is above the node count.'),
    remedy: l10n.t('Enter at most {0}.', draft.nodeCount),
  };
});

export const maxNodes = ofChosenNodes((draft) => {
  const { maxNodes: typed } = draft;
  if (typed === '') return undefined;
  if (!isWithin(typed, 1, MAX_NODES))
    return {
      message: l10n.t('The maximum must be a whole number from 1 to {0}.', MAX_NODES),
      remedy: l10n.t('Enter the largest number of nodes, or nothing for the node count.'),
    };
  if (!isWithin(draft.nodeCount, 1, MAX_NODES) || Number(typed) >= Number(draft.nodeCount)) return undefined;
  return {
    message: l10n.t('The maximum is below the node count.'),
    remedy: l10n.t('Enter at least {0}.', draft.nodeCount),
  };
});

export const volumeSize = ofChosenNodes(({ volumeSize: typed }) => {
  if (isWithin(typed, LEAST_VOLUME, LARGEST_VOLUME)) return undefined;
  return {
    message: l10n.t(
      'The disk size must be a whole number from {0} to {1} GiB.',
      LEAST_VOLUME,
      LARGEST_VOLUME,
    ),
    remedy: l10n.t('Enter the size of each node’s disk, such as {0}.', LEAST_VOLUME),
  };
});

export const labels = ofManagedNodes((draft) => {
  const pairs = pairsOf(draft.labels);
  const remedy = l10n.t('Enter one label per line, such as {0}.', 'team=shop');
  if (pairs.length > MOST_LABELS)
    return { message: l10n.t('There are more than {0} labels.', MOST_LABELS), remedy };
  // A value may be empty for Kubernetes, and not for EKS.
  const bad = pairs.find(({ key, value }) => !isLabelKey(key) || !LABEL_NAME.test(value));
  if (bad) return { message: l10n.t('{0} is not a label.', excerpt(`${bad.key}=${bad.value}`)), remedy };
  const reserved = pairs.find(({ key }) => RESERVED.test(key) && !ALLOWED.test(key));
  if (reserved)
    return {
      message: l10n.t('{0} is reserved for Kubernetes.', reserved.key),
      remedy: l10n.t('Use another prefix, such as your domain.'),
    };
  const double = twice(pairs.map(({ key }) => key));
  return double === undefined
    ? undefined
    : { message: l10n.t('The label {0} is entered twice.', double), remedy };
});

export const taints = ofManagedNodes((draft) => {
  const remedy = l10n.t('Enter one taint per line, such as {0}.', TAINT_EXAMPLE);
  const lines = linesOf(draft.taints);
  if (lines.length > MOST_TAINTS)
    return { message: l10n.t('There are more than {0} taints.', MOST_TAINTS), remedy };
  const bad = lines.find((line) => {
    const taint = parseTaint(line);
    return !taint || !isLabelKey(taint.key) || !LABEL_VALUE.test(taint.value);
  });
  if (bad !== undefined) return { message: l10n.t('{0} is not a taint.', excerpt(bad)), remedy };
  const double = twice(
    lines.flatMap((line) => parseTaint(line) ?? []).map(({ key, effect }) => `${key}:${effect}`),
  );
  return double === undefined
    ? undefined
    : { message: l10n.t('The taint {0} is entered twice.', double), remedy };
});

/** A name, or a DNS name as prefix before it. */
function isLabelKey(key: string): boolean {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  if (key.length > LONGEST_KEY) return false;
  return more.length === 0 && LABEL_NAME.test(name) && (prefix === undefined || DNS_NAME.test(prefix));
}

function isWithin(text: string, least: number, most: number): boolean {
  if (!/^\d{1,6}$/.test(text)) return false;
  return Number(text) >= least && Number(text) <= most;
}
