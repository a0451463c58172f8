export * from '../iam-export/snippets';
