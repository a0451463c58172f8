export { type GeneratedDocument, generateDocument, policyLength } from './generate-document';
export { defaultOptions, type ExportContext } from './default-options';
export { canInsert, indentedText } from './insertion';
export { fieldProblem, firstProblem } from './field-problems';
export {
  type ExportField,
  fieldsOf,
  type ExportFormat,
  supportedFormat,
  EXPORT_KINDS,
  type ExportKind,
  type ExportOptions,
} from './export-options';
