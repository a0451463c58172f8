export * from '../iam-export/shell-functions';
