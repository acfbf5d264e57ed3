import type { Evidence, StackResource } from "../engine/rule";

/** Who makes a request. */
export type Caller =
  /** A session of a role of the stack. */
  | {
      readonly kind: "role";
      readonly role: StackResource;
      /** Session policy: what the session was narrowed to when it was made. @default - not narrowed */
      readonly session?: SessionPolicy;
      /** Name of the session. @default - unknown: whoever assumes the role chooses it */
      readonly sessionName?: string;
    }
  /** An AWS service in its own name, such as `logs.us-east-1.amazonaws.com`. */
  | { readonly kind: "service"; readonly name: string }
  /**
   * A principal outside the stack, by ARN, such as a break-glass role that exists already. Its own policies cannot be
   * seen and are taken to allow the request: what is decided is whether the stack lets it.
   */
  | { readonly kind: "foreign"; readonly arn: string };

/** Statements of a session policy, as JSON values. */
export interface SessionPolicy {
  /** The statements. */
  readonly statements: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Value of a condition key: its texts; unknown; or the ARN of a resource of the stack, known or not, with text after
 * it. A key that is not listed is absent from the request, and so is one without texts.
 */
export type KeyValue =
  | readonly string[]
  | "unknown"
  | { readonly arnOf: StackResource; readonly suffix?: string };

/** One request as AWS would judge it. */
export interface AuthorizationRequest {
  /** Who asks. */
  readonly caller: Caller;
  /** Action, for example `kms:Decrypt`. */
  readonly action: string;
  /** Resource of the stack that it is about; `undefined` for actions that take no resource. */
  readonly resource: StackResource | undefined;
  /** Text after the resource's ARN, for example `/reason` or `:log-stream:task`. @default - nothing */
  readonly suffix?: string;
  /**
   * Condition keys beside those that follow from caller and resource (`aws:PrincipalArn`, `aws:PrincipalAccount`,
   * `aws:PrincipalIsAWSService`, `aws:PrincipalServiceName`, `aws:SecureTransport`, account and organization of the
   * resource). Names in lower case. @default - none
   */
  readonly keys?: Readonly<Record<string, KeyValue>>;
  /** Documents in the way: policies of the endpoint or of the service network that the request passes. @default - none */
  readonly gates?: readonly StackResource[];
}

/** How AWS decides; `undecided` when something unknown decides. */
export type Outcome = "allowed" | "explicit-deny" | "implicit-deny" | "undecided";

/** Kind of policy that a statement belongs to, in AWS's words. */
export type PolicyKind =
  | "identity policy"
  | "permissions boundary"
  | "session policy"
  | "resource policy"
  | "key policy"
  | "trust policy"
  | "endpoint policy"
  | "auth policy"
  | "service control policy";

/** A statement that took part in a decision. */
export interface DecidingStatement extends Evidence {
  /** Policy it is part of. */
  readonly policy: PolicyKind;
  /** Logical name of the resource that carries it. */
  readonly carrier: string;
  /** Its Sid, if any. */
  readonly sid: string | undefined;
  /** Its effect; `undefined` where the absence of a statement decided. */
  readonly effect: "Allow" | "Deny" | undefined;
}

/** What AWS would answer, and because of which statements. */
export interface Decision {
  /** The answer. */
  readonly outcome: Outcome;
  /** The denial; or the grants that together allow it; or where a grant is missing. */
  readonly deciding: readonly DecidingStatement[];
  /** One sentence. */
  readonly reason: string;
}
