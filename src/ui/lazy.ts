/** Creates a value on first use. A failed attempt is not cached. */
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

/** A port whose methods all answer later. */
type AsyncPort<P> = { readonly [K in keyof P]: (...args: never[]) => Promise<unknown> };

/** A port that `make` creates when one of its methods is called first. A failed attempt is not cached. */
export function lazyPort<P extends AsyncPort<P>>(make: () => Promise<P>): P {
  const made = once(make);
  return new Proxy({} as P, {
    get:
      (_target, name) =>
      async (...args: never[]) => {
        const port = await made();
        return port[name as keyof P](...args);
      },
  });
}
