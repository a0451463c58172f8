import { deepStrictEqual } from 'node:assert/strict';
import { suggestEnvironments } from '../../../src/core/deploy/suggest-environments';

describe('The environments that are offered for deploying', () => {
  it('begin with production on a default branch, and outside of a repository', () => {
    deepStrictEqual(suggestEnvironments('main', []), ['production', 'staging']);
    deepStrictEqual(suggestEnvironments('', ['demo']), ['production', 'staging', 'demo']);
  });

  it('begin with the review environment of any other branch', () =>
    deepStrictEqual(suggestEnvironments('login', ['staging', 'demo']), [
      'review/login',
      'staging',
      'production',
      'demo',
    ]));

  it('leave out a branch whose name is no environment', () =>
    deepStrictEqual(suggestEnvironments('a branch\u202e', []), ['staging', 'production']));
});
