import { spellings } from './spellings';

/** A place and its text. */
export type WrittenTexts = ReadonlyMap<string, string>;

/** The places that contain one of the secrets in some spelling. */
export function findSecrets(secrets: readonly string[], places: WrittenTexts): readonly string[] {
  const wanted = secrets.flatMap(spellings);
  return [...places]
    .filter(([, text]) => wanted.some((spelling) => text.includes(spelling)))
    .map(([place]) => place);
}

/** Of EKS, or of a service account: found without knowing it. */
const BEARER_TOKEN = /k8s-aws-v1\.[\w-]{20}|eyJ[\w-]{20,}\.eyJ[\w-]{20,}\./;

/** The places in which any bearer token of a cluster stands. */
export function findBearerTokens(places: WrittenTexts): readonly string[] {
  return [...places].filter(([, text]) => BEARER_TOKEN.test(text)).map(([place]) => place);
}
