export * from '../iam-export/shell-script';
