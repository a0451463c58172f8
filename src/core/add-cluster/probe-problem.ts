import * as l10n from '@vscode/l10n';
import { answerProblem } from '../errors/to-user-error';
import type { Probe } from '../ports/kubernetes';
import type { Problem } from './problem';

/** What stands between this machine and the cluster; `undefined` where nothing does. */
export function probeProblem(probe: Probe, host: string): Problem | undefined {
  switch (probe.kind) {
    case 'kubernetes':
      return undefined;
    case 'unauthorized':
      return {
        message: l10n.t('The cluster does not accept the token.'),
        remedy: l10n.t(
          'Check that it is complete, belongs to this cluster and is not revoked, then enter it again.',
        ),
      };
    case 'not-kubernetes':
      return {
        message: l10n.t('{0} responds, but not like a Kubernetes API: {1}', host, probe.detail),
        remedy: l10n.t('Enter the URL that kubectl cluster-info shows, not that of a dashboard or a proxy.'),
      };
    case 'unusable':
      return answerProblem(host, probe.fault);
    case 'unreachable':
      return unreachableProblem(probe, host);
  }
}

function unreachableProblem(
  { code, detail }: Extract<Probe, { kind: 'unreachable' }>,
  host: string,
): Problem {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        message: l10n.t('The host name {0} could not be resolved.', host),
        remedy: l10n.t(
          'Check the API URL. A private name can only be resolved on the cluster’s network or VPN.',
        ),
      };
    case 'ECONNREFUSED':
      return {
        message: l10n.t('Could not connect to {0}.', host),
        remedy: l10n.t('Check the port in the API URL, and that the cluster is running.'),
      };
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return {
        message: l10n.t('{0} did not respond in time.', host),
        remedy: l10n.t('Check that this machine can reach it: VPN, proxy, firewall, authorized networks.'),
      };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return {
        message: l10n.t('The server’s certificate is not valid for {0}.', host),
        remedy: l10n.t('Enter the host name that the certificate was issued for: {0}', detail),
      };
    case 'CERT_HAS_EXPIRED':
      return {
        message: l10n.t('The certificate of {0} has expired.', host),
        remedy: l10n.t('Ask the cluster’s administrator to renew it.'),
      };
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
      return {
        message: l10n.t('{0} does not speak TLS.', host),
        remedy: l10n.t('Check the port in the API URL.'),
      };
    default:
      return isUntrustedCertificate(code)
        ? {
            message: l10n.t('The certificate of {0} was not issued by this CA.', host),
            remedy: l10n.t('Enter the CA certificate of this cluster.'),
          }
        : {
            message: l10n.t('{0} cannot be reached: {1}', host, detail),
            remedy: l10n.t('Check the API URL and the network, then try again.'),
          };
  }
}

/** OpenSSL's words for a chain that does not end in the given authority. */
function isUntrustedCertificate(code: string): boolean {
  return /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE|INVALID_CA/.test(
    code,
  );
}
