import { match, strictEqual } from 'node:assert/strict';
import { externalIdProblem, newIdentity, parseIdentity } from '../../../src/core/identity';

describe('An External ID', () => {
  const ACCEPTED = [
    'ab',
    'a'.repeat(1224),
    'Example/Team:eks@2026,+=._-',
    newIdentity(() => 'f00d').externalId,
  ];
  for (const id of ACCEPTED) {
    it(`may be ${id.slice(0, 30)}`, () => strictEqual(externalIdProblem(id), undefined));
  }

  const REFUSED = {
    'is too short': ['a', /2 to 1,224 characters/],
    'is too long': ['a'.repeat(1225), /2 to 1,224 characters/],
    'has a space': ['my team', /not “ ”/],
    'has a letter that is none from A to Z': ['team-ü', /not “ü”/],
    'has a line break': ['team\n', /letters \(A to Z\)/],
  } as const;
  for (const [title, [id, says]] of Object.entries(REFUSED)) {
    it(`is refused when it ${title}`, () => match(externalIdProblem(id) ?? '', says));
  }

  it('that STS would not take makes the file that holds it a damaged one', () => {
    strictEqual(parseIdentity('{"installation": "0123456789abcdef", "externalId": "my team"}'), undefined);
  });
});
