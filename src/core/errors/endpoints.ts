import * as l10n from '@vscode/l10n';
import type { ErrorText } from './error-text';

/** Rows of the catalogue: the endpoints that a profile or the environment names cannot be used. */
export const ENDPOINT_ERRORS = {
  'endpoint-invalid': (p: { where: string; value: string }) => ({
    message: l10n.t('{0} is not a URL: {1}', p.where, p.value),
    remedy: l10n.t('Write it with its scheme, such as https://vpce.example.com, then try again.'),
  }),
  'endpoint-contradiction': (p: { profile: string; setting: string; service: string; url: string }) => ({
    message: l10n.t(
      'The AWS profile {0} asks for {1} and has an endpoint of its own for {2} ({3}); AWS’s tools take only one of the two.',
      p.profile,
      p.setting,
      p.service,
      p.url,
    ),
    remedy: l10n.t(
      'Remove {0}, or the endpoint, from the AWS config or the environment (AWS_ENDPOINT_URL); then try again.',
      p.setting,
    ),
  }),
  'setting-not-boolean': (p: { where: string; value: string }) => ({
    message: l10n.t('{0} is neither true nor false: {1}', p.where, p.value),
    remedy: l10n.t('Change it to true or false, then try again.'),
  }),
  'services-missing': (p: { profile: string; services: string }) => ({
    message: l10n.t(
      'The AWS profile {0} refers to the services {1}, and the AWS config has no such section.',
      p.profile,
      p.services,
    ),
    remedy: l10n.t('Add the section [services {0}], or remove services from the profile.', p.services),
  }),
  'sso-endpoints-differ': (p: { profile: string }) => ({
    message: l10n.t('The AWS profile {0} has different endpoints for sso and sso_oidc.', p.profile),
    remedy: l10n.t('Give both the same endpoint_url in the AWS config, then try again.'),
  }),
} as const satisfies Record<string, (parameters: never) => ErrorText>;
