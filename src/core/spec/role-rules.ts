export * from '../cluster-form/role-rules';
