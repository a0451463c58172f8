export * from '../iam-export/export-options';
