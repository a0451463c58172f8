import * as l10n from '@vscode/l10n';
import * as v from 'valibot';

const IDENTITY = v.object({
  /** 32 hex characters; marks our stacks. */
  installation: v.pipe(v.string(), v.regex(/^[0-9a-f]{8,64}$/)),
  /** 40 hex characters, unless a cloud team gave another one. It is an identifier, not a secret. */
  externalId: v.pipe(
    v.string(),
    v.check((text) => externalIdProblem(text) === undefined),
  ),
});

/** Who this installation is to AWS: created once, and kept in `identity.json`. */
export type Identity = Readonly<v.InferOutput<typeof IDENTITY>>;

const SAVED_IDENTITY = v.pipe(v.string(), v.parseJson(), v.looseObject(IDENTITY.entries));

/** @param randomHex gives `bytes` random bytes as hex */
export function newIdentity(randomHex: (bytes: number) => string): Identity {
  return { installation: randomHex(16), externalId: randomHex(20) };
}

/** @returns `undefined` when the text is not an identity: the file was damaged or written by hand */
export function parseIdentity(text: string): Identity | undefined {
  const saved = v.safeParse(SAVED_IDENTITY, text);
  if (!saved.success) return undefined;
  const { installation, externalId } = saved.output;
  return { installation, externalId };
}

/**
 * The identity with another External ID; what a later version keeps beside it stays.
 * @returns `undefined` where the text is not an identity
 */
export function withExternalId(text: string, externalId: string): Identity | undefined {
  const saved = v.safeParse(SAVED_IDENTITY, text);
  return saved.success ? { ...saved.output, externalId } : undefined;
}

/** What takes the place of a damaged identity. Its installation, which marks our stacks, may still be readable. */
export function replacementFor(damaged: string, made: Identity): Identity {
  const installation = /"installation"\s*:\s*"([0-9a-f]{8,64})"/.exec(damaged)?.[1];
  return installation === undefined ? made : { ...made, installation };
}

/**
 * Why STS would not take this as an External ID. A cloud team may have chosen it: the rule is AWS's and not ours.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function externalIdProblem(text: string): string | undefined {
  if (text.length < 2 || text.length > 1224) return l10n.t('An External ID has 2 to 1,224 characters.');
  const [refused] = text.replaceAll(/[\w+=,.@:/-]/g, '');
  if (refused === undefined) return undefined;
  return l10n.t(
    'An External ID can only contain letters (A to Z), digits and _ + = , . @ : / -, not “{0}”.',
    refused,
  );
}
