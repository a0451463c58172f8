import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import type { Draft } from '../../../src/core/cluster-form/draft';
import { VPC_LISTS } from '../../../webview/state/lists';
import { loaded, type FormState } from '../../../webview/state/state';
import { ACTIONS, RandomUser, type UserAction } from './random-user';
import { CHOSEN, LIST_NAMES, listed, names } from './tagged-account';

/** Most of the time things take their course; otherwise the account's lists would hardly ever be seen. */
const action = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom<UserAction>('answer', 'answerAll', 'authenticate') },
  { weight: 2, arbitrary: fc.constantFrom<UserAction>('chooseVpc', 'leaveVpc', 'chooseSubnets') },
  { weight: 1, arbitrary: fc.constantFrom(...(Object.keys(ACTIONS) as UserAction[])) },
);
const actions = fc.array(fc.tuple(action, fc.nat({ max: 4095 })), {
  minLength: 10,
  maxLength: 80,
  size: 'max',
});

/** Does it all, looking at the form after each action. */
function live(
  done: readonly (readonly [UserAction, number])[],
  look: (state: FormState) => void,
): RandomUser {
  const user = new RandomUser();
  for (const [action, n] of done) {
    user.do(action, n);
    look(user.driver.state);
  }
  return user;
}

describe('The form, whatever its user does and in whatever order the host answers', () => {
  it('shows no list of another role, region or VPC', () => {
    fc.assert(
      fc.property(actions, (done) => {
        live(done, ({ draft, requests }) => {
          for (const list of LIST_NAMES) {
            const remote = requests[list];
            if (remote.kind === 'loaded') deepStrictEqual(remote.value, listed(list, draft), list);
          }
        });
      }),
    );
  });

  it('keeps no choice of another role, region or VPC', () => {
    fc.assert(
      fc.property(actions, (done) => {
        live(done, ({ draft }) => {
          deepStrictEqual(strangers(draft), []);
        });
      }),
    );
  });

  it('waits for nothing once everything is answered, and then has every list that it can have', () => {
    fc.assert(
      fc.property(actions, (done) => {
        const user = live(done, () => undefined);
        user.settle();
        user.do('leaveVpc', 0);
        user.settle();
        const { draft, requests } = user.driver.state;
        const kinds = Object.entries(requests).map(([request, { kind }]) => ({ request, kind }));
        deepStrictEqual(
          kinds.filter(({ kind }) => kind === 'loading'),
          [],
        );
        if (!loaded(requests.authenticate)) return;
        for (const list of LIST_NAMES) {
          const isMeaningless = draft.vpcId === '' && VPC_LISTS.some((name) => name === list);
          if (!isMeaningless) ok(requests[list].kind !== 'idle', `${list} was never asked`);
        }
      }),
    );
  });

  it('has the choices back after another role or region was only looked at', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 4095 }), { maxLength: 12, size: 'max' }),
        fc.constantFrom<UserAction>('changeRole', 'changeRegion'),
        (choices, detour) => {
          const user = new RandomUser();
          user.do('authenticate', 0);
          user.settle();
          for (const n of choices) {
            user.do('choose', n);
            user.do('leaveVpc', 0);
            user.settle();
          }
          const before = user.driver.state.draft;
          user.do(detour, 1);
          user.do(detour, 0);
          user.do('authenticate', 0);
          user.settle();
          const after = user.driver.state.draft;
          deepStrictEqual(after, { ...after, ...filledIn(before) });
          if (after.vpcId !== '') strictEqual(user.driver.state.requests.listSubnets.kind, 'loaded');
        },
      ),
    );
  });
});

/** What presets fall back on where the list of types cannot be read. */
const USUAL_TYPES = ['t3.medium', 'm6i.large'];

/** The fields in which something stands: in the others the form may have chosen since. */
function filledIn(draft: Draft): Partial<Draft> {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== ''));
}

/** What is chosen and is not in the list that the draft's own role, region and VPC would bring. */
function strangers(draft: Draft): readonly string[] {
  return LIST_NAMES.flatMap((list) => {
    const own = [...names(list, listed(list, draft)), ...USUAL_TYPES];
    return CHOSEN[list](draft).filter((name) => !own.includes(name));
  });
}
