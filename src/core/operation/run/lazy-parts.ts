/** What carries operations out: loaded once there is one. */
export { decide } from '../decide';
export { lookAtAllKept } from '../look-at-all-kept';
export { drive, viewOf } from './run-operation';
