export * from '../iam-export/permission-table';
