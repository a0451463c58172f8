export * from './managed-object';
