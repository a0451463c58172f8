export * from '../cluster-form/taints';
