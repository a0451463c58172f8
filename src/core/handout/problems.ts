export * from '../iam-export/field-problems';
