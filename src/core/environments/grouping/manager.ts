import { MAX_LENGTH, displayText } from '../../foreign/shown-text';
import type { Workload } from '../objects/workload';

/** Who put a workload into the cluster, and looks after it. */
export interface Manager {
  /** The tool's own name; empty where nothing tells. */
  readonly tool: string;
  /** What the tool calls what belongs together: a release, an application. */
  readonly instance?: string;
}

const MANAGED_BY = 'app.kubernetes.io/managed-by';
const INSTANCE = 'app.kubernetes.io/instance';

type Mark = (workload: Workload) => Manager | undefined;

const labelled =
  (tool: string, ...labels: readonly string[]): Mark =>
  (workload) => {
    const instance = labels.map((label) => workload.labels.get(label)).find((value) => value);
    return instance ? { tool, instance } : undefined;
  };

/** Marks of the tools, the certain ones first: a chart that Argo CD installs has Helm's labels, too. */
const MARKS: readonly Mark[] = [
  ({ labels }) =>
    labels.get(MANAGED_BY) === 'eks-clusters'
      ? { tool: 'EKS Clusters', instance: labels.get(INSTANCE) }
      : undefined,
  // `shop:apps/Deployment:shop/web`: https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/
  ({ annotations }) => named('Argo CD', annotations.get('argocd.argoproj.io/tracking-id')?.split(':')[0]),
  labelled('Argo CD', 'argocd.argoproj.io/instance'),
  labelled('Flux', 'helm.toolkit.fluxcd.io/name', 'kustomize.toolkit.fluxcd.io/name'),
  ({ annotations }) => named('Helm', annotations.get('meta.helm.sh/release-name')),
  ({ labels }) => (labels.get(MANAGED_BY) === 'Helm' ? named('Helm', labels.get(INSTANCE)) : undefined),
  ({ annotations }) => (annotations.has('app.gitlab.com/app') ? { tool: 'GitLab' } : undefined),
  labelled('Skaffold', 'skaffold.dev/run-id'),
  ({ owner }) => owner && { tool: displayText(owner.kind, MAX_LENGTH.name), instance: owner.name },
  ({ labels }) => {
    const tool = labels.get(MANAGED_BY);
    return tool ? { tool: displayText(tool, MAX_LENGTH.name), instance: labels.get(INSTANCE) } : undefined;
  },
  ({ annotations }) =>
    annotations.has('kubectl.kubernetes.io/last-applied-configuration') ? { tool: 'kubectl' } : undefined,
];

export function managerOf(workload: Workload): Manager {
  for (const mark of MARKS) {
    const manager = mark(workload);
    if (manager) return manager;
  }
  return { tool: '' };
}

function named(tool: string, instance: string | undefined): Manager | undefined {
  return instance ? { tool, instance } : undefined;
}
