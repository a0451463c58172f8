import assert from 'node:assert/strict';
import {
  descriptionProblem,
  parseTags,
  roleNameProblem,
  tagsProblem,
  formatTags,
  defaultPlan,
} from '../../../src/core/roles';

describe('The options for the roles', () => {
  it('have valid defaults', () => {
    const { provisionRoleName, serviceRoleName, description, tags } = defaultPlan('0123456789abcdef');
    for (const name of [provisionRoleName, serviceRoleName]) assert.equal(roleNameProblem(name), undefined);
    assert.equal(descriptionProblem(description), undefined);
    assert.equal(tagsProblem(formatTags(tags)), undefined);
  });

  for (const name of ['', 'a b', 'ä', 'team/role', 'x'.repeat(65)])
    it(`reject a role name such as "${name.slice(0, 12)}"`, () => {
      assert.match(roleNameProblem(name) ?? '', /1 to 64/);
    });

  it('reject a role name that the provision policy lets the role itself write', () => {
    assert.match(roleNameProblem('eks-clusters-provision') ?? '', /is reserved for the roles of clusters/);
  });

  it('reject a description with characters that IAM does not accept', () => {
    assert.equal(descriptionProblem('Für Düsseldorf, 2nd floor'), undefined);
    assert.match(descriptionProblem('クラスター') ?? '', /1,000 characters/);
    assert.match(descriptionProblem('x'.repeat(1001)) ?? '', /1,000 characters/);
  });

  it('accept tags in the notation in which they are shown', () => {
    const tags = { team: 'web', 'cost center': '42', formula: 'a=b', empty: '' };
    assert.deepEqual(parseTags(formatTags(tags)), tags);
    assert.deepEqual(parseTags(' team = web ,, '), { team: 'web' });
    assert.equal(tagsProblem(formatTags(tags)), undefined);
  });

  const notTags = {
    team: /key=value/,
    'team=web,team=data': /Duplicate key/,
    'aws:createdBy=me': /are reserved/,
    'eks-clusters:operation=mine': /are reserved/,
    '=value': /1 to 128/,
    'team=web?': /1 to 128/,
    [`key=${'x'.repeat(257)}`]: /1 to 128/,
    [Array.from({ length: 49 }, (_, index) => `k${index}=v`).join()]: /48 tags/,
  };
  for (const [text, problem] of Object.entries(notTags))
    it(`reject tags such as "${text.slice(0, 24)}"`, () => assert.match(tagsProblem(text) ?? '', problem));
});
