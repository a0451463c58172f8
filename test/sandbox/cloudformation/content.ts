import { flag, structures, tagList, text, texts } from '../input';
import { dnsSuffix } from '../partitions';
import { accountRegionOf } from '../account-region';
import { ServiceError, type ServiceRequest } from '../service';
import type { SimulatedAws } from '../simulated-aws';
import type { StackContent, StackParameter } from './engine/stack';
import { invalidMember } from '../validation';
import { parameterSource } from './parameter-source';
import { prepareTemplate } from './prepare';
import { validationError, type Template } from './template/template';

/** What CreateStack or UpdateStack asks for, once CloudFormation has found nothing wrong with it. */
export function readContent(
  aws: SimulatedAws,
  request: ServiceRequest,
  stack: {
    readonly name: string;
    readonly id: string;
    readonly tags: StackContent['tags'];
    /** Parameters of the stack before an update. */
    readonly previous: readonly StackParameter[];
  },
): StackContent {
  const given = givenParameters(request, stack.previous);
  const body = templateBody(request);
  const { template, plan } = prepareTemplate(body, {
    given,
    pseudo: pseudoParameters(request, stack),
    source: parameterSource(aws, request),
  });
  checkCapabilities(request, template);
  return {
    templateBody: body,
    description: template.description,
    parameters: Object.entries(template.parameters).map(([key, definition]) => ({
      key,
      value: given[key] ?? definition.default ?? '',
      definition,
    })),
    tags: stack.tags,
    capabilities: texts(request.input, 'Capabilities'),
    clientRequestToken: text(request.input, 'ClientRequestToken'),
    plan,
  };
}

/** The template that a call carries. */
export function templateBody({ input }: ServiceRequest): string {
  const body = text(input, 'TemplateBody');
  if (body === undefined) {
    throw validationError('Either Template URL or Template Body must be specified.');
  }
  return body;
}

/** The tags that a call carries: here alone they may not be empty. */
export function stackTags({ input }: ServiceRequest): Readonly<Record<string, string>> {
  const tags = tagList(input, 'Tags');
  const empty = Object.values(tags).indexOf('');
  if (empty < 0) return tags;
  throw invalidMember(`tags.${empty + 1}.member.value`, '', 'have length greater than or equal to 1');
}

/** A value that is to stay as it was is the one that the stack has. */
function givenParameters(
  { input }: ServiceRequest,
  previous: readonly StackParameter[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    structures(input, 'Parameters').map((parameter) => {
      const key = text(parameter, 'ParameterKey') ?? '';
      const kept = previous.find((known) => known.key === key)?.value;
      return [key, (flag(parameter, 'UsePreviousValue') ? kept : text(parameter, 'ParameterValue')) ?? ''];
    }),
  );
}

function pseudoParameters(
  request: ServiceRequest,
  { name, id }: { name: string; id: string },
): Readonly<Record<string, string>> {
  const { accountId, partition, region } = accountRegionOf(request);
  return {
    'AWS::AccountId': accountId,
    'AWS::Partition': partition,
    'AWS::Region': region,
    'AWS::StackId': id,
    'AWS::StackName': name,
    'AWS::URLSuffix': dnsSuffix(partition),
  };
}

/** Callers must acknowledge that a stack makes IAM resources, and that it names them. */
function checkCapabilities({ input }: ServiceRequest, { resources }: Template): void {
  const iam = Object.values(resources).filter(({ type }) => type.startsWith('AWS::IAM::'));
  if (iam.length === 0) return;
  const isNamed = iam.some(({ properties }) => Object.keys(properties).some((key) => NAMES.includes(key)));
  const enough = isNamed ? ['CAPABILITY_NAMED_IAM'] : ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'];
  if (enough.some((capability) => texts(input, 'Capabilities').includes(capability))) return;
  throw new ServiceError('InsufficientCapabilitiesException', `Requires capabilities : [${enough[0]}]`);
}

const NAMES = ['RoleName', 'InstanceProfileName', 'ManagedPolicyName', 'UserName', 'GroupName'];
