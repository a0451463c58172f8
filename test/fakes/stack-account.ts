import { readFileSync } from 'node:fs';
import type { ClusterSpec } from '../../src/core/cluster-form/cluster-spec';
import { type CloudFormationTemplate, templateParameters } from '../../src/core/template';
import { emptyAccount } from '../sandbox/accounts';
import { cloudFormation } from '../sandbox/cloudformation/service';
import { eks } from '../sandbox/eks/service';
import type { ServiceRequest, ServiceResponse } from '../sandbox/service';
import { fakeWorld, PROVISION_ROLE, SERVICE_ROLE, type FakeSimulatedAws } from './simulated-aws';

const TEMPLATE = readFileSync(`${import.meta.dirname}/../fixtures/templates/managed-nodegroup.yaml`, 'utf8');

/** One authorization that CloudFormation or EKS asked for. */
export interface Authorization {
  readonly action: string;
  readonly resource: string | undefined;
  readonly context: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/** CloudFormation and EKS of a fake account, called without a wire between. */
export class StackAccount {
  readonly aws: FakeSimulatedAws = fakeWorld();
  readonly authorizations: Authorization[] = [];
  /** A test lets it throw what the authorizer of the sandbox would. */
  deny: (authorization: Authorization) => void = () => undefined;
  readonly #services = [cloudFormation(this.aws), eks(this.aws)];

  /** Calls an operation of either service. */
  async call(action: string, input: ServiceRequest['input'] = {}): Promise<ServiceResponse> {
    const operation = this.#services.map(({ operations }) => operations[action]).find((found) => found);
    if (!operation) throw new Error(`No operation ${action}`);
    return operation({
      action,
      input,
      region: 'eu-central-1',
      caller: {
        account: emptyAccount('222222222222'),
        arn: 'arn:aws:sts::222222222222:assumed-role/eks-provision/test',
        principalArn: PROVISION_ROLE,
        userId: 'AROAEXAMPLE:test',
      },
      authorize: (asked, resource, context) => {
        const authorization = { action: asked, resource, context };
        this.authorizations.push(authorization);
        this.deny(authorization);
      },
    });
  }

  /** Creates a stack from the managed node group template. @returns its ARN */
  async createStack(
    parameters: Readonly<Record<string, string>> = {},
    input: ServiceRequest['input'] = {},
  ): Promise<string> {
    const given = {
      ClusterName: 'demo',
      KubernetesVersion: '1.35',
      ClusterRoleArn: SERVICE_ROLE,
      AdminPrincipalArn: PROVISION_ROLE,
      SubnetIds: 'subnet-a,subnet-b',
      NodeSubnetIds: 'subnet-a,subnet-b',
      DesiredSize: '2',
      ...parameters,
    };
    const response = await this.call('CreateStack', {
      StackName: 'eks-clusters-demo',
      TemplateBody: TEMPLATE,
      Parameters: Object.entries(given).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
      Capabilities: ['CAPABILITY_IAM'],
      DisableRollback: 'true',
      ...input,
    });
    return response['StackId'] as string;
  }

  /** Creates a stack from a template of the extension's own, changed by the test or not. @returns its ARN */
  async createStackOf(spec: ClusterSpec, template: CloudFormationTemplate): Promise<string> {
    const parameters = templateParameters(spec, { provisionRoleArn: PROVISION_ROLE });
    const response = await this.call('CreateStack', {
      StackName: 'eks-clusters-demo',
      TemplateBody: JSON.stringify(template),
      Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
        ParameterKey,
        ParameterValue,
      })),
      Capabilities: ['CAPABILITY_IAM'],
      DisableRollback: 'true',
    });
    return response['StackId'] as string;
  }

  async stack(nameOrId = 'eks-clusters-demo'): Promise<StackView> {
    const response = await this.call('DescribeStacks', { StackName: nameOrId });
    return (response['Stacks'] as [StackView])[0];
  }

  /** All events of the stack, oldest first, as `LogicalId STATUS`. */
  async history(nameOrId = 'eks-clusters-demo'): Promise<readonly string[]> {
    const events = await this.events(nameOrId);
    return events.map(({ LogicalResourceId, ResourceStatus }) => `${LogicalResourceId} ${ResourceStatus}`);
  }

  /** All pages of the stack's events, oldest first. */
  async events(nameOrId = 'eks-clusters-demo'): Promise<readonly EventView[]> {
    const events: EventView[] = [];
    let token: unknown;
    do {
      const page = await this.call('DescribeStackEvents', { StackName: nameOrId, NextToken: token });
      events.push(...(page['StackEvents'] as EventView[]));
      token = page['NextToken'];
    } while (token !== undefined);
    return events.toReversed();
  }

  /** Why the resource failed, in CloudFormation's words. */
  async failureOf(logicalId: string): Promise<string | undefined> {
    const events = await this.events();
    return events.find(
      (event) => event.LogicalResourceId === logicalId && event.ResourceStatus === 'CREATE_FAILED',
    )?.ResourceStatusReason;
  }

  async minutes(count: number): Promise<void> {
    await this.aws.clock.advance(count * 60_000);
  }
}

interface StackView {
  readonly StackId: string;
  readonly StackStatus: string;
  readonly StackStatusReason: string | undefined;
  readonly Outputs: readonly { OutputKey: string; OutputValue: string }[];
  readonly Parameters: readonly { ParameterKey: string; ParameterValue: string }[];
}

interface EventView {
  readonly EventId: string;
  readonly Timestamp: Date;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId: string;
  readonly ResourceStatus: string;
  readonly ResourceStatusReason: string | undefined;
  readonly ClientRequestToken: string | undefined;
}
