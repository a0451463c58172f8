import * as l10n from '@vscode/l10n';
import type { ErrorText } from './error-text';

/** Rows of the catalogue: the endpoints that a profile or the environment names cannot be used. */
export const ENDPOINT_ERRORS = {
  'endpoint-invalid': (p: { where: string; value: string }) => ({
    message: l10n.t('{0} is not a URL: {1}', p.where, p.value),
    remedy: l10n.t('Include the scheme, such as https://vpce.example.com, then try again.'),
  }),
  'endpoint-contradiction': (p: { profile: string; setting: string; service: string; url: string }) => ({
    message: l10n.t(
      'The AWS profile {0} sets {1} and also has its own endpoint for {2} ({3}). AWS’s tools accept only one of the two.',
      p.profile,
      p.setting,
      p.service,
      p.url,
    ),
    remedy: l10n.t(
      'Remove {0} or the endpoint from the AWS config or the environment (AWS_ENDPOINT_URL), then try again.',
      p.setting,
    ),
  }),
  'setting-not-boolean': (p: { where: string; value: string }) => ({
    message: l10n.t('{0} is neither true nor false: {1}', p.where, p.value),
    remedy: l10n.t('Change it to true or false, then try again.'),
  }),
  'services-missing': (p: { profile: string; services: string }) => ({
    message: l10n.t(
      'The AWS profile {0} refers to the services section {1}, which is not in the AWS config.',
      p.profile,
      p.services,
    ),
    remedy: l10n.t('Add the section [services {0}], or remove services from the profile.', p.services),
  }),
  'sso-endpoints-differ': (p: { profile: string }) => ({
    message: l10n.t('The AWS profile {0} has different endpoints for sso and sso_oidc.', p.profile),
    remedy: l10n.t('Set the same endpoint_url for both in the AWS config, then try again.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;
