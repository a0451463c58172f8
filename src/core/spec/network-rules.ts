export * from '../cluster-form/network-rules';
