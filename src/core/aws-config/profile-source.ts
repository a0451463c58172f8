import * as l10n from '@vscode/l10n';
import type { CredentialSource } from '../sign-in/provision-role';
import { nameProblem } from './sdk-text';

/** Whose credentials assume the role. https://docs.aws.amazon.com/cli/latest/topic/config-vars.html#using-aws-iam-roles */
export type ProfileSource =
  | { readonly kind: 'profile'; readonly profile: string }
  | {
      readonly kind: 'credential-source';
      readonly value: 'Environment' | 'Ec2InstanceMetadata' | 'EcsContainer';
    }
  /** A profile of its own, which `source_profile` names: `credential_source` knows no web identity. */
  | {
      readonly kind: 'web-identity';
      readonly roleArn: string;
      readonly tokenFile: string;
      readonly sessionName?: string;
    };

/** How a profile names a source of credentials, or the reason why none can. */
export type ExpressedSource =
  | { readonly kind: 'expressed'; readonly source: ProfileSource }
  | { readonly kind: 'inexpressible'; readonly reason: string };

/** One rule for each kind of source: a new kind does not compile before it has one. */
export function expressSource(source: CredentialSource): ExpressedSource {
  switch (source.kind) {
    case 'profile':
      return nameProblem(source.profile) === 'outerSpace'
        ? inexpressible(l10n.t('The name of the AWS profile begins or ends with a space.'))
        : expressed(source);
    // Nothing that a profile could name keeps it: kubectl has to find it where every tool looks first.
    case 'accessKey':
    case 'environment':
      return expressed({ kind: 'credential-source', value: 'Environment' });
    case 'instanceProfile':
      return expressed({ kind: 'credential-source', value: 'Ec2InstanceMetadata' });
    // EKS Pod Identity answers at the address that the variables of a container name, too:
    // https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
    case 'container':
    case 'podIdentity':
      return expressed({ kind: 'credential-source', value: 'EcsContainer' });
    case 'webIdentity':
      return expressWebIdentity(source);
    case 'unknown':
      return inexpressible(
        l10n.t(
          'Could not determine where the SDK found the credentials, so no AWS profile can be configured to use them.',
        ),
      );
  }
}

function expressWebIdentity({
  roleArn,
  tokenFile,
  sessionName,
}: Extract<CredentialSource, { kind: 'webIdentity' }>): ExpressedSource {
  // The same characters as a path of any system begins with: core knows no system.
  return /^([\\/]|[A-Za-z]:[\\/])/.test(tokenFile)
    ? expressed({ kind: 'web-identity', roleArn, tokenFile, sessionName })
    : inexpressible(
        l10n.t(
          'AWS_WEB_IDENTITY_TOKEN_FILE is the relative path {0}, which resolves to a different file in every folder.',
          tokenFile,
        ),
      );
}

function expressed(source: ProfileSource): ExpressedSource {
  return { kind: 'expressed', source };
}

function inexpressible(reason: string): ExpressedSource {
  return { kind: 'inexpressible', reason };
}
