/** An element's entries: known text, references to resources, or entries that are unknown. */
export type Entry =
  | { readonly kind: "text"; readonly text: string; readonly path: string }
  | {
      readonly kind: "reference";
      readonly ref: string;
      readonly suffix: string;
      readonly path: string;
    }
  | { readonly kind: "unknown"; readonly path: string };

/** An entry that is known text. */
export type TextEntry = Extract<Entry, { readonly kind: "text" }>;

/** A principal with its kind, such as AWS or Service; `*` stands for everybody. */
export interface PrincipalEntry {
  /** Kind of principal. */
  readonly type: string;
  /** The principal. */
  readonly entry: Entry;
}

/** One condition: operator, key, values. */
export interface Condition {
  /** Operator as written, for example `StringEquals`. */
  readonly operator: string;
  /** Key in lower case: keys are case-insensitive. */
  readonly key: string;
  /** Values. */
  readonly values: readonly Entry[];
  /** JSON pointer of the key. */
  readonly path: string;
}

/** A statement in normal form: every element a list, element names in one case. */
export interface Statement {
  /** JSON pointer of the statement. */
  readonly path: string;
  /** Statement id, if it is known text. */
  readonly sid: string | undefined;
  /** `Deny` only when it says so: an unreadable effect counts as Allow. */
  readonly effect: "Allow" | "Deny";
  /** Whether the effect is unknown; it then counts as Allow, and may be Deny. */
  readonly effectUnknown: boolean;
  /** Actions. */
  readonly actions: readonly Entry[];
  /** Actions that are excluded; the rest is meant. */
  readonly notActions: readonly Entry[];
  /** Resources. */
  readonly resources: readonly Entry[];
  /** Resources that are excluded; the rest is meant. */
  readonly notResources: readonly Entry[];
  /** Principals. */
  readonly principals: readonly PrincipalEntry[];
  /** Principals that are excluded; everybody else is meant. */
  readonly notPrincipals: readonly PrincipalEntry[];
  /** Conditions; all must hold. */
  readonly conditions: readonly Condition[];
  /** Whether the whole statement is unknown. */
  readonly unknown: boolean;
  /** Whether the whole Condition element is unknown. */
  readonly conditionUnknown: boolean;
}

/** Something in a document that AWS would refuse or read otherwise than a person. */
export interface Problem {
  /** JSON pointer. */
  readonly path: string;
  /** One sentence. */
  readonly message: string;
  /** Weaker than a malformed document: AWS or some reader accepts it all the same. */
  readonly level?: "advisory";
}
