/** The root of every stack. */
export const stackType = "pulumi:pulumi:Stack";

/** What a URN is made from. */
export interface UrnParts {
  /** Stack name. */
  readonly stack: string;
  /** Project name. */
  readonly project: string;
  /** URN of the parent. @default - none: the type stands alone */
  readonly parent?: string | undefined;
  /** Type token of the resource. */
  readonly type: string;
  /** Logical name of the resource. */
  readonly name: string;
}

/** The URN of a resource: all parent types but the stack's, then its own type, then its name. */
export function urnOf({ stack, project, parent, type, name }: UrnParts): string {
  const parents = parent === undefined || parent === "" ? "" : qualifiedType(parent);
  const qualified = parents === "" || parents === stackType ? type : `${parents}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

/** The types of a URN, parents first, joined by `$`. */
export function qualifiedType(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** The logical name of a URN; names may themselves hold `::`. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
