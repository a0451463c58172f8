export * from '../cluster-form/node-rules';
