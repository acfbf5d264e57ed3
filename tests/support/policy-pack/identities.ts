import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../policy-pack/engine/value";
import { resource, unknown } from "./resources";

/** A statement as a program writes it; Effect is Allow unless given. */
export type StatementValue = Readonly<Record<string, Value>>;

/** A document of several statements, as JSON text. */
export const documentOf = (...statements: readonly StatementValue[]): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
  });

/** A document of several statements, as an object. */
export const objectOf = (...statements: readonly StatementValue[]): Value => ({
  Version: "2012-10-17",
  Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
});

/** A trust policy for services, or for principals of another kind. */
export const trustIn = (
  Service: Value,
  more: StatementValue = { Action: "sts:AssumeRole" },
): string => documentOf({ Principal: { Service }, ...more });

/** A role, trusted by Lambda. */
export const role = (
  name: string,
  properties: Properties = {},
  refersTo: Readonly<Record<string, StackResource>> = {},
): StackResource =>
  resource(
    "aws:iam/role:Role",
    { name, assumeRolePolicy: trustIn("lambda.amazonaws.com"), ...properties },
    { name, refersTo },
  );

/** An inline policy of a role. */
export const rolePolicy = (
  of: StackResource,
  policy: Value,
  name = `${of.name}-inline`,
): StackResource =>
  resource(
    "aws:iam/rolePolicy:RolePolicy",
    { name, role: unknown, policy },
    { name, refersTo: { role: of } },
  );

/** An unknown inline policy of a role, with the statement that its component declares in its place. */
export function declaredPolicy(
  of: StackResource,
  statement: StatementValue,
): readonly StackResource[] {
  const statements = [{ Effect: "Allow", ...statement }];
  const declaration = { id: "own", kind: "identity", target: "declared", property: "policy" };
  const component = resource("my:index:Component", {
    zeroTrust: { contract: 1, documents: [{ ...declaration, statements }] },
  });
  return [
    component,
    resource(
      "aws:iam/rolePolicy:RolePolicy",
      { role: unknown, policy: unknown },
      { name: "declared", refersTo: { role: of }, parent: component },
    ),
  ];
}

/** A managed policy of the stack. */
export const policy = (name: string, document: Value): StackResource =>
  resource("aws:iam/policy:Policy", { name, policy: document }, { name });

/** Attaches a managed policy to a role, by dependencies. */
export const attach = (of: StackResource, attached: StackResource): StackResource =>
  resource(
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    { role: unknown, policyArn: unknown },
    { name: `${of.name}-${attached.name}`, refersTo: { role: of, policyArn: attached } },
  );

/** A role with a boundary of the stack. */
export const boundedRole = (name: string, boundary: StackResource): StackResource =>
  role(name, { permissionsBoundary: unknown }, { permissionsBoundary: boundary });

/** ARN of a role of our account. */
export const roleArn = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
