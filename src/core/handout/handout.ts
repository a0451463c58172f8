export * from '../iam-export/generate-document';
