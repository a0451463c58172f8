import * as l10n from '@vscode/l10n';
import { durationText } from '../duration-text';
import type { ErrorText } from '../errors/error-text';
import { errorFactory } from '../errors/errors-of';

/** What stops a deployment before anything of it is in the cluster, or while it is applied. */
const DEPLOY_ERRORS = {
  'deployment-running': (p: { by: string; environment: string; ageMs: number }) => ({
    message: l10n.t(
      '{0} is deploying to {1} and was active {2} ago.',
      p.by,
      p.environment,
      durationText(p.ageMs),
    ),
    remedy: l10n.t('Wait until that deployment has ended, then deploy again.'),
  }),
  'deployment-taken-over': (p: { environment: string }) => ({
    message: l10n.t('Somebody else took over the deployment to {0}.', p.environment),
    remedy: l10n.t('The view Environments shows how it ends.'),
  }),
  'deployment-unknown': (p: { number: number; environment: string }) => ({
    message: l10n.t(
      'Deployment {0} of {1} can’t be deployed again: its objects are not recorded.',
      p.number,
      p.environment,
    ),
    remedy: l10n.t('Choose a newer deployment, or deploy that commit again.'),
  }),
  'image-gone': (p: { number: number; image: string }) => ({
    message: l10n.t('The image of deployment {0} is no longer in the registry: {1}', p.number, p.image),
    remedy: l10n.t('Choose another deployment, or deploy that commit again.'),
  }),
  'record-unreadable': () => ({
    message: l10n.t('What this deployment applied cannot be read from its record.'),
    remedy: l10n.t('Choose another deployment, or deploy again.'),
  }),
  'nothing-to-start': (p: { environment: string }) => ({
    message: l10n.t('{0} has never run with this extension, so it can’t be started.', p.environment),
    remedy: l10n.t('Deploy to it first.'),
  }),
  'apply-conflict': (p: { object: string; detail: string }) => ({
    message: l10n.t('{0} has fields that another tool manages: {1}', p.object, p.detail),
    remedy: l10n.t('Change these fields with that tool, remove them there, or choose another environment.'),
  }),
  'immutable-field': (p: { object: string; detail: string }) => ({
    message: l10n.t('{0} can’t be changed like this: {1}', p.object, p.detail),
    remedy: l10n.t('Another tool created it. Delete it in the cluster, or choose another environment.'),
  }),
  'object-foreign': (p: { object: string; namespace: string }) => ({
    message: l10n.t('Namespace {1} already has {0}, which belongs to something else.', p.object, p.namespace),
    remedy: l10n.t('Delete it in the cluster, or choose another environment.'),
  }),
  'nothing-to-expose': (p: { environment: string }) => ({
    message: l10n.t('{0} has nothing that was deployed with this extension.', p.environment),
    remedy: l10n.t('Deploy to it first.'),
  }),
  'exposure-foreign': (p: { environment: string }) => ({
    message: l10n.t(
      'The folder’s own objects are deployed to {0}, and they say who reaches it.',
      p.environment,
    ),
    remedy: l10n.t('Change the Service or Ingress in the folder, then deploy again.'),
  }),
  'domain-not-set': (p: { cluster: string }) => ({
    message: l10n.t('Cluster {0} has no domain.', p.cluster),
    remedy: l10n.t('Run EKS: Set Domain…, or choose another way to reach the app.'),
  }),
  'ingress-class-missing': (p: { cluster: string; name: string }) => ({
    message: l10n.t('Cluster {0} does not have the Ingress class {1}.', p.cluster, p.name),
    remedy: l10n.t('Run EKS: Set Domain… again.'),
  }),
  'no-ingress-controller': (p: { cluster: string }) => ({
    message: l10n.t('Nothing in cluster {0} serves Ingresses.', p.cluster),
    remedy: l10n.t(
      'Install the AWS Load Balancer Controller, or turn on EKS Auto Mode. Then set the domain again.',
    ),
  }),
  'deployer-missing': (p: { deployer: string }) => ({
    message: l10n.t('eks.deploy names the deployer {0}, and the folder has nothing for it.', p.deployer),
    remedy: l10n.t('Remove deployer from eks.deploy, or set path to where it is.'),
  }),
  'test-missing': (p: { task: string }) => ({
    message: l10n.t('eks.deploy names the test task {0}, and the folder has no task of that name.', p.task),
    remedy: l10n.t('Correct test in eks.deploy, or add the task to tasks.json.'),
  }),
  'test-failed': (p: { task: string }) => ({
    message: l10n.t('The tests failed: {0}. Nothing was built or deployed.', p.task),
    remedy: l10n.t('The terminal of the task shows why. Correct it, then deploy again.'),
  }),
  'manifest-unreadable': (p: { detail: string }) => ({
    message: l10n.t('The manifests cannot be deployed: {0}', p.detail),
    remedy: l10n.t('Correct them, then deploy again.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;

/** The error of that code, with what its words name. */
export const deployError = errorFactory(DEPLOY_ERRORS);
