/**
 * VS Code replaces variables in what a terminal or a task is given: `${config:…}` by what a repository's settings say, and
 * in tasks `${command:…}` by what any command returns, which it runs for that. There is no way to write them as text.
 */
export function hasVariable(value: string): boolean {
  return value.includes('${');
}
