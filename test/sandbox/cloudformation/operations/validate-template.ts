import type { Operation } from '../../service';
import { readTemplate } from '../template/sections';
import { templateBody } from '../content';

/** cloudformation:ValidateTemplate: the template's form; what its values come to is seen only at CreateStack. */
export const validateTemplate: Operation = (request) => {
  request.authorize('cloudformation:ValidateTemplate');
  const template = readTemplate(templateBody(request));
  const iamTypes = Object.values(template.resources)
    .map(({ type }) => type)
    .filter((type) => type.startsWith('AWS::IAM::'));
  return {
    Description: template.description,
    Parameters: Object.entries(template.parameters).map(([name, parameter]) => ({
      ParameterKey: name,
      DefaultValue: parameter.default,
      NoEcho: parameter.noEcho,
      Description: parameter.description,
    })),
    ...(iamTypes.length > 0 && {
      Capabilities: ['CAPABILITY_IAM'],
      CapabilitiesReason: `The following resource(s) require capabilities: [${[...new Set(iamTypes)].join(', ')}]`,
    }),
  };
};
