export * from '../iam-export/cloudformation';
