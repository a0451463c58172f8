export * from '../iam-export/index';
