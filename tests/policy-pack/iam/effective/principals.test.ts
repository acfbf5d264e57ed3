import assert from "node:assert/strict";
import { declaredDocuments } from "../../../../policy-pack/engine/contract";
import type { StackResource } from "../../../../policy-pack/engine/rule";
import { stackOf } from "../../../../policy-pack/engine/stack";
import { actionsOf, fits, holdingsOf } from "../../../../policy-pack/iam/effective/holdings";
import { principalsOf } from "../../../../policy-pack/iam/effective/principals";
import {
  attach,
  documentOf,
  policy,
  role,
  rolePolicy,
} from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";

const send = "sqs:SendMessage";
const queue = "arn:aws:sqs:eu-west-1:111122223333:orders";
const account = "111122223333";

/** Who may send, by name, in a stack of one account of ours. */
function senders(resources: readonly StackResource[], accounts: readonly string[] = [account]) {
  const context = { declared: declaredDocuments([]), accounts: new Set(accounts) };
  return principalsOf(stackOf(resources), context)
    .filter((principal) => holdingsOf(principal, actionsOf([send])).length > 0)
    .map(({ name }) => name);
}

const allowing = documentOf({ Action: send, Resource: queue });
const denying = documentOf({ Effect: "Deny", Action: "sqs:S*", Resource: "*" });
const pay = role("pay");
const inline = rolePolicy(pay, allowing);

const control = (type: string | undefined, targetId: string) => {
  const scp = resource("aws:organizations/policy:Policy", {
    name: "guard",
    content: denying,
    ...(type !== undefined && { type }),
  });
  return [
    scp,
    resource(
      "aws:organizations/policyAttachment:PolicyAttachment",
      { policyId: unknown, targetId },
      { refersTo: { policyId: scp } },
    ),
  ];
};

