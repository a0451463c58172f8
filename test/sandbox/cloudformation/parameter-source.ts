import type { ServiceRequest } from '../service';
import { accountRegionOf } from '../account-region';
import type { SimulatedAws } from '../simulated-aws';
import type { ParameterSource } from './template/parameters';

/** Looks parameters' values up in the account that the stack is created in. */
export function parameterSource(aws: SimulatedAws, request: ServiceRequest): ParameterSource {
  const accountRegion = accountRegionOf(request);
  return {
    exists(type, value) {
      switch (type) {
        case 'AWS::EC2::Subnet::Id':
          return aws.ec2.subnet(accountRegion, value) !== undefined;
        case 'AWS::EC2::VPC::Id':
          return aws.ec2.vpc(accountRegion, value) !== undefined;
        case 'AWS::EC2::SecurityGroup::Id':
          return aws.ec2.securityGroup(accountRegion, value) !== undefined;
        case 'AWS::EC2::KeyPair::KeyName':
          return aws.ec2.hasKeyPair(accountRegion, value);
        default:
          return true;
      }
    },
    ssmParameter(name) {
      // CloudFormation reads the parameter as the caller.
      request.authorize('ssm:GetParameters', ssmArn(accountRegion, name));
      return aws.ssmParameter(accountRegion.region, name);
    },
  };
}

/** Public parameters belong to no account. */
function ssmArn({ partition, region, accountId }: ReturnType<typeof accountRegionOf>, name: string): string {
  const owner = name.startsWith('/aws/service/') ? '' : accountId;
  return `arn:${partition}:ssm:${region}:${owner}:parameter${name.startsWith('/') ? '' : '/'}${name}`;
}
