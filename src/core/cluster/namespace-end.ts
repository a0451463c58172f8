export * from './namespace-deletion';
