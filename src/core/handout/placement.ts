export * from '../iam-export/insertion';
