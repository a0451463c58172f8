import XMLBuilder from 'fast-xml-builder';

export interface XmlStyle {
  /** The element around each item of a list. */
  readonly listItem: 'member' | 'item';
  /** The element of a member; `path` is the member's own name after those of what it is in. */
  readonly elementName: (path: readonly string[]) => string;
}

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
});

/** An XML document with one root element. */
export function xmlDocument(root: string, namespace: string, content: Record<string, unknown>): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${builder.build({ [root]: { '@xmlns': namespace, ...content } })}`;
}

/** Members as nested elements, without those that are undefined. */
export function xmlMembers(
  members: Readonly<Record<string, unknown>>,
  style: XmlStyle,
  path: readonly string[] = [],
): Record<string, unknown> {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const memberPath = [...path, name];
      return [style.elementName(memberPath), xmlValue(value, style, memberPath)];
    }),
  );
}

function xmlValue(value: unknown, style: XmlStyle, path: readonly string[]): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    // The builder leaves out an empty list; AWS sends an empty element.
    if (value.length === 0) return '';
    return { [style.listItem]: value.map((item: unknown) => xmlValue(item, style, path)) };
  }
  if (typeof value === 'object' && value !== null) {
    return xmlMembers(value as Record<string, unknown>, style, path);
  }
  return String(value);
}
