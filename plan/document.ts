/**
 * A resource a statement cannot spell because AWS chooses part of its ARN. `ref` is the logical name
 * of a resource of this stack; the deployed document holds that resource's ARN followed by `suffix`.
 */
export interface ResourceReference {
  /** Logical Pulumi name of the resource whose ARN is meant. */
  readonly ref: string;
  /** Text appended to the ARN, for example `/reason`. @default - nothing */
  readonly suffix?: string;
}

/** A resource element: a literal ARN, or a reference that components resolve. */
export type StatementResource = string | ResourceReference;

/** Principals by kind, each an exact list. */
export type Principals = Readonly<
  Partial<Record<"AWS" | "Service" | "Federated", readonly string[]>>
>;

/** Condition block: operator, then key, then values. */
export type Conditions = Readonly<
  Record<string, Readonly<Record<string, string | readonly string[]>>>
>;

/** One statement of an IAM-style document. */
export interface Statement {
  /** Unique within its document. */
  readonly Sid: string;
  /** Whether it grants or, over every grant, refuses. */
  readonly Effect: "Allow" | "Deny";
  /** Only in documents attached to a resource; `"*"` only in denials. */
  readonly Principal?: Principals | "*";
  /** Actions, for example `kms:Decrypt`. */
  readonly Action: readonly string[];
  /** Absent in trust policies. */
  readonly Resource?: readonly StatementResource[];
  /** When it applies. @default - always */
  readonly Condition?: Conditions;
}

/** An IAM-style document as plan data. */
export interface PolicyDocument {
  /** Version of the policy language: the one that knows variables. */
  readonly Version: "2012-10-17";
  /** The statements, each with a Sid of its own. */
  readonly Statement: readonly Statement[];
}

/** Wraps statements in a document of the current policy language version. */
export function policyDocument(statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** Refuses actions on resources to everybody who comes without TLS. */
export const tlsOnly = (Action: readonly string[], Resource: readonly string[]): Statement => ({
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action,
  Resource,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

/** The logical names that a document refers to, each once, in order of appearance. */
export function documentReferences(document: PolicyDocument): readonly string[] {
  const references = document.Statement.flatMap((statement) =>
    (statement.Resource ?? []).flatMap((resource) =>
      typeof resource === "string" ? [] : [resource.ref],
    ),
  );
  return [...new Set(references)];
}

/** What a component publishes about one of its documents, so that it can be judged before its ARNs are known. */
export interface DeclaredDocument {
  /** Unique within the component. */
  readonly id: string;
  /** What the document does. */
  readonly kind:
    | "identity"
    | "trust"
    | "resource"
    | "boundary"
    | "key"
    | "endpoint"
    | "lattice-auth";
  /** Logical name of the resource that carries the document. */
  readonly target: string;
  /** Property of that resource, for example `policy` or `assumeRolePolicy`. */
  readonly property: string;
  /** The document's statements, with references in place of ARNs. */
  readonly statements: readonly Statement[];
}
