import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Value } from "../../../../policy-pack/engine/value";
import { document, resource, unknown } from "../../../support/policy-pack/resources";

/** Our account in all cases. */
export const ours = { accounts: ["111122223333"] };

/** A role with one trust statement, as JSON text. */
export const trust = (statement: Readonly<Record<string, Value>>): readonly StackResource[] => [
  resource("aws:iam/role:Role", {
    assumeRolePolicy: document({ Action: "sts:AssumeRole", ...statement }),
  }),
];

/** A role with one trust statement that stands as an object, without a list around it. */
export const trustObject = (
  statement: Readonly<Record<string, Value>>,
): readonly StackResource[] => [
  resource("aws:iam/role:Role", {
    assumeRolePolicy: {
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "sts:AssumeRole", ...statement },
    },
  }),
];

/** A role whose trust policy is unknown. */
export const unknownTrust: readonly StackResource[] = [
  resource("aws:iam/role:Role", { assumeRolePolicy: unknown }),
];

/** A role without a trust policy, which AWS refuses. */
export const noTrust: readonly StackResource[] = [resource("aws:iam/role:Role", {})];
