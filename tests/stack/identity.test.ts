import assert from "node:assert/strict";
import type { GraphResource } from "../../preview/graph";
import type { PreviewResult } from "../../preview/index";
import { ofType, previewStack, textAt } from "./support";

// Every form in which a statement can name one session instead of its role.
const session = /:sts::\d{12}:(assumed-role|federated-user)\//;

/** What acts as soon as it exists, by type and component, and the role that it acts by. */
const users = [
  ["aws:ec2/flowLog:FlowLog", "flow-log-", "flow-log"],
  ["aws:cloudtrail/trail:Trail", "audit-", "trail"],
  ["aws:lambda/alias:Alias", "governance-", "governance"],
  ["aws:sfn/stateMachine:StateMachine", "incident-", "incident"],
  ["aws:lambda/function:Function", "incident-", "containment"],
  ["aws:lambda/function:Function", "audit-review-", "access-review"],
] as const;

for (const stack of ["dev", "prod"] as const) {
  describe(`identity in the ${stack} stack`, () => {
    let result: PreviewResult;
    let resources: readonly GraphResource[];

    before(async () => {
      result = await previewStack(stack);
      ({ resources } = result);
    });

    const roles = () =>
      ofType(resources, "Role").filter(({ name }) => name.startsWith("identity-"));
    const urnsOf = (type: string, key: string) =>
      ofType(resources, type)
        .filter(({ name }) => name === `identity-${key}`)
        .map(({ urn }) => urn);

    it("IAM-56 PUL-104 gives every role a boundary and closed lists of what is attached to it", () => {
      assert.ok(roles().length > 8);
      for (const { name, propertyDependencies } of roles()) {
        assert.match(propertyDependencies["permissionsBoundary"]?.[0] ?? "", /-boundary$/, name);
        for (const type of ["RolePoliciesExclusive", "RolePolicyAttachmentsExclusive"]) {
          assert.equal(ofType(resources, type).filter((list) => list.name === name).length, 1);
        }
      }
    });

    it("IAM-57 names roles in policies, and never a session of one", () => {
      const documents = resources.map(({ inputs }) => JSON.stringify(inputs));
      assert.ok(documents.some((text) => /:iam::\d{12}:role\//.test(text)));
      assert.deepEqual(
        documents.filter((text) => session.test(text)),
        [],
      );
    });

    it("IAM-64 creates roles after those they trust, and mesh policies after the roles they name", () => {
      for (const role of roles()) {
        const trusted = /:role\/[^"]*\/([^"/]+)"/g;
        const text = textAt(role.inputs, "assumeRolePolicy") ?? "";
        for (const [, name] of text.matchAll(trusted)) {
          const [other] = roles().filter(({ inputs }) => textAt(inputs, "name") === name);
          if (other !== undefined) assert.ok(role.dependencies.includes(other.urn), role.name);
        }
      }
      const all = roles().map(({ urn }) => urn);
      for (const { name, dependencies } of ofType(resources, "AuthPolicy")) {
        assert.ok(
          all.every((urn) => dependencies.includes(urn)),
          name,
        );
      }
    });

    it("IAM-64 lets nothing act by a role before the role's permissions are there", () => {
      for (const [type, component, key] of users) {
        const acting = resources.filter(
          (resource) => resource.type === type && resource.name.startsWith(component),
        );
        assert.ok(acting.length > 0, type);
        const [permissions = "", ...others] = urnsOf("RolePolicy", key);
        assert.deepEqual(others, []);
        for (const { name, dependencies } of acting) {
          assert.ok(dependencies.includes(permissions), `${type} ${name}`);
        }
      }
    });

    it("BEST-18 gives each service a task role, and an execution role for its image, secrets and log alone", () => {
      for (const service of ["orbit", "axon"]) {
        assert.equal(urnsOf("Role", `${service}-task`).length, 1);
        const [policy] = ofType(resources, "Policy").filter(
          ({ name }) => name === `identity-${service}-execution-boundary`,
        );
        const [declared] = resources.flatMap(({ inputs }) => {
          const contract = JSON.stringify(inputs["zeroTrust"] ?? "");
          return contract.includes(`"${service}-execution-identity"`) ? [contract] : [];
        });
        assert.ok(policy !== undefined && declared !== undefined);
        const [, text = ""] = declared.split(`"${service}-execution-identity"`);
        const [own = ""] = text.split('"target":"identity-', 2).slice(1, 2);
        const other = service === "orbit" ? "axon" : "orbit";
        assert.ok(!own.includes(`/${other}`), `${service} reads nothing of ${other}`);
        for (const part of [`repository/agent-runtime/${service}`, `log-group:/agent-runtime`]) {
          assert.ok(own.includes(part), `${service} ${part}`);
        }
      }
    });

    it("PUL-103 replaces what has a fixed name by deleting it first, and keeps keys and evidence in prod", () => {
      for (const type of ["LogGroup", "Secret"]) {
        const fixed = ofType(resources, type);
        assert.ok(fixed.length > 0);
        for (const { name, options } of fixed) {
          assert.equal(options.deleteBeforeReplace, true, `${type} ${name}`);
        }
      }
      const aliases = resources.filter(({ type }) => type === "aws:kms/alias:Alias");
      assert.ok(aliases.length > 0);
      for (const { options } of aliases) assert.equal(options.deleteBeforeReplace, true);
      for (const type of ["Key", "Trail", "Bucket", "LogGroup", "Secret"]) {
        for (const { name, options } of ofType(resources, type)) {
          assert.equal(options.protect || options.retainOnDelete, stack === "prod", name);
        }
      }
    });

    it("PUL-105 adopts the defaults of its own VPC alone, and empties them", () => {
      for (const [type, rules] of [
        ["DefaultSecurityGroup", ["ingress", "egress"]],
        ["DefaultNetworkAcl", ["ingress", "egress"]],
        ["DefaultRouteTable", ["routes"]],
      ] as const) {
        const [adopted, ...others] = ofType(resources, type);
        assert.ok(adopted !== undefined, type);
        assert.deepEqual(others, []);
        assert.ok(
          adopted.dependencies.some((urn) => urn.includes("aws:ec2/vpc:Vpc::")),
          `${type} is of the stack's own VPC`,
        );
        for (const property of rules) {
          assert.deepEqual(adopted.inputs[property] ?? [], [], `${type} ${property}`);
        }
      }
    });
  });
}
