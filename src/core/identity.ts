/** Who this installation is towards AWS: made once, kept in `identity.json`. */
export interface Identity {
  /** 32 hex characters; marks our stacks. */
  readonly installation: string;
  /** 40 hex characters, as in the original. It identifies, it is no secret; see *Words* in the design. */
  readonly externalId: string;
}

/** @param randomHex gives `bytes` random bytes as hex */
export function newIdentity(randomHex: (bytes: number) => string): Identity {
  return { installation: randomHex(16), externalId: randomHex(20) };
}

/** `undefined` when the text is not an identity: the file was damaged or written by hand. */
export function parseIdentity(text: string): Identity | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { installation, externalId } = value as Partial<Record<string, unknown>>;
  if (typeof installation !== 'string' || !/^[0-9a-f]{8,64}$/.test(installation)) return undefined;
  // A cloud team may have chosen the ID: AWS's own rule, not ours. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  if (typeof externalId !== 'string' || !/^[\w+=,.@:/-]{2,1224}$/.test(externalId)) return undefined;
  return { installation, externalId };
}
