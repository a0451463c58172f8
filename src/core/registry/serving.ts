export * from './resolve-cluster';
