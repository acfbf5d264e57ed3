import assert from "node:assert/strict";
import { authorize } from "../../../policy-pack/authorization/evaluate";
import type { AuthorizationRequest, Caller } from "../../../policy-pack/authorization/request";
import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Value } from "../../../policy-pack/engine/value";
import {
  account,
  key,
  outcomeIn,
  region,
  secret,
  secretPolicy,
  worldOf,
} from "../../support/policy-pack/authorization";
import {
  documentOf,
  role,
  roleArn,
  rolePolicy,
  type StatementValue,
} from "../../support/policy-pack/identities";
import { resource, unknown } from "../../support/policy-pack/resources";

const read = "secretsmanager:GetSecretValue";
const token = secret("token");
const root = `arn:aws:iam::${account}:root`;

const may = documentOf({ Action: read, Resource: "*" });
const admits = (Principal: Value, more: StatementValue = {}) =>
  documentOf({ Principal, Action: read, Resource: "*", ...more });

const asRole = (pay: StackResource, more: Partial<Extract<Caller, { kind: "role" }>> = {}) => ({
  caller: { kind: "role", role: pay, ...more } as const,
  action: read,
  resource: token,
});

describe("authorize", () => {
  describe("keys", () => {
    const decrypt = (pay: StackResource, of: StackResource): AuthorizationRequest => ({
      caller: { kind: "role", role: pay },
      action: "kms:Decrypt",
      resource: of,
    });
    const pay = role("pay");
    const use = documentOf({ Action: "kms:Decrypt", Resource: "*" });
    const keyFor = (Principal: Value, more: StatementValue = {}) =>
      key("data", documentOf({ Principal, Action: "kms:*", Resource: "*", ...more }));
    const outcome = (of: StackResource, ...others: readonly StackResource[]) =>
      outcomeIn([pay, of, ...others], decrypt(pay, of));

    it("KMS-72 needs the key policy, whatever the identity policy allows", () => {
      const other = keyFor({ AWS: roleArn("other") });
      assert.equal(outcome(other, rolePolicy(pay, use)), "implicit-deny");
    });

    it("KMS-67 needs the identity policy as well where the key policy delegates to the account", () => {
      assert.equal(outcome(keyFor({ AWS: root })), "implicit-deny");
      assert.equal(outcome(keyFor({ AWS: root }), rolePolicy(pay, use)), "allowed");
    });

    it("KMS-67 delegates no more than the delegating statement's conditions allow", () => {
      const only = (name: string) =>
        keyFor({ AWS: root }, { Condition: { ArnEquals: { "aws:PrincipalArn": roleArn(name) } } });
      assert.equal(outcome(only("pay"), rolePolicy(pay, use)), "allowed");
      assert.equal(outcome(only("other"), rolePolicy(pay, use)), "implicit-deny");
    });

    it("KMS-72 lets a key policy that names the role do without an identity policy", () => {
      assert.equal(outcome(keyFor({ AWS: roleArn("pay") })), "allowed");
    });

    it("KMS-67 leaves a key without policy to its account", () => {
      const plain = resource("aws:kms/key:Key", {}, { name: "data" });
      assert.equal(outcome(plain), "implicit-deny");
      assert.equal(outcome(plain, rolePolicy(pay, use)), "allowed");
    });

    it("KMS-68 lets a service use a key in its own name under its conditions only", () => {
      const group = resource(
        "aws:cloudwatch/logGroup:LogGroup",
        { name: "/pay" },
        { name: "logs" },
      );
      const other = resource(
        "aws:cloudwatch/logGroup:LogGroup",
        { name: "/go" },
        { name: "other" },
      );
      const name = `logs.${region}.amazonaws.com`;
      const arn = `arn:aws:logs:${region}:${account}:log-group:/pay`;
      const logsKey = keyFor(
        { Service: name },
        { Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": arn } } },
      );
      const ask = (service: string, arnOf: StackResource) =>
        outcomeIn([logsKey, group, other], {
          caller: { kind: "service", name: service },
          action: "kms:Encrypt",
          resource: logsKey,
          keys: { "kms:encryptioncontext:aws:logs:arn": { arnOf } },
        });
      assert.equal(ask(name, group), "allowed");
      assert.equal(ask(name, other), "implicit-deny");
      assert.equal(ask("logs.amazonaws.com", group), "implicit-deny");
    });
  });

  describe("roles", () => {
    const pay = role("pay");
    const trusting = (Principal: Value, more: StatementValue = {}) =>
      role("target", {
        assumeRolePolicy: documentOf({ Principal, Action: "sts:AssumeRole", ...more }),
      });
    const assume = (target: StackResource, ...others: readonly StackResource[]) =>
      outcomeIn([pay, target, ...others], {
        caller: { kind: "role", role: pay },
        action: "sts:AssumeRole",
        resource: target,
      });
    const mayAssume = rolePolicy(pay, documentOf({ Action: "sts:AssumeRole", Resource: "*" }));

    it("IAM-59 lets a trust in the account's root delegate to identity policies", () => {
      assert.equal(assume(trusting({ AWS: root })), "implicit-deny");
      assert.equal(assume(trusting({ AWS: root }), mayAssume), "allowed");
    });

    it("IAM-59 lets a trust that names the role of the same account suffice", () => {
      assert.equal(assume(trusting({ AWS: roleArn("pay") })), "allowed");
      assert.equal(assume(trusting({ AWS: roleArn("other") }), mayAssume), "implicit-deny");
    });

    it("IAM-62 misses a condition on multi-factor authentication that the session does not carry", () => {
      const withFactor = trusting(
        { AWS: roleArn("pay") },
        { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
      );
      assert.equal(assume(withFactor), "implicit-deny");
    });

    it("IAM-62 misses by Bool, and hits by BoolIfExists, who sends no key", () => {
      const denying = (operator: string) =>
        role("target", {
          assumeRolePolicy: documentOf(
            { Principal: { AWS: roleArn("pay") }, Action: "sts:AssumeRole" },
            {
              Effect: "Deny",
              Principal: "*",
              Action: "sts:AssumeRole",
              Condition: { [operator]: { "aws:MultiFactorAuthPresent": "false" } },
            },
          ),
        });
      assert.equal(assume(denying("Bool")), "allowed");
      assert.equal(assume(denying("BoolIfExists")), "explicit-deny");
    });

    it("IAM-60 lets a service assume a role under its source conditions only", () => {
      const target = trusting(
        { Service: "ecs-tasks.amazonaws.com" },
        { Condition: { StringEquals: { "aws:SourceAccount": account } } },
      );
      const ask = (source: string) =>
        outcomeIn([target], {
          caller: { kind: "service", name: "ecs-tasks.amazonaws.com" },
          action: "sts:AssumeRole",
          resource: target,
          keys: { "aws:sourceaccount": [source] },
        });
      assert.equal(ask(account), "allowed");
      assert.equal(ask("999999999999"), "implicit-deny");
    });
  });

  it("IAM-63 hits services by a negated condition on the caller's ARN, unless they are spared", () => {
    const topic = resource("aws:sns/topic:Topic", { name: "alerts" }, { name: "alerts" });
    const only = { ArnNotEquals: { "aws:PrincipalArn": roleArn("pay") } };
    const ask = (condition: Readonly<Record<string, Value>>) =>
      outcomeIn(
        [
          topic,
          resource(
            "aws:sns/topicPolicy:TopicPolicy",
            {
              arn: unknown,
              policy: documentOf(
                {
                  Principal: { Service: "events.amazonaws.com" },
                  Action: "sns:Publish",
                  Resource: "*",
                },
                {
                  Effect: "Deny",
                  Principal: "*",
                  Action: "*",
                  Resource: "*",
                  Condition: condition,
                },
              ),
            },
            { name: "alerts-policy", refersTo: { arn: topic } },
          ),
        ],
        {
          caller: { kind: "service", name: "events.amazonaws.com" },
          action: "sns:Publish",
          resource: topic,
        },
      );
    assert.equal(ask(only), "explicit-deny");
    assert.equal(ask({ ...only, Bool: { "aws:PrincipalIsAWSService": "false" } }), "allowed");
  });

  it("SEC-80 asks of a principal outside the stack only whether the stack lets it", () => {
    const breakGlass = (arn: string, ...resources: readonly StackResource[]) =>
      outcomeIn([token, ...resources], {
        caller: { kind: "foreign", arn },
        action: read,
        resource: token,
      });
    const sparing = (arn: string) =>
      secretPolicy(
        token,
        admits("*", { Effect: "Deny", Condition: { ArnNotEquals: { "aws:PrincipalArn": arn } } }),
      );
    const mine = `arn:aws:iam::${account}:role/break-glass`;
    assert.equal(breakGlass(mine, sparing(mine)), "allowed");
    assert.equal(breakGlass(mine, sparing(roleArn("pay"))), "explicit-deny");
    assert.equal(breakGlass("arn:aws:iam::999999999999:role/break-glass"), "implicit-deny");
  });

  it("lets an endpoint's policy take away, and an endpoint without one nothing", () => {
    const pay = role("pay");
    const endpoint = (document: string | undefined) =>
      resource(
        "aws:ec2/vpcEndpoint:VpcEndpoint",
        document === undefined ? {} : { policy: document },
        { name: "endpoint" },
      );
    const through = (gate: StackResource) =>
      outcomeIn([pay, token, gate, rolePolicy(pay, may)], { ...asRole(pay), gates: [gate] });
    assert.equal(through(endpoint(undefined)), "allowed");
    assert.equal(through(endpoint(admits("*"))), "allowed");
    assert.equal(through(endpoint(admits("*", { Action: "s3:GetObject" }))), "implicit-deny");
    assert.equal(through(endpoint(unknown)), "undecided");
  });

  it("names the statements that decide, by policy, carrier, Sid and place", () => {
    const pay = role("pay");
    const inline = rolePolicy(pay, documentOf({ Sid: "Read", Action: read, Resource: "*" }));
    const { deciding } = authorize(worldOf(pay, token, inline), asRole(pay));
    assert.deepEqual(deciding, [
      {
        policy: "identity policy",
        carrier: inline.name,
        urn: inline.urn,
        path: "/policy/Statement/0",
        sid: "Read",
        effect: "Allow",
      },
    ]);
  });

  it("is undecided where a policy may be attached to the resource", () => {
    const pay = role("pay");
    const adrift = resource(
      "aws:secretsmanager/secretPolicy:SecretPolicy",
      { secretArn: unknown, policy: admits("*", { Effect: "Deny" }) },
      { name: "adrift" },
    );
    assert.equal(outcomeIn([pay, token, adrift, rolePolicy(pay, may)], asRole(pay)), "undecided");
  });
});
