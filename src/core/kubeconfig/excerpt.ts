export * from './partial-document';
