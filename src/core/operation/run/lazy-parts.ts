/** What carries operations out: loaded once there is one. */
export { decide } from '../decide';
export { refreshAllKept } from '../refresh-kept';
export { runOperation, viewOf } from './run-operation';
