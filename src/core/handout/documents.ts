export * from '../iam-export/policy-documents';
