import type { Row } from './row';

const HEAD = ['figure', 'value', 'unit', 'compared with', 'value', 'ratio'] as const;
const NUMERIC: ReadonlySet<number> = new Set([1, 4, 5]);

/** The rows as a table for people. */
export function table(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          NUMERIC.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cells({ name, unit, value, comparedWith }: Row): readonly string[] {
  const ratio = (value / comparedWith.value).toFixed(2);
  return [name, shown(value), unit, comparedWith.name, shown(comparedWith.value), ratio];
}

/** Three digits are all that a measurement has. */
function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
