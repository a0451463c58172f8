import { text, texts } from '../input';
import { ServiceError, type Service, type ServiceRequest, type ServiceResponse } from '../service';
import { publicParameter } from './parameters';

/** The simulated SSM: the public parameters in which AWS names its AMIs. */
export function ssm(now: () => number): Service {
  const find = (request: ServiceRequest, name: string): ServiceResponse | undefined => {
    const arn = parameterArn(request, name);
    request.authorize(`ssm:${request.action}`, arn);
    const value = publicParameter(request.region, name, now());
    return value === undefined
      ? undefined
      : { Name: name, ARN: arn, Type: 'String', DataType: 'aws:ec2:image', Value: value, Version: 1 };
  };
  return {
    signingName: 'ssm',
    operations: {
      GetParameter: (request) => {
        const parameter = find(request, text(request.input, 'Name') ?? '');
        if (!parameter) throw new ServiceError('ParameterNotFound', '');
        return { Parameter: parameter };
      },
      GetParameters: (request) => {
        const names = texts(request.input, 'Names');
        const found = names.map((name) => find(request, name));
        return {
          Parameters: found.filter((parameter) => parameter !== undefined),
          InvalidParameters: names.filter((_, index) => found[index] === undefined),
        };
      },
    },
  };
}

/** AWS's own parameters have no account. */
function parameterArn({ caller, region }: ServiceRequest, name: string): string {
  return `arn:${caller.account.partition}:ssm:${region}::parameter${name}`;
}
