import assert from "node:assert/strict";
import { Identity } from "../../../components/identity/identity";
import { planIdentity } from "../../../plan/identity";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, ofType, oneOf } from "../../support/mocks";

const roleType = "aws:iam/role:Role";
const plan = planIdentity(planContext(), "identity");
const arns = {
  "keys-orbit-data": "arn:orbit-data",
  "keys-orbit-secrets": "arn:orbit-secrets",
  "keys-axon-data": "arn:axon-data",
  "keys-axon-secrets": "arn:axon-secrets",
  "keys-governance": "arn:governance",
  "keys-alerts": "arn:alerts",
  "keys-evidence": "arn:evidence",
  "keys-receipts-1": "arn:receipts",
  "mesh-axon": "arn:mesh-axon",
  "security-groups-orbit": "arn:group-orbit",
  "security-groups-axon": "arn:group-axon",
};

/** Logical names of policies beside the own ones. */
const attached = plan.roles.flatMap(({ key, attached: policies }) =>
  policies.map((_, index) => `identity-${key}-attached-${String(index + 1)}`),
);

const planned = (key: string) =>
  plan.roles.find((role) => role.key === key) ?? assert.fail(`no role ${key}`);

const documentIn = ({ inputs }: DeclaredResource, property: string): unknown =>
  JSON.parse(String(inputs[property]));

