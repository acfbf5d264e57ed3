import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { PropertyValue } from "../../preview/engine/values";
import { isObject, isUnknown } from "../../preview/engine/values";
import type { GraphResource } from "../../preview/graph";
import type { PreviewResult } from "../../preview/index";
import { ofType, previewStack, root, textAt } from "./support";

const documentKeys = ["policy", "policyDocument", "assumeRolePolicy", "eventPattern"];

/** Whether the provider has tags for a type, by its own declaration. */
function takesTags({ type }: GraphResource): boolean {
  const [, module = ""] = type.split(":");
  const declaration = path.join(root, "node_modules/@pulumi/aws", `${module}.d.ts`);
  return /^ {4}tags\?: pulumi\.Input</m.test(readFileSync(declaration, "utf8"));
}

for (const stack of ["dev", "prod"] as const) {
  describe(`the ${stack} stack`, () => {
    let result: PreviewResult;
    let resources: readonly GraphResource[];

    before(async () => {
      result = await previewStack(stack);
      resources = result.resources;
    });

    const subnetsOf = (tier: string) =>
      ofType(resources, "Subnet").filter(({ name }) => name.includes(`-${tier}-`));

    it("has no mandatory and no undecided finding", () => {
      assert.deepEqual(
        result.findings.filter(
          ({ level, verdict }) => level === "mandatory" || verdict === "undecided",
        ),
        [],
      );
      assert.equal(result.exitCode, 0);
    });

    it("has each tier in each of three zones", () => {
      for (const tier of ["public", "private", "axon-runtime"]) {
        const zones = subnetsOf(tier).map(({ inputs }) => inputs["availabilityZone"]);
        assert.deepEqual(zones, ["us-east-1a", "us-east-1b", "us-east-1c"], tier);
      }
    });

    it("gives axon-runtime no route at all", () => {
      const routes = ofType(resources, "Route");
      const tableOf = ({ propertyDependencies }: GraphResource) =>
        propertyDependencies["routeTableId"]?.map((urn) => urn.split("::").at(-1)) ?? [];
      assert.ok(routes.length >= 4, "the other tiers have routes");
      assert.ok(routes.every((route) => tableOf(route).length === 1));
      assert.ok(!routes.flatMap(tableOf).includes("network-axon-runtime"));
      const associations = ofType(resources, "RouteTableAssociation").filter(({ name }) =>
        name.includes("axon-runtime"),
      );
      assert.deepEqual([...new Set(associations.flatMap(tableOf))], ["network-axon-runtime"]);
    });

    it("lets axon-runtime's network ACL name no Internet address", () => {
      const entries = ofType(resources, "NetworkAclRule").filter(({ name }) =>
        name.startsWith("network-axon-runtime-"),
      );
      assert.ok(entries.length > 0);
      for (const { name, inputs } of entries)
        assert.notEqual(inputs["cidrBlock"], "0.0.0.0/0", name);
    });

    it("has a NAT gateway in one zone for dev and in each for prod", () => {
      assert.equal(ofType(resources, "NatGateway").length, stack === "dev" ? 1 : 3);
    });

    it("parses every document that is known, and declares every one that is not", () => {
      const declared = new Set(
        resources.flatMap(({ inputs }) => declaredTargets(inputs["zeroTrust"])),
      );
      const documents = resources.flatMap((resource) =>
        documentKeys.flatMap((key) => {
          const value = resource.inputs[key];
          return value === undefined ? [] : [{ resource, key, value }];
        }),
      );
      assert.ok(documents.length > 40);
      for (const { resource, key, value } of documents) {
        if (isUnknown(value))
          assert.ok(declared.has(`${resource.name} ${key}`), `${resource.name} ${key}`);
        else
          assert.doesNotThrow(
            () => JSON.parse(typeof value === "string" ? value : "") as unknown,
            resource.name,
          );
      }
    });

    it("gives every role a boundary of its own", () => {
      const boundaries = ofType(resources, "Role").map(
        ({ propertyDependencies }) => propertyDependencies["permissionsBoundary"]?.[0],
      );
      assert.ok(boundaries.every((urn) => urn !== undefined));
      assert.equal(new Set(boundaries).size, boundaries.length);
    });

    it("V1 admits to a callee's tasks the prefix list of VPC Lattice and nothing else", () => {
      const ofAxon = ofType(resources, "SecurityGroupIngressRule").filter(
        ({ propertyDependencies }) =>
          propertyDependencies["securityGroupId"]?.[0]?.endsWith("::security-groups-axon"),
      );
      assert.equal(ofAxon.length, 1);
      const [rule] = ofAxon;
      const sources = ["cidrIpv4", "cidrIpv6", "referencedSecurityGroupId"];
      assert.deepEqual(
        sources.map((source) => rule?.inputs[source]),
        [undefined, undefined, undefined],
      );
      assert.match(textAt(rule?.inputs, "prefixListId") ?? "", /^pl-/);
      const inline = ofType(resources, "SecurityGroup").flatMap(
        ({ inputs }) => inputs["ingress"] ?? [],
      );
      assert.deepEqual(inline, []);
    });

    it("lets each alias of governance be invoked by one task role, and the heartbeat by its schedule", () => {
      const aliases = ofType(resources, "Alias").filter(({ type }) => type.includes("lambda"));
      assert.deepEqual(
        aliases.map(({ inputs }) => inputs["name"]),
        ["orbit", "heartbeat", "workflow"],
      );
      const invoking = ofType(resources, "RolePolicy").filter(({ inputs }) =>
        JSON.stringify(inputs["policy"] ?? "").includes(`agent-runtime-${stack}-governance:`),
      );
      assert.ok(invoking.every(({ name }) => name === "identity-orbit-task"));
      const declared = resources.flatMap(({ inputs }) => JSON.stringify(inputs["zeroTrust"] ?? ""));
      const statements = declared.join("").split('"AskGovernance"').length - 1;
      // In the role's policy and in its boundary.
      assert.equal(statements, 2);
      const [permission, ...others] = ofType(resources, "Permission").filter(
        ({ name, inputs }) =>
          name.startsWith("governance-") && inputs["principal"] === "events.amazonaws.com",
      );
      assert.equal(permission?.inputs["qualifier"], "heartbeat");
      assert.deepEqual(others, []);
    });

    it("encrypts every log group and keeps it for a year", () => {
      const groups = ofType(resources, "LogGroup");
      assert.ok(groups.length >= 8);
      for (const { name, inputs, propertyDependencies } of groups) {
        assert.ok(Number(inputs["retentionInDays"]) >= 365, name);
        assert.match(propertyDependencies["kmsKeyId"]?.[0] ?? "", /::keys-logs$/, name);
      }
    });

    it("has an alarm to the topic for each alert class", () => {
      const alarms = ofType(resources, "MetricAlarm");
      const classes = alarms.map(({ inputs }) => textAt(inputs["tags"], "AlertClass"));
      assert.deepEqual([...new Set(classes)].sort(), [
        "failed-governance-decision",
        "iam-permission-change",
        "operations",
        "secret-access-anomaly",
        "unauthorized-access",
        "unusual-traffic",
      ]);
      for (const alarm of alarms) {
        assert.match(alarm.propertyDependencies["alarmActions"]?.[0] ?? "", /::alerts-topic$/);
      }
    });

    it("tags everything that takes tags", () => {
      const taggable = resources.filter(
        (resource) => resource.type.startsWith("aws:") && takesTags(resource),
      );
      const untagged = taggable.filter(({ inputs }) => textAt(inputs["tags"], "Stack") !== stack);
      assert.ok(taggable.length > 80);
      assert.deepEqual(
        untagged.map(({ type, name }) => `${type} ${name}`),
        [],
      );
    });

    it("exports what a workload stack needs", () => {
      for (const output of [
        "vpcId",
        "subnetIds",
        "securityGroupIds",
        "roleArns",
        "keyArns",
        "meshOutputs",
        "logGroupArns",
        "secretArns",
        "governance",
        "endpointDnsNames",
      ]) {
        assert.ok(output in result.outputs, output);
      }
    });

    it("owns the account's settings only as prod", () => {
      const count = ofType(resources, "AccountPasswordPolicy").length;
      assert.equal(count, stack === "prod" ? 1 : 0);
    });

    it("protects evidence and keys from deletion only as prod", () => {
      const held = ["Key", "Trail", "Bucket", "LogGroup", "Secret", "Table"].flatMap((type) =>
        ofType(resources, type),
      );
      assert.ok(held.length > 10);
      for (const { name, options } of held) assert.equal(options.protect, stack === "prod", name);
    });
  });
}

function declaredTargets(contract: PropertyValue | undefined): readonly string[] {
  const documents = isObject(contract) ? contract["documents"] : undefined;
  if (!Array.isArray(documents)) return [];
  return documents.map((document: PropertyValue) =>
    [textAt(document, "target"), textAt(document, "property")].join(" "),
  );
}
