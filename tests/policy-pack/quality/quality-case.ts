import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../policy-pack/engine/value";
import { resource } from "../../support/policy-pack/resources";

/** What an experienced reviewer would say of a small stack. */
export interface QualityCase {
  /** What is special about the stack. */
  readonly title: string;
  /** What the reviewer would say. */
  readonly expect: "violation" | "compliant";
  /** Resources of the stack, parents first. */
  readonly resources: readonly StackResource[];
  /** Logical name of the resource that is at fault. @default - any of the stack */
  readonly subject?: string;
  /** Rule identifiers that may name the fault. */
  readonly concern: RegExp;
}

/** Ways to write down the cases of one family. */
export interface CaseWriters {
  /** A stack that a reviewer would reject because of one resource. */
  readonly violation: (
    title: string,
    subject: string,
    ...resources: readonly StackResource[]
  ) => QualityCase;
  /** A stack that a reviewer would let pass. */
  readonly compliant: (title: string, ...resources: readonly StackResource[]) => QualityCase;
}

/** Writers for the cases of the family that a concern names. */
export function casesOf(concern: RegExp): CaseWriters {
  return {
    violation: (title, subject, ...resources) => ({
      title,
      expect: "violation",
      subject,
      resources,
      concern,
    }),
    compliant: (title, ...resources) => ({ title, expect: "compliant", resources, concern }),
  };
}

/** A resource by the module and class of its type and by its name: `iam/Role function`. */
export function made(
  what: string,
  properties: Properties,
  refersTo: Readonly<Record<string, StackResource>> = {},
): StackResource {
  const [module = "", className = "", name = ""] = what.split(/[/ ]/u);
  const file = `${className.charAt(0).toLowerCase()}${className.slice(1)}`;
  return resource(`aws:${module}/${file}:${className}`, properties, { name, refersTo });
}

/** A statement of a policy document. */
export type Statement = Readonly<Record<string, Value>>;

/** A policy document as JSON text. */
export function text(...statements: readonly Statement[]): string {
  return JSON.stringify(tree(...statements));
}

/** A policy document as an object. */
export function tree(...statements: readonly Statement[]): Properties {
  return { Version: "2012-10-17", Statement: statements };
}

/** A statement that allows. */
export function allow(
  Action: string | readonly string[],
  Resource: string | readonly string[],
  more: Statement = {},
): Statement {
  return { Effect: "Allow", Action, Resource, ...more };
}

/** A statement that denies. */
export function deny(
  Action: string | readonly string[],
  Resource: string | readonly string[],
  more: Statement = {},
): Statement {
  return { Effect: "Deny", Action, Resource, ...more };
}

/** A customer managed key of the account. */
export const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const keyProperties = {
  description: "Data of the application",
  enableKeyRotation: true,
  rotationPeriodInDays: 365,
  deletionWindowInDays: 30,
  policy: text({
    Sid: "Administration",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "kms:*",
    Resource: "*",
  }),
};

/** A key that the stack has had for long, rotated and administered by its account. */
export const key = resource("aws:kms/key:Key", keyProperties, {
  name: "key",
  outputs: { ...keyProperties, arn: keyArn, keyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
});