describe("Identity", () => {
  let declared: readonly DeclaredResource[] = [];

  before(async () => {
    declared = await declaredBy(() => {
      new Identity("identity", { plan, arns });
    });
  });

  it("declares a role with its path, its trust, its boundary and an hour at most", () => {
    const role = oneOf(declared, roleType, "identity-orbit-task");
    const { assumeRolePolicy, tags, ...rest } = role.inputs;
    assert.deepEqual(rest, {
      name: "agent-runtime-dev-orbit-task",
      path: "/agent-runtime/dev/",
      description: "What tasks of orbit may do",
      maxSessionDuration: 3600,
      permissionsBoundary: "arn:aws:mock:us-east-1:111122223333:identity-orbit-task-boundary",
    });
    assert.deepEqual(JSON.parse(String(assumeRolePolicy)), planned("orbit-task").trustPolicy);
    assert.deepEqual(tags, planned("orbit-task").tags);
  });

  it("gives every role a boundary of its own, its policy and the place of a revocation", () => {
    const keys = plan.roles.map(({ key }) => `identity-${key}`).sort();
    const namesOf = (type: string) =>
      ofType(declared, type)
        .map(({ name }) => name)
        .sort();
    assert.deepEqual(namesOf(roleType), keys);
    assert.deepEqual(
      namesOf("aws:iam/policy:Policy"),
      [...keys.map((key) => `${key}-boundary`), ...attached].sort(),
    );
    assert.deepEqual(
      namesOf("aws:iam/rolePolicy:RolePolicy"),
      keys.flatMap((key) => [key, `${key}-revocation`]).sort(),
    );
    for (const { inputs, name } of ofType(declared, roleType)) {
      assert.ok(String(inputs["permissionsBoundary"]).endsWith(`:${name}-boundary`), name);
    }
  });

  it("puts ARNs in place of references, in policy and boundary alike", () => {
    const policy = oneOf(declared, "aws:iam/rolePolicy:RolePolicy", "identity-orbit-to-axon");
    assert.equal(policy.inputs["name"], "permissions");
    assert.equal(policy.inputs["role"], "agent-runtime-dev-orbit-to-axon");
    const invoke = {
      Sid: "Invoke",
      Effect: "Allow",
      Action: ["vpc-lattice-svcs:Invoke"],
      Resource: ["arn:mesh-axon/reason"],
    };
    assert.deepEqual(documentIn(policy, "policy"), { Version: "2012-10-17", Statement: [invoke] });
    const boundary = oneOf(declared, "aws:iam/policy:Policy", "identity-orbit-to-axon-boundary");
    const [, ...denials] = planned("orbit-to-axon").boundary.Statement;
    assert.deepEqual(documentIn(boundary, "policy"), {
      Version: "2012-10-17",
      Statement: [invoke, ...denials],
    });
  });

  it("attaches to containment what its own policy has no room for, with ARNs of groups and services", () => {
    const attachments = ofType(declared, "aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    assert.deepEqual(attachments.map(({ name }) => name).sort(), [...attached].sort());
    assert.ok(attached.length > 0);
    for (const { name, inputs } of attachments) {
      assert.equal(inputs["role"], "agent-runtime-dev-containment");
      assert.equal(inputs["policyArn"], `arn:aws:mock:us-east-1:111122223333:${name}`);
    }
    const policies = attached.map((name) => oneOf(declared, "aws:iam/policy:Policy", name));
    const texts = policies.map(({ inputs }) => String(inputs["policy"]));
    for (const arn of ["arn:group-orbit", "arn:group-axon", "arn:mesh-axon"]) {
      assert.ok(
        texts.some((text) => text.includes(`"${arn}"`)),
        arn,
      );
    }
    for (const { inputs } of policies) assert.equal(inputs["path"], "/agent-runtime/dev/");
  });

  it("makes an access role wait for the task role that its trust names", () => {
    const waiting = ofType(declared, roleType)
      .filter(({ options }) => options.dependsOn.length > 0)
      .map(({ name, options }) => [name, options.dependsOn]);
    assert.deepEqual(waiting, [["identity-orbit-to-axon", [`${roleType} identity-orbit-task`]]]);
  });

  it("publishes the documents that are not known before keys and services exist", () => {
    const { inputs } = oneOf(declared, "agent-runtime:identity:Identity", "identity");
    assert.deepEqual(inputs["zeroTrust"], {
      contract: 1,
      documents: plan.documents,
      members: {
        orbit: {
          roles: ["task", "execution", "rotation", "to-axon"].map((key) => `identity-orbit-${key}`),
        },
        axon: { roles: ["task", "execution", "rotation"].map((key) => `identity-axon-${key}`) },
      },
    });
  });

  it("PUL-104 removes from every role what is attached out of band, but not a revocation of its sessions", () => {
    const lists = ofType(declared, "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive");
    const none = ofType(
      declared,
      "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
    );
    const inline = ofType(declared, "aws:iam/rolePolicy:RolePolicy");
    const names = plan.roles.map(({ name }) => name).sort();
    for (const list of [lists, none]) {
      assert.deepEqual(list.map(({ inputs }) => inputs["roleName"]).sort(), names);
    }
    for (const { inputs } of lists) {
      const attached = inline
        .filter(({ inputs: { role } }) => role === inputs["roleName"])
        .map(({ inputs: { name } }) => name);
      assert.deepEqual(inputs["policyNames"], attached, "a list that leaves one out removes it");
      assert.ok(attached.includes("AWSRevokeOlderSessions"));
    }
    for (const { name, inputs } of none) {
      const own = attached.filter((policy) => policy.startsWith(`${name}-attached-`));
      assert.deepEqual(
        inputs["policyArns"],
        own.map((policy) => `arn:aws:mock:us-east-1:111122223333:${policy}`),
        name,
      );
    }
    for (const { inputs, options } of inline) {
      const isRevocation = inputs["name"] === "AWSRevokeOlderSessions";
      assert.deepEqual(options.ignoreChanges, isRevocation ? ["policy"] : []);
      assert.ok(!isRevocation || inputs["policy"] === JSON.stringify(plan.revocation.document));
    }
  });

  it("gives no policy of its own to a role that may do nothing by itself", async () => {
    const [role] = plan.roles;
    assert.ok(role);
    const idle = { ...plan, roles: [{ ...role, policy: undefined }] };
    const few = await declaredBy(() => {
      new Identity("identity", { plan: idle, arns });
    });
    assert.equal(ofType(few, roleType).length, 1);
    assert.deepEqual(
      ofType(few, "aws:iam/rolePolicy:RolePolicy").map(({ inputs }) => inputs["name"]),
      ["AWSRevokeOlderSessions"],
    );
    const [list] = ofType(few, "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive");
    assert.deepEqual(list?.inputs["policyNames"], ["AWSRevokeOlderSessions"]);
  });

  it("refuses a plan whose trusted role comes later", async () => {
    const backwards = { ...plan, roles: [...plan.roles].reverse() };
    await assert.rejects(
      declaredBy(() => {
        new Identity("identity", { plan: backwards, arns });
      }),
      /The plan names orbit-task/,
    );
  });
});
