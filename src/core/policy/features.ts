import * as l10n from '@vscode/l10n';

/** What a permission is for. */
export type Feature =
  | 'form'
  | 'preflight'
  | 'create'
  | 'watch'
  | 'explain'
  | 'retry'
  | 'view'
  | 'delete'
  | 'deploy'
  | 'metrics'
  | 'cleanUp';

/** What becomes of a feature whose permission is missing; the gravest first. */
const WITHOUT: { readonly [F in Feature]: () => string } = {
  create: () => l10n.t('Creating a cluster fails.'),
  delete: () => l10n.t('Deleting a cluster fails, and its remaining resources keep costing money.'),
  deploy: () => l10n.t('Deploying an application fails.'),
  watch: () => l10n.t('The cluster is created, but its progress is not shown and it is not attached.'),
  retry: () => l10n.t('A failed creation cannot be continued. It must be deleted and started over.'),
  explain: () => l10n.t('A failure is shown in AWS’s words, without its cause.'),
  metrics: () => l10n.t('EKS: Install Metrics Server fails.'),
  cleanUp: () => l10n.t('Old images are kept in the registry, and cost money.'),
  view: () => l10n.t('The view Clusters shows less of the cluster.'),
  form: () => l10n.t('A list in the form stays empty, and its value must be typed.'),
  preflight: () => l10n.t('A mistake is found only minutes later, when AWS rejects the request.'),
};

/** What happens without a permission that is for these features: the gravest effect. */
export function effectOfMissing(features: readonly Feature[]): string | undefined {
  return (Object.keys(WITHOUT) as Feature[])
    .filter((feature) => features.includes(feature))
    .map((feature) => WITHOUT[feature]())[0];
}
