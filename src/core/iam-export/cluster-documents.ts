import { visibleText } from '../foreign/shown-text';
import { stackName } from '../naming';
import type { ProvisionRole } from '../sign-in/provision-role';
import type { ClusterSpec, FailurePolicy } from '../cluster-form/cluster-spec';
import { variantOf, templateOf, templateParameters } from '../template';
import type { GeneratedDocument } from './generate-document';
import { onlyIn, quoted, SIGNED_IN } from './shell-functions';

/** A cluster that somebody wants to look at before it is created. */
export interface PlannedCluster {
  readonly spec: ClusterSpec;
  readonly role: ProvisionRole;
  readonly accountId: string;
}

/** The template that CloudFormation would be sent. */
export function clusterTemplate({ spec }: PlannedCluster): GeneratedDocument {
  return { text: template(spec), language: 'json' };
}

/** A script for the AWS CLI that creates the same stack, without the tags by which the extension knows its own. */
export function clusterScript(cluster: PlannedCluster): GeneratedDocument {
  const parts = [introduction(cluster), SIGNED_IN, onlyIn(quoted(cluster.accountId))];
  const steps = [templateFile(cluster.spec), createStack(cluster), whatNext(cluster)];
  return { text: `${[...parts, ...steps].join('\n\n')}\n`, language: 'shellscript' };
}

function introduction({ spec, role }: PlannedCluster): string {
  return `#!/bin/sh
# Creates the Amazon EKS cluster ${visibleText(spec.name)}, as EKS Clusters for VS Code would
# Run it with sh where the AWS CLI is signed in as ${visibleText(role.roleArn)},
# for example by a profile with this role_arn and its external_id (AWS_PROFILE).
# EKS Clusters does not follow the stack: it is yours to watch and to delete.
set -eu
export AWS_PAGER=
export AWS_DEFAULT_REGION=${quoted(role.region)}`;
}

/** Relative: the AWS CLI for Windows knows nothing of the folders of a POSIX shell. */
function templateFile(spec: ClusterSpec): string {
  return `template=$(mktemp ./template.XXXXXX)
trap 'rm -f "$template"' EXIT
cat >"$template" <<'TEMPLATE'
${template(spec)}TEMPLATE`;
}

const ON_FAILURE: { readonly [P in FailurePolicy]: string } = {
  keep: '--disable-rollback',
  delete: '--on-failure DELETE',
};

function createStack({ spec, role }: PlannedCluster): string {
  const tags = Object.entries(spec.tags).map(([Key, Value]) => ({ Key, Value }));
  const parameters = Object.entries(templateParameters(spec, { provisionRoleArn: role.roleArn })).map(
    ([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }),
  );
  const options = [
    `--stack-name ${quoted(stackName(spec.name))}`,
    `--region ${quoted(role.region)}`,
    '--template-body "file://$template"',
    `--parameters ${listed(parameters)}`,
    ...(tags.length > 0 ? [`--tags ${listed(tags)}`] : []),
    '--capabilities CAPABILITY_IAM',
    ON_FAILURE[spec.onFailure],
  ];
  return `aws cloudformation create-stack \\\n  ${options.join(' \\\n  ')}`;
}

function whatNext({ spec, role }: PlannedCluster): string {
  const region = quoted(role.region);
  return `# After about 12 minutes:
#   aws cloudformation wait stack-create-complete --stack-name ${quoted(stackName(spec.name))} --region ${region}
#   aws eks update-kubeconfig --name ${quoted(spec.name)} --region ${region}`;
}

/** As JSON: the AWS CLI's own shorthand would split values at commas. One item a line. */
function listed(items: readonly object[]): string {
  const lines = items.map((item) => `    ${JSON.stringify(item)}`);
  return quoted(`[\n${lines.join(',\n')}\n  ]`);
}

function template(spec: ClusterSpec): string {
  return `${JSON.stringify(templateOf(variantOf(spec)), null, 2)}\n`;
}
