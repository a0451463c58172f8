import {
  IAMClient,
  paginateSimulatePrincipalPolicy,
  type ContextEntry,
  type EvaluationResult,
  type PermissionsBoundaryDecisionDetail,
  type PolicyEvaluationDecisionType,
} from '@aws-sdk/client-iam';
import { AwsError } from '../core/ports/aws';
import type { Decision, PermissionsPort, ProbeAnswer, Simulate, Simulated } from '../core/ports/permissions';
import { callAws, type RequestOptions } from './request';
import { forService, type ClientSettings } from './client-settings';
import { collect } from './pages';
import { probes, type AskEc2, type AskQuotas } from './probes';

/** What AWS tells about permissions, asked with the provision role's own session. */
export function permissionsPort(
  settings: ClientSettings,
  askEc2: AskEc2,
  askQuotas: AskQuotas,
): PermissionsPort {
  const probeOf = probes(settings, askEc2, askQuotas);
  return {
    simulate: simulator(settings),
    async probe(action, names, signal): Promise<ProbeAnswer> {
      const probe = probeOf(action, names);
      if (!probe) return 'unknown';
      try {
        await probe.ask(ownSignal(signal));
        return 'allowed';
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        return answerOf(error, probe.allowedAlso);
      }
    },
  };
}

/** Throws what says nothing about the one action: that AWS cannot be reached, or does not know the session. */
function answerOf(error: AwsError, allowedAlso: readonly string[]): ProbeAnswer {
  switch (error.kind) {
    case 'denied':
      return 'denied';
    case 'network':
    case 'credentials':
      throw error;
    case 'throttled':
    case 'server':
    case 'changing':
    case 'refused':
    case 'already-exists':
      return allowedAlso.includes(error.code) ? 'allowed' : 'unknown';
  }
}

/** iam:SimulatePrincipalPolicy with whatever credentials the settings have. */
export function simulator(settings: ClientSettings): Simulate {
  const client = new IAMClient(forService(settings, 'IAM'));
  return async ({ roleArn, actions, resources, context }, signal) => {
    const pages = (options: RequestOptions) =>
      paginateSimulatePrincipalPolicy(
        { client },
        {
          PolicySourceArn: roleArn,
          ActionNames: [...actions],
          ResourceArns: [...resources],
          ContextEntries: Object.entries(context).map(contextEntry),
        },
        options,
      );
    const results = await callAws(ownSignal(signal), (options) =>
      collect(pages(options), (page) => page.EvaluationResults),
    );
    return results.flatMap(toSimulated);
  };
}

/** Of what type a key is IAM has to be told: a condition of another type is not met. */
function contextEntry([key, value]: [string, string | readonly string[]]): ContextEntry {
  const isBoolean = (value === 'true' || value === 'false') && !key.includes('/');
  return {
    ContextKeyName: key,
    ContextKeyValues: [value].flat(),
    ContextKeyType: typeof value !== 'string' ? 'stringList' : isBoolean ? 'boolean' : 'string',
  };
}

/** Where several resources were asked about, IAM may put what it decided for each below one result. */
function toSimulated(result: EvaluationResult): readonly Simulated[] {
  const { EvalActionName: action = '', EvalResourceName: resource = '*', EvalDecision } = result;
  const { ResourceSpecificResults: each = [] } = result;
  const { MissingContextValues: missing = [] } = result;
  if (each.length === 0) return [{ action, resource, missing, decision: decisionOf(result, EvalDecision) }];
  return each.map((specific) => ({
    action,
    resource: specific.EvalResourceName ?? '*',
    decision: decisionOf(result, specific.EvalResourceDecision, specific.PermissionsBoundaryDecisionDetail),
    missing: [...new Set([...missing, ...(specific.MissingContextValues ?? [])])],
  }));
}

/** Organization and boundary are asked first: what they do not allow no policy of the role can. */
function decisionOf(
  { OrganizationsDecisionDetail: organization, PermissionsBoundaryDecisionDetail: ofAll }: EvaluationResult,
  decision: PolicyEvaluationDecisionType | undefined,
  boundary: PermissionsBoundaryDecisionDetail | undefined = ofAll,
): Decision {
  if (decision === 'allowed') return 'allowed';
  if (organization?.AllowedByOrganizations === false) return 'deniedByOrganization';
  if (boundary?.AllowedByPermissionsBoundary === false) return 'outsideBoundary';
  return decision === 'explicitDeny' ? 'denied' : 'notAllowed';
}

/** Many calls run side by side: Node warns of an eleventh listener on one signal. */
function ownSignal(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal]);
}
