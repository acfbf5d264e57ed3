import type { CheckContext, JudgedResource } from "../engine/rule";
import type { Value } from "../engine/value";
import { isObject, isUnknown, listOf, pointer } from "../engine/value";
import type { Document } from "./document";
import { readDocument, readStatements } from "./document";
import type { DocumentKind, Location } from "./document-locations";
import { documentLocations } from "./document-locations";

export { type DocumentKind, documentKinds } from "./document-locations";

/** Every type that holds a document. */
export const documentTypes: readonly string[] = Object.keys(documentLocations);

/** A document of a resource. */
export interface LocatedDocument {
  /** What it is for. */
  readonly kind: DocumentKind;
  /** JSON pointer of the property that holds it. */
  readonly path: string;
  /** What was read; unknown when neither its own text nor a declaration is known. */
  readonly document: Document;
  /** Whether it speaks of many resources of an account, so that `*` in it means all of them. */
  readonly isAccountWide: boolean;
  /** Whether its statements are those that a component declares. */
  readonly isDeclared: boolean;
}

/** The documents of a resource; an unknown one is replaced by what a component above declares for it. */
export function documentsOf(
  resource: JudgedResource,
  { declared }: Pick<CheckContext, "declared">,
): readonly LocatedDocument[] {
  return (documentLocations[resource.type] ?? [])
    .filter((location) => isPolicyLanguage(resource, location))
    .flatMap((location) =>
      valuesAt(resource.properties, location.path).map(({ value, path }) =>
        locate({ resource, location, value, path, declared }),
      ),
    );
}

interface Found {
  readonly resource: JudgedResource;
  readonly location: Location;
  readonly value: Value;
  readonly path: string;
  readonly declared: CheckContext["declared"];
}

function locate({ resource, location, value, path, declared }: Found): LocatedDocument {
  const { kind, isAccountWide } = location;
  const declaration = declared.find(resource, path.slice(1));
  // Only its component can say that a policy bounds others: it is the same type as one that grants.
  const isBoundary = kind === "identity" && declaration?.kind === "boundary";
  const own: Document = isUnknownLanguage(resource, location)
    ? { kind: "unknown", path }
    : readDocument(value, path);
  const isDeclared = own.kind === "unknown" && declaration !== undefined;
  return {
    kind: isBoundary ? "boundary" : kind,
    path,
    isAccountWide,
    isDeclared,
    document: isDeclared ? readStatements(declaration.statements, `${path}/Statement`) : own,
  };
}

const isUnknownLanguage = ({ properties }: JudgedResource, { kind }: Location): boolean =>
  kind === "organization" && isUnknown(properties["type"]);

// Tag, backup and other policies of an organization are in languages of their own.
function isPolicyLanguage({ type, properties }: JudgedResource, { kind }: Location): boolean {
  const policyType = properties["type"];
  return (
    kind !== "organization" ||
    typeof policyType !== "string" ||
    isUnknown(policyType) ||
    type !== "aws:organizations/policy:Policy" ||
    /^(SERVICE|RESOURCE)_CONTROL_POLICY$/.test(policyType)
  );
}

/** The values at a path, where `*` stands for each item of a list; an unknown one ends the path. */
function valuesAt(
  value: Value,
  keys: readonly string[],
  path = "",
): readonly { readonly value: Value; readonly path: string }[] {
  const [key, ...rest] = keys;
  if (key === undefined || (isUnknown(value) && path !== "")) return [{ value, path }];
  if (key === "*") {
    return listOf(value).flatMap((item, index) => valuesAt(item, rest, path + pointer([index])));
  }
  const child = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return child === undefined || child === null ? [] : valuesAt(child, rest, path + pointer([key]));
}
