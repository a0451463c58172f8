export * from '../iam-export/cluster-documents';
