import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { COMPUTE_KINDS } from '../../../src/core/cluster-form/cluster-spec';
import { templateOf } from '../../../src/core/template';
import { DEFAULTS } from '../../../src/core/template/defaults';
import { isList, type Resource, type TemplateValue } from '../../../src/core/template/language';
import { readJson } from '../../fixtures/aws-case';
import { everyShape } from './variants';

/** Properties of our resource types as the CloudFormation registry has them, those that are read-only left out. */
const PROPERTIES = readJson('cfn-properties.json') as Readonly<Record<string, readonly string[]>>;

/** Properties that any of the templates sets, by type, with what is within them. */
const SET = new Map<string, Set<string>>();
for (const shape of COMPUTE_KINDS.flatMap(everyShape)) {
  for (const { Type, Properties } of Object.values(templateOf(shape).Resources))
    SET.set(Type, new Set([...(SET.get(Type) ?? []), ...pathsIn(Properties)]));
}

function pathsIn(value: TemplateValue, above = ''): readonly string[] {
  if (typeof value !== 'object') return [];
  if (isList(value)) return value.flatMap((item) => pathsIn(item, above));
  return Object.entries(value).flatMap(([name, inner]) => {
    if (/^(Ref$|Fn::(?!If))/.test(name)) return [];
    if (name === 'Fn::If') return isList(inner) ? pathsIn(inner[1] ?? '', above) : [];
    const path = `${above}${name}`;
    return [path, ...pathsIn(inner, `${path}/`)];
  });
}

const rowsOf = (type: string) => DEFAULTS[type as Resource['Type']] ?? [];

for (const type of Object.keys(PROPERTIES)) {
  describe(`What ${type} leaves unsaid`, () => {
    const inTemplates = SET.get(type);
    ok(inTemplates);

    for (const row of rowsOf(type)) {
      it(`${row.property} is ${row.ours}: ${row.why}`, () => {
        ok(PROPERTIES[type]?.includes(row.property), 'CloudFormation has no such property');
        strictEqual(inTemplates.has(row.property), row.ours === 'set');
      });
    }

    it('is in the table, property by property', () => {
      const isLeft = (property: string) =>
        rowsOf(type).some((row) => row.ours === 'left' && `${property}/`.startsWith(`${row.property}/`));
      const unsaid = (PROPERTIES[type] ?? [])
        .filter((property) => property !== 'Tags')
        .filter((property) => !inTemplates.has(property) && !isLeft(property));
      deepStrictEqual(unsaid, []);
    });
  });
}
