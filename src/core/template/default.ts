/** Who decides about a property that a template does not set. */
export type Owner = 'account' | 'VPC' | 'subnet' | 'image' | 'instance type' | 'service';

/** What becomes of a property for which AWS has a default. */
export type Default =
  | { readonly property: string; readonly ours: 'set'; readonly why: string }
  /** `property` includes everything below it. */
  | {
      readonly property: string;
      readonly ours: 'left';
      readonly decides: Owner;
      readonly why: string;
    };

/** The templates say it. */
export const set = (property: string, why: string): Default => ({ property, ours: 'set', why });

/** The templates are silent, each property for the same reason. */
export const left = (decides: Owner, why: string, ...properties: readonly string[]): readonly Default[] =>
  properties.map((property) => ({ property, ours: 'left', decides, why }));
