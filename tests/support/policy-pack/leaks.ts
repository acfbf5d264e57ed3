import fc from "fast-check";
import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../policy-pack/engine/value";
import { documentOf, type StatementValue } from "./identities";
import { resource, unknown } from "./resources";

/** A change to a stack that may open something to somebody. */
export type Leak = (resources: readonly StackResource[]) => readonly StackResource[];

const prefix = "arn:aws";
const account = "111122223333";
const root = `${prefix}:iam::${account}:root`;

const ofType = (resources: readonly StackResource[], ...types: readonly string[]) =>
  resources.filter(({ type }) => types.includes(type));

/** One of a list that is not empty; the number chooses. */
function pick<Item>(items: readonly Item[], at: number): readonly Item[] {
  return items.length === 0 ? [] : items.slice(at % items.length, (at % items.length) + 1);
}

const actions: fc.Arbitrary<StatementValue> = fc.oneof(
  fc
    .constantFrom(
      "*",
      "kms:*",
      "kms:Decrypt",
      "kms:GenerateDataKey*",
      "secretsmanager:GetSecretValue",
      "lambda:Invoke*",
      "sts:AssumeRole",
      "iam:PassRole",
      "logs:*",
      "dynamodb:GetItem",
      "sqs:*",
      "vpc-lattice-svcs:Invoke",
    )
    .map((Action) => ({ Action })),
  fc.constantFrom<StatementValue>({ NotAction: "iam:*" }, { Action: unknown }),
);

const places = fc.constantFrom(
  "*",
  `${prefix}:*:*:${account}:*`,
  `${prefix}:kms:us-east-1:${account}:key/*`,
  `${prefix}:kms:us-east-1:${account}:key/12345678-1234-1234-1234-123456789012`,
  `${prefix}:secretsmanager:us-east-1:${account}:secret:agent-runtime*`,
  `${prefix}:secretsmanager:*:*:secret:*axon*`,
  `${prefix}:lambda:us-east-1:${account}:function:*`,
  `${prefix}:lambda:us-east-1:${account}:function:*:live`,
  `${prefix}:iam::${account}:role/*`,
  `${prefix}:iam::*:role/agent-runtime*`,
  `${prefix}:logs:us-east-1:${account}:log-group:*`,
  `${prefix}:logs:*:*:log-group:*:log-stream:*`,
  `${prefix}:dynamodb:us-east-1:${account}:table/*`,
  `${prefix}:sqs:us-east-1:${account}:*`,
  `${prefix}:vpc-lattice:us-east-1:${account}:service/*`,
  `${prefix}:vpc-lattice:us-east-1:${account}:service/svc-*/reason`,
  `${prefix}:s3:::*`,
  `${prefix}:secretsmanager:us-east-1:${account}:secret:*\${aws:PrincipalTag/team}*`,
  `${prefix}:dynamodb:us-east-1:${account}:table/*\${aws:PrincipalTag/team}`,
  unknown,
);

const objects: fc.Arbitrary<StatementValue> = fc.oneof(
  { weight: 4, arbitrary: places.map((Resource) => ({ Resource })) },
  { weight: 1, arbitrary: places.map((NotResource) => ({ NotResource })) },
);

const conditions: fc.Arbitrary<StatementValue> = fc.constantFrom<StatementValue>(
  {},
  {},
  { Condition: { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } } },
  { Condition: { StringLike: { "kms:EncryptionContext:SecretARN": "*axon*" } } },
  { Condition: { StringNotEquals: { "kms:ViaService": "sqs.us-east-1.amazonaws.com" } } },
  { Condition: { Null: { "sts:SourceIdentity": "false" } } },
  { Condition: { StringEquals: { "aws:PrincipalAccount": account } } },
  { Condition: { ArnLike: { "aws:PrincipalArn": `${prefix}:iam::${account}:role/*` } } },
  { Condition: { NumericLessThan: { "aws:MultiFactorAuthAge": "900" } } },
  { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1234567890" } } },
  { Condition: unknown },
);

const permissions = fc.tuple(actions, objects, conditions).map((parts) => merged(parts));

