import { HANDLERS } from './handlers/registry';
import { planStack, type Plan } from './template/plan';
import { resolveParameters, type ParameterSource } from './template/parameters';
import { readTemplate } from './template/sections';
import type { Template } from './template/template';

/** Everything that CloudFormation does with a template before it makes the first resource. */
export function prepareTemplate(
  body: string,
  values: {
    readonly given: Readonly<Record<string, string>>;
    readonly pseudo: Readonly<Record<string, string>>;
    readonly source: ParameterSource;
  },
): { readonly template: Template; readonly plan: Plan } {
  const template = readTemplate(body);
  const parameters = resolveParameters(template, values.given, values.source);
  const attributesOf = (type: string): readonly string[] | undefined => HANDLERS[type]?.schema.attributes;
  return { template, plan: planStack(template, parameters, values.pseudo, attributesOf) };
}
