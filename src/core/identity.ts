import * as l10n from '@vscode/l10n';

/** Who this installation is towards AWS: made once, kept in `identity.json`. */
export interface Identity {
  /** 32 hex characters; marks our stacks. */
  readonly installation: string;
  /** 40 hex characters, as in the original. It is an identifier, not a secret. */
  readonly externalId: string;
}

/** @param randomHex gives `bytes` random bytes as hex */
export function newIdentity(randomHex: (bytes: number) => string): Identity {
  return { installation: randomHex(16), externalId: randomHex(20) };
}

/** `undefined` when the text is not an identity: the file was damaged or written by hand. */
export function parseIdentity(text: string): Identity | undefined {
  const { installation, externalId } = parseFields(text) ?? {};
  if (typeof installation !== 'string' || !/^[0-9a-f]{8,64}$/.test(installation)) return undefined;
  if (typeof externalId !== 'string' || externalIdProblem(externalId) !== undefined) return undefined;
  return { installation, externalId };
}

/**
 * The identity with another External ID; what a later version keeps beside it stays.
 * @returns `undefined` where the text is not an identity
 */
export function withExternalId(text: string, externalId: string): Identity | undefined {
  const present = parseIdentity(text);
  return present && { ...parseFields(text), ...present, externalId };
}

/** What takes the place of a damaged identity. Its installation, which marks our stacks, may still be readable. */
export function replacementFor(damaged: string, made: Identity): Identity {
  const installation = /"installation"\s*:\s*"([0-9a-f]{8,64})"/.exec(damaged)?.[1];
  return installation === undefined ? made : { ...made, installation };
}

function parseFields(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
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