const merged = (parts: readonly StatementValue[]): StatementValue =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part)));

const typeOf = { role: "aws:iam/role:Role", key: "aws:kms/key:Key" } as const;

const nameIn = (properties: Properties, name: string): string => {
  const value = properties[name];
  return typeof value === "string" ? value : "";
};

const arnOf = ({ properties }: StackResource): string =>
  `${prefix}:iam::${account}:role${nameIn(properties, "path") || "/"}${nameIn(properties, "name")}`;

/** Whom a policy names, given the roles of the stack. */
const people: fc.Arbitrary<(roles: readonly StackResource[]) => StatementValue> = fc
  .tuple(fc.nat(30), fc.nat(7))
  .map(([at, kind]) => (roles) => {
    const [arn = root] = pick(roles, at).map(arnOf);
    const session = arn.replace(":iam:", ":sts:").replace(/role\/.*\//, "assumed-role/");
    const kinds: readonly StatementValue[] = [
      { Principal: { AWS: arn } },
      { Principal: { AWS: `${session}/run` } },
      { Principal: { AWS: root } },
      { Principal: "*" },
      { Principal: { AWS: [arn, root] } },
      { Principal: { AWS: unknown } },
      { NotPrincipal: { AWS: arn } },
      { Principal: { Service: "lambda.amazonaws.com" } },
    ];
    return kinds[kind] ?? {};
  });

const propertyOf: Readonly<Record<string, readonly [type: string, property: string]>> = {
  "aws:kms/key:Key": ["aws:kms/keyPolicy:KeyPolicy", "keyId"],
  "aws:secretsmanager/secret:Secret": ["aws:secretsmanager/secretPolicy:SecretPolicy", "secretArn"],
  "aws:sqs/queue:Queue": ["aws:sqs/queuePolicy:QueuePolicy", "queueUrl"],
  "aws:dynamodb/table:Table": ["aws:dynamodb/resourcePolicy:ResourcePolicy", "resourceArn"],
  "aws:vpclattice/service:Service": ["aws:vpclattice/authPolicy:AuthPolicy", "resourceIdentifier"],
};

/** A change to all resources of a type that the number chooses one of. */
const changing =
  (type: string, at: number, properties: Properties): Leak =>
  (resources) => {
    const [target] = pick(ofType(resources, type), at);
    return resources.map((each) =>
      each === target
        ? {
            ...each,
            properties: { ...each.properties, ...properties },
            propertyDependencies: Object.fromEntries(
              Object.entries(each.propertyDependencies).filter(
                ([name]) => properties[name] === undefined,
              ),
            ),
          }
        : each,
    );
  };

const adding =
  (made: (resources: readonly StackResource[]) => readonly StackResource[]): Leak =>
  (resources) => [...resources, ...made(resources)];

const identityLeaks = fc
  .tuple(fc.nat(30), permissions, fc.nat(9))
  .map(([at, statement, seen]) =>
    adding((resources) =>
      pick(ofType(resources, typeOf.role), at).map((role) =>
        resource(
          "aws:iam/rolePolicy:RolePolicy",
          { role: unknown, policy: seen === 0 ? unknown : documentOf(statement) },
          { name: `more-${String(at)}`, refersTo: { role } },
        ),
      ),
    ),
  );

const policyLeaks = fc
  .tuple(fc.nat(60), people, permissions, fc.nat(9))
  .map(([at, named, statement, seen]) =>
    adding((resources) =>
      pick(ofType(resources, ...Object.keys(propertyOf)), at).flatMap((target) => {
        const [type = "", property = ""] = propertyOf[target.type] ?? [];
        const document = documentOf({ ...statement, ...named(ofType(resources, typeOf.role)) });
        const refersTo: Readonly<Record<string, StackResource>> =
          seen === 0 ? {} : { [property]: target };
        const policy = seen === 1 ? unknown : document;
        return [
          resource(
            type,
            { [property]: unknown, policy },
            { name: `policy-${String(at)}`, refersTo },
          ),
        ];
      }),
    ),
  );

const logLeaks = fc.tuple(people, permissions).map(([named, statement]) =>
  adding((resources) => [
    resource("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", {
      policyName: "more",
      policyDocument: documentOf({ ...statement, ...named(ofType(resources, typeOf.role)) }),
    }),
  ]),
);

const trustLeaks = fc.tuple(fc.nat(30), people, conditions).map(
  ([at, named, condition]): Leak =>
    (resources) => {
      const statement = {
        Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
        ...named(ofType(resources, typeOf.role)),
        ...condition,
      };
      return changing(typeOf.role, at, { assumeRolePolicy: documentOf(statement) })(resources);
    },
);

const boundaryLeaks = fc.tuple(fc.nat(30), permissions, fc.nat(3)).map(([at, statement, kind]) => {
  if (kind === 0) return changing(typeOf.role, at, { permissionsBoundary: "" });
  if (kind === 1) return changing(typeOf.role, at, { permissionsBoundary: unknown });
  const wide: Leak = (resources) => {
    const [role] = pick(ofType(resources, typeOf.role), at);
    const [urn] = role?.propertyDependencies["permissionsBoundary"] ?? [];
    return resources.map((each) =>
      each.urn === urn
        ? { ...each, properties: { ...each.properties, policy: documentOf(statement) } }
        : each,
    );
  };
  return wide;
});

const grantLeaks = fc
  .tuple(fc.nat(30), fc.nat(30), fc.boolean(), fc.boolean())
  .map(([at, to, isNamed, isConstrained]) =>
    adding((resources) =>
      pick(ofType(resources, typeOf.key), at).flatMap((key) =>
        pick(ofType(resources, typeOf.role), to).map((role) => {
          const constraints: Value = [{ encryptionContextEquals: { purpose: "test" } }];
          return resource(
            "aws:kms/grant:Grant",
            {
              keyId: unknown,
              granteePrincipal: isNamed ? arnOf(role) : unknown,
              operations: ["Decrypt", "CreateGrant"],
              ...(isConstrained && { constraints }),
            },
            { name: `grant-${String(at)}-${String(to)}`, refersTo: { keyId: key } },
          );
        }),
      ),
    ),
  );

const permissionLeaks = fc
  .tuple(fc.nat(9), fc.nat(30), fc.nat(3), fc.constantFrom<Properties>({}, { qualifier: "live" }))
  .map(([at, to, kind, qualifier]) =>
    adding((resources) =>
      pick(ofType(resources, "aws:lambda/function:Function"), at).map((target) => {
        const [arn = root] = pick(ofType(resources, typeOf.role), to).map(arnOf);
        const principal = [arn, "*", account, unknown][kind] ?? arn;
        const properties = { function: unknown, action: "lambda:InvokeFunction", principal };
        return resource(
          "aws:lambda/permission:Permission",
          { ...properties, ...qualifier },
          { name: `permission-${String(at)}`, refersTo: { function: target } },
        );
      }),
    ),
  );

const openings = fc
  .tuple(
    fc.constantFrom(
      "aws:vpclattice/service:Service",
      "aws:vpclattice/serviceNetwork:ServiceNetwork",
    ),
    fc.nat(9),
    fc.constantFrom("NONE", unknown),
  )
  .map(([type, at, authType]) => changing(type, at, { authType }));

const gaps = fc.nat(30).map((at) =>
  changing(typeOf.role, at, {
    managedPolicyArns: [`${prefix}:iam::${account}:policy/elsewhere`],
  }),
);

/** Changes that open something to somebody, or try to. */
export const leaks: fc.Arbitrary<readonly Leak[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: identityLeaks },
    { weight: 4, arbitrary: policyLeaks },
    { weight: 2, arbitrary: trustLeaks },
    { weight: 3, arbitrary: boundaryLeaks },
    { weight: 2, arbitrary: grantLeaks },
    { weight: 2, arbitrary: permissionLeaks },
    { weight: 1, arbitrary: logLeaks },
    { weight: 1, arbitrary: openings },
    { weight: 1, arbitrary: gaps },
  ),
  { minLength: 1, maxLength: 4 },
);
