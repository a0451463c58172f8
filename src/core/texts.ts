/**
 * Every bundle carries its own copy of the text library, so every bundle is told the user's language: what an adapter
 * throws is read by the user too.
 */
export { config as configureTexts } from '@vscode/l10n';
