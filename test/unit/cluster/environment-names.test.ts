import { match, notStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import {
  environmentNames,
  environmentSlug,
  gitlabProjectSlug,
  projectFor,
} from '../../../src/core/cluster/environment-names';

const SHOP = { name: 'Shop', origin: 'https://git.example/team/shop.git' };
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

describe('The slug of an environment', () => {
  for (const name of ['production', 'staging-2'])
    it(`is its name, where that can be: ${name}`, () => strictEqual(environmentSlug(name), name));

  it('has a hash of the name where it is another: two environments never share one', () => {
    match(environmentSlug('review/one'), /^review-one-[a-z0-9]{6}$/);
    notStrictEqual(environmentSlug('review/one'), environmentSlug('review-one'));
    notStrictEqual(environmentSlug('Production'), environmentSlug('production'));
    match(environmentSlug('1st'), /^env-1st-[a-z0-9]{6}$/);
    match(environmentSlug('a'.repeat(60)), /^a{17}-[a-z0-9]{6}$/);
  });

  it('is a part of a DNS label of at most 24 characters, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        const slug = environmentSlug(name);
        ok(slug.length <= 24 && /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(slug), slug);
      }),
    );
  });
});

describe('The names of what is made for an environment', () => {
  it('are those of the original: project, ID, environment', () => {
    const names = environmentNames(SHOP, 'production');
    match(names.namespace, /^shop-[0-9a-f]{8}-production$/);
    strictEqual(names.serviceAccount, `${names.namespace}-service-account`);
    strictEqual(names.roleBinding, `eks-clusters-${names.namespace}`);
  });

  it('are for the project alone, where its environments share a namespace', () => {
    match(environmentNames(SHOP, undefined).namespace, /^shop-[0-9a-f]{8}$/);
  });

  it('are the same for everybody who works on the repository, however they reach it', () => {
    const { namespace } = environmentNames(SHOP, 'production');
    for (const origin of [
      'git@git.example:team/shop.git',
      'ssh://git@git.example/team/shop',
      'https://ann:token@git.example/Team/Shop/',
    ])
      strictEqual(environmentNames({ ...SHOP, origin }, 'production').namespace, namespace);
  });

  it('are the same whatever folder somebody has cloned it into, and of a folder alone where there is no repository', () => {
    const names = (folder: string, remote?: string) =>
      environmentNames(projectFor({ name: folder, uri: `file:///home/${folder}` }, remote), 'production');
    strictEqual(names('shop-2', SHOP.origin).namespace, names('Shop', SHOP.origin).namespace);
    match(names('shop-2', SHOP.origin).namespace, /^shop-[0-9a-f]{8}-production$/);
    match(names('shop-2').namespace, /^shop-2-[0-9a-f]{8}-production$/);
    match(names('mine', 'https://git.example/').namespace, /^git-example-[0-9a-f]{8}-production$/);
  });

  it('are others for another repository of the name', () => {
    const other = { ...SHOP, origin: 'https://git.example/friends/shop.git' };
    notStrictEqual(
      environmentNames(other, 'production').namespace,
      environmentNames(SHOP, 'production').namespace,
    );
  });

  it('are DNS labels, whatever folder and environment are called', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
        (name, origin, environment) => {
          const { namespace } = environmentNames({ name, origin }, environment);
          match(namespace, DNS_LABEL);
        },
      ),
    );
  });

  it('never hold a token from the URL of the repository', () => {
    const { namespace } = environmentNames(
      { name: 'x', origin: 'https://secret@git.example/x' },
      'production',
    );
    ok(!namespace.includes('secret'));
    const named = projectFor({ name: 'x', uri: '' }, 'https://git.example/x?token=secret');
    ok(!environmentNames(named, 'production').namespace.includes('secret'));
  });
});

describe('What GitLab calls a project', () => {
  const slugOf = (origin: string) => gitlabProjectSlug({ name: 'shop', origin });
  const SLUGS = {
    'https://gitlab.com/Team/sub.group/shop.git': 'team-sub-group-shop',
    'git@gitlab.com:team/shop.git': 'team-shop',
    'https://token@gitlab.example/team/_shop_': 'team--shop',
    [`https://gitlab.com/${'a'.repeat(62)}/shop`]: 'a'.repeat(62),
  };

  for (const [origin, slug] of Object.entries(SLUGS))
    it(`is its path with hyphens, as a label may have it: ${slug}`, () => strictEqual(slugOf(origin), slug));

  it('is nothing for a folder without a remote', () => {
    for (const origin of ['file:///home/me/shop', 'vscode-remote://wsl/home/me/shop'])
      strictEqual(slugOf(origin), undefined);
  });
});
