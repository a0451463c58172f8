export * from '../cluster-form/role-arn';