describe("effective permissions", () => {
  it("POL-140 adds what several policies allow", () => {
    const sending = policy("sending", allowing);
    assert.deepEqual(senders([pay, inline]), ["pay"]);
    assert.deepEqual(senders([pay, sending, attach(pay, sending)]), ["pay"]);
    assert.deepEqual(senders([pay]), []);
  });

  it("POL-140 POL-128 takes away what any policy of the principal denies, and of no other", () => {
    const guard = policy("guard", denying);
    const order = role("order");
    assert.deepEqual(senders([pay, inline, guard, attach(pay, guard)]), []);
    assert.deepEqual(senders([pay, order, inline, guard, attach(order, guard)]), ["pay"]);
  });

  it("POL-140 takes away what a boundary denies, whatever it allows", () => {
    const limit = policy(
      "limit",
      documentOf({ Action: "*", Resource: "*" }, { Effect: "Deny", Action: send, Resource: queue }),
    );
    const bounded = role("pay", { permissionsBoundary: unknown }, { permissionsBoundary: limit });
    assert.deepEqual(senders([limit, bounded, inline]), []);
  });

  it("POL-141 takes away what a control policy of the stack denies to our only account", () => {
    assert.deepEqual(senders([pay, inline, ...control(undefined, account)]), []);
    assert.deepEqual(senders([pay, inline, ...control("SERVICE_CONTROL_POLICY", account)]), []);
  });

  it("POL-26 leaves what a control policy may not reach", () => {
    const everybody = [pay, inline];
    const scp = control(undefined, account);
    const organization = resource("aws:organizations/organization:Organization", {});
    assert.deepEqual(senders([...everybody, ...control(undefined, "r-root")]), ["pay"]);
    assert.deepEqual(senders([...everybody, ...control("TAG_POLICY", account)]), ["pay"]);
    assert.deepEqual(senders([...everybody, ...scp, organization]), ["pay"]);
    assert.deepEqual(senders([...everybody, ...scp], [account, "444455556666"]), ["pay"]);
    assert.deepEqual(senders([...everybody, ...scp], []), ["pay"]);
  });

  it("POL-141 follows every way to attach", () => {
    const arn = `arn:aws:iam::${account}:policy/sending`;
    const user = resource("aws:iam/user:User", { name: "ana" }, { name: "ana" });
    const group = resource("aws:iam/group:Group", { name: "team" }, { name: "team" });
    const set = resource("aws:ssoadmin/permissionSet:PermissionSet", {}, { name: "set" });
    const ofSet = { refersTo: { permissionSetArn: set } };
    const bySet = (type: string, properties: StackResource["properties"]) => [
      set,
      resource(`aws:ssoadmin/${type}`, { permissionSetArn: unknown, ...properties }, ofSet),
    ];
    const ways: readonly (readonly [who: string, resources: readonly StackResource[]])[] = [
      ["pay", [role("pay", { inlinePolicies: [{ policy: allowing }] })]],
      ["pay", [role("pay", { managedPolicyArns: [arn] })]],
      [
        "pay",
        [
          pay,
          resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
            role: "pay",
            policyArn: arn,
          }),
        ],
      ],
      [
        "pay",
        [
          pay,
          resource("aws:iam/policyAttachment:PolicyAttachment", { roles: ["pay"], policyArn: arn }),
        ],
      ],
      [
        "pay",
        [
          pay,
          resource("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", {
            roleName: "pay",
            policyArns: [arn],
          }),
        ],
      ],
      ["ana", [user, resource("aws:iam/userPolicy:UserPolicy", { user: "ana", policy: allowing })]],
      [
        "ana",
        [
          user,
          resource("aws:iam/userPolicyAttachment:UserPolicyAttachment", {
            user: "ana",
            policyArn: arn,
          }),
        ],
      ],
      [
        "ana",
        [
          user,
          resource("aws:iam/policyAttachment:PolicyAttachment", { users: ["ana"], policyArn: arn }),
        ],
      ],
      [
        "ana",
        [
          user,
          resource("aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive", {
            userName: "ana",
            policyArns: [arn],
          }),
        ],
      ],
      [
        "team",
        [group, resource("aws:iam/groupPolicy:GroupPolicy", { group: "team", policy: allowing })],
      ],
      [
        "team",
        [
          group,
          resource("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", {
            group: "team",
            policyArn: arn,
          }),
        ],
      ],
      [
        "team",
        [
          group,
          resource("aws:iam/policyAttachment:PolicyAttachment", {
            groups: ["team"],
            policyArn: arn,
          }),
        ],
      ],
      [
        "team",
        [
          group,
          resource("aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive", {
            groupName: "team",
            policyArns: [arn],
          }),
        ],
      ],
      [
        "set",
        bySet("permissionSetInlinePolicy:PermissionSetInlinePolicy", { inlinePolicy: allowing }),
      ],
      [
        "set",
        bySet("managedPolicyAttachment:ManagedPolicyAttachment", {
          managedPolicyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
        }),
      ],
      [
        "set",
        bySet("managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive", {
          managedPolicyArns: [
            "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
          ],
        }),
      ],
      [
        "set",
        bySet("customerManagedPolicyAttachment:CustomerManagedPolicyAttachment", {
          customerManagedPolicyReference: { name: "sending" },
        }),
      ],
      [
        "set",
        bySet(
          "customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive",
          { customerManagedPolicyReferences: [{ name: "sending" }] },
        ),
      ],
    ];
    const context = { declared: declaredDocuments([]), accounts: new Set<string>() };
    const actions = actionsOf([send, "sqs:ReceiveMessage"]);
    for (const [who, resources] of ways) {
      const stack = stackOf([...resources, policy("sending", allowing)]);
      const holders = principalsOf(stack, context)
        .filter((principal) => holdingsOf(principal, actions).length > 0)
        .map(({ name }) => name);
      assert.ok(holders.includes(who), `${who}: ${resources.at(-1)?.type ?? ""}`);
    }
  });

  it("POL-141 lets users inherit from their groups, by either kind of membership", () => {
    const user = resource("aws:iam/user:User", { name: "ana" }, { name: "ana" });
    const group = resource("aws:iam/group:Group", { name: "team" }, { name: "team" });
    const given = resource("aws:iam/groupPolicy:GroupPolicy", { group: "team", policy: allowing });
    const byUser = resource("aws:iam/userGroupMembership:UserGroupMembership", {
      user: "ana",
      groups: ["team"],
    });
    const byGroup = resource("aws:iam/groupMembership:GroupMembership", {
      group: "team",
      users: ["ana"],
    });
    assert.deepEqual(senders([user, group, given]), ["team"]);
    assert.deepEqual(senders([user, group, given, byUser]), ["ana", "team"]);
    assert.deepEqual(senders([user, group, given, byGroup]), ["ana", "team"]);
  });

  it("POL-147 judges a policy that is attached to nothing, and none that only bounds", () => {
    const sending = policy("sending", allowing);
    const nobody = resource("aws:iam/policyAttachment:PolicyAttachment", {
      policyArn: `arn:aws:iam::${account}:policy/sending`,
    });
    assert.deepEqual(senders([sending]), ["sending"]);
    assert.deepEqual(senders([sending, nobody]), ["sending"]);
    assert.deepEqual(
      senders([
        sending,
        role("pay", { permissionsBoundary: unknown }, { permissionsBoundary: sending }),
      ]),
      [],
    );
  });

  it("joins what the stack gives to a role outside it", () => {
    const given = (name: string, document: string) =>
      resource("aws:iam/rolePolicy:RolePolicy", { role: "elsewhere", policy: document }, { name });
    assert.deepEqual(senders([given("a", allowing)]), ["elsewhere"]);
    assert.deepEqual(senders([given("a", allowing), given("b", denying)]), []);
  });

  it("knows which resources an action can be performed on", () => {
    const on = (action: string, text: string) =>
      fits(action, { kind: "entry", entry: { kind: "text", text, path: "" }, path: "" });
    assert.equal(on("iam:PutRolePolicy", queue), false);
    assert.equal(on("iam:PutRolePolicy", "arn:aws:iam::111122223333:role/pay"), true);
    assert.equal(on("iam:PutRolePolicy", "*"), true);
    assert.equal(on("iam:PutRolePolicy", "arn:aws:s3:::orders/*"), false);
    assert.equal(on("iam:PutRolePolicy", "arn:aws:*"), true);
    assert.equal(on("ecr:GetAuthorizationToken", queue), false);
    assert.equal(on("ecr:GetAuthorizationToken", "*"), true);
    assert.equal(on("nobody:KnowsIt", queue), true);
  });
});
