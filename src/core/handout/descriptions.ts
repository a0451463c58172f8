export * from '../iam-export/descriptions';
