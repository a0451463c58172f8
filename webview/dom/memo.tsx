import { Component, type ComponentChildren, type FunctionComponent } from 'preact';

/** A component that renders only when a prop has another value. `preact/compat` has one too, and 10 KB of React with it. */
export function memo<P extends object>(Inner: FunctionComponent<P>) {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return !areEqual(this.props, next);
    }

    render(): ComponentChildren {
      return <Inner {...this.props} />;
    }
  };
}

function areEqual<P extends object>(before: P, after: P): boolean {
  const keys = Object.keys(before) as (keyof P)[];
  return keys.length === Object.keys(after).length && keys.every((key) => Object.is(before[key], after[key]));
}
