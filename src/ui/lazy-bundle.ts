import type { configureTexts } from '../core/texts';

/** Makes it on first use; a failed attempt is not kept. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

export type Translate = <B extends { configureTexts: typeof configureTexts }>(bundle: B) => B;

/** Tells a bundle the user's language as it is loaded. */
export function translator(texts: Record<string, string> | undefined): Translate {
  return (bundle) => {
    if (texts) bundle.configureTexts({ contents: texts });
    return bundle;
  };
}
