export * from '../iam-export/default-options';
