export * from './scope-conflict';
