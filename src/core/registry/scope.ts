export * from './environment-scope';
