/**
 * A menu hands over its row and all that are selected, and `undefined` for those that VS Code has forgotten while it
 * draws the view anew. The palette hands over nothing, and the command asks: that must not happen to who pointed at a row.
 */
export function isRowLost(args: readonly unknown[]): boolean {
  const [row, selection] = args;
  if (args.length < 2) return false;
  return row === undefined || (Array.isArray(selection) && selection.includes(undefined));
}
