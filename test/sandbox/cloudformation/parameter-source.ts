import type { ServiceRequest } from '../service';
import { placeOf } from '../place';
import type { World } from '../world';
import type { ParameterSource } from './template/parameters';

/** Looks parameters' values up in the account that the stack is created in. */
export function parameterSource(world: World, request: ServiceRequest): ParameterSource {
  const place = placeOf(request);
  return {
    exists(type, value) {
      switch (type) {
        case 'AWS::EC2::Subnet::Id':
          return world.ec2.subnet(place, value) !== undefined;
        case 'AWS::EC2::VPC::Id':
          return world.ec2.vpc(place, value) !== undefined;
        case 'AWS::EC2::SecurityGroup::Id':
          return world.ec2.securityGroup(place, value) !== undefined;
        case 'AWS::EC2::KeyPair::KeyName':
          return world.ec2.hasKeyPair(place, value);
        default:
          return true;
      }
    },
    ssmParameter(name) {
      // CloudFormation reads the parameter as the caller.
      request.authorize('ssm:GetParameters', ssmArn(place, name));
      return world.ssmParameter(place.region, name);
    },
  };
}

/** Public parameters belong to no account. */
function ssmArn({ partition, region, accountId }: ReturnType<typeof placeOf>, name: string): string {
  const owner = name.startsWith('/aws/service/') ? '' : accountId;
  return `arn:${partition}:ssm:${region}:${owner}:parameter${name.startsWith('/') ? '' : '/'}${name}`;
}
