import { deepStrictEqual } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const WEBVIEW = join(__dirname, '../../../webview');
const THEME = 'theme.css';

/** Colours, fonts and sizes that do not come from VS Code's theme. */
const LITERALS: readonly RegExp[] = [
  /#[0-9a-f]{3,8}\b(?=[^{]*;)/gi,
  /\b(?:rgba?|hsla?|oklch)\(/gi,
  /(?<=:[^;{]*)\b\d*\.?\d+(?:px|rem|em|pt)\b/gi,
  /font-family\s*:(?!\s*(?:var\(|inherit))/gi,
];

describe('The form', () => {
  it('has no colour, font or size but those of the theme file', () => {
    const styles = readdirSync(WEBVIEW, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(css|ts)$/.test(file),
    );
    const found = styles
      .filter((file) => file !== THEME)
      .flatMap((file) => literals(file).map((literal) => `${file}: ${literal}`));
    deepStrictEqual(found, []);
  });

  it('has that theme file', () => deepStrictEqual(existsSync(join(WEBVIEW, THEME)), true));
});

function literals(file: string): string[] {
  const text = readFileSync(join(WEBVIEW, file), 'utf8');
  // Styles set from code are literals too; a template's text is not.
  const styles = file.endsWith('.ts') ? (text.match(/\.style\b[^;]*;/g) ?? []).join('\n') : text;
  return LITERALS.flatMap((pattern) => styles.match(pattern) ?? []);
}
