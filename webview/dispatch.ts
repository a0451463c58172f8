import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Action } from './state/action';

export type Dispatch = (action: Action) => void;

export const DispatchContext = createContext<Dispatch>(() => {
  throw new Error('There is no store around this component.');
});

/** The way from a component to the reducer. */
export function useDispatch(): Dispatch {
  return useContext(DispatchContext);
}
