export * from './disabled-clusters';
