import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { isObject, isUnknown, type PropertyValue } from "../../../preview/engine/values";
import { ProgramError } from "../../../preview/errors";
import type { PreviewOptions, PreviewResult } from "../../../preview/index";
import { judgeContents } from "../../../preview/judge-file/judge-stack";
import { reportOf } from "../../../preview/report";
import { readAxonConfig } from "../../../services/axon/config";
import { readOrbitConfig } from "../../../services/orbit/config";
import { buildPolicyPack } from "../../../tools/build";
import { previewStack, root } from "../../stack/support";
import { fargateChildren } from "../../support/examples/fargate-children";
import { containerIn, environmentIn, findIn, serviceIn } from "../../support/examples/previewed";
import { listAt, shapeOf, textIn } from "../../support/examples/values";

const folder = path.join(root, "examples/agent-service");
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

const outputsFile = readJson(path.join(folder, "estate-outputs.json"));
assert.ok(isRecord(outputsFile));
const stackOutputs = outputsFile;
const estateName = "organization/agent-runtime/dev";

const preview = (options: Partial<PreviewOptions> = {}) =>
  previewStack("dev", { directory: folder, stackOutputs, ...options });

const refusal = async (config: Readonly<Record<string, string>>): Promise<string> => {
  try {
    await preview({ config, policyPacks: [] });
  } catch (error) {
    assert.ok(error instanceof ProgramError);
    return error.message;
  }
  assert.fail("the configuration should have been refused");
};

/** What the estate adds to its outputs with an edge from `client` to orbit. */
function estateWithClient(): Readonly<Record<string, PropertyValue>> {
  const { roleArns, meshOutputs, ...estate } = stackOutputs[estateName] ?? {};
  assert.ok(isObject(roleArns) && isObject(meshOutputs));
  const { serviceDomainNames, targetGroupArns } = meshOutputs;
  assert.ok(isObject(serviceDomainNames) && isObject(targetGroupArns));
  const roles = "arn:aws:iam::111122223333:role/agent-runtime/dev";
  const targetGroups = "arn:aws:vpc-lattice:us-east-1:111122223333:targetgroup";
  return {
    ...estate,
    roleArns: { ...roleArns, "client-to-orbit": `${roles}/agent-runtime-dev-client-to-orbit` },
    meshOutputs: {
      ...meshOutputs,
      serviceDomainNames: { ...serviceDomainNames, orbit: "orbit.example.on.aws" },
      targetGroupArns: { ...targetGroupArns, orbit: `${targetGroups}/tg-0123456789abcdef0` },
    },
  };
}

describe("the example agent-service", () => {
  let result: PreviewResult;

  before(async () => {
    result = await preview();
  });

  const find = (type: string, name: string) => findIn(result, type, name);
  const service = (name: string) => serviceIn(result, name);
  const task = (name: string) => service(name)["taskDefinitionArgs"];
  const container = (name: string) => containerIn(result, name);
  const environment = (name: string) => environmentIn(result, name);

  it("passes every policy, and leaves none undecided", () => {
    const failed = result.findings.filter(
      ({ level, verdict }) => level === "mandatory" || verdict === "undecided",
    );
    assert.deepEqual(failed, []);
    assert.equal(result.exitCode, 0);
  });

  it("says which components are not judged offline", () => {
    const types = reportOf(result).remoteComponents.map((urn) =>
      urn.split("::").slice(2).join(" "),
    );
    assert.deepEqual(types.sort(), [
      "awsx:ecr:Repository axon",
      "awsx:ecr:Repository orbit",
      "awsx:ecs:FargateService axon",
      "awsx:ecs:FargateService orbit",
    ]);
  });

  it("would pass with what awsx makes of its components, once two stacks are told apart", async () => {
    buildPolicyPack();
    const policyPacks = [path.join(root, "policy-pack")];
    const policyConfig = readJson(path.join(folder, "policies.json"));
    assert.ok(isRecord(policyConfig));
    const resources = [...result.resources, ...result.resources.flatMap(fargateChildren)];
    const contents = {
      project: result.project,
      stack: result.stack,
      resources: resources.filter(({ read }) => !read),
      isDeployed: false,
      notes: [],
    };
    const judged = await judgeContents(contents, { policyPacks, policyConfig });
    assert.deepEqual(
      judged.findings.filter(({ level }) => level === "mandatory"),
      [],
    );
    const undecided = judged.findings.filter(({ verdict }) => verdict === "undecided");
    assert.deepEqual([...new Set(undecided.map(({ rule }) => rule))], ["reach/from-internet"]);
  });

  for (const [name, tier] of [
    ["orbit", "private"],
    ["axon", "axon-runtime"],
  ] as const) {
    describe(name, () => {
      it("has no public address, in the estate's subnets and group", () => {
        const estate = stackOutputs[estateName];
        const network = service(name)["networkConfiguration"];
        assert.ok(isObject(network) && isObject(estate));
        assert.equal(network["assignPublicIp"], false);
        assert.ok(isObject(estate["subnetIds"]) && isObject(estate["subnetIds"][tier]));
        assert.deepEqual(network["subnets"], Object.values(estate["subnetIds"][tier]));
        assert.deepEqual(network["securityGroups"], [textIn(estate["securityGroupIds"], name)]);
        assert.ok(!("loadBalancers" in service(name)));
      });

      it("runs an image by digest, from the repository that its execution role may pull from", () => {
        const repository = find("awsx:ecr:Repository", name).inputs;
        assert.equal(repository["name"], `agent-runtime/${name}`);
        assert.equal(repository["imageTagMutability"], "IMMUTABLE");
        assert.match(
          textIn(container(name), "image"),
          new RegExp(
            `^111122223333\\.dkr\\.ecr\\.us-east-1\\.amazonaws\\.com/agent-runtime/${name}@sha256:[0-9a-f]{64}$`,
          ),
        );
      });

      it("acts as the estate's roles, and makes none", () => {
        const definition = task(name);
        assert.ok(isObject(definition));
        const prefix = `arn:aws:iam::111122223333:role/agent-runtime/dev/agent-runtime-dev-${name}`;
        assert.deepEqual(definition["taskRole"], { roleArn: `${prefix}-task` });
        assert.deepEqual(definition["executionRole"], { roleArn: `${prefix}-execution` });
      });

      it("writes to the estate's log group, and has none made", () => {
        const definition = task(name);
        assert.ok(isObject(definition));
        assert.deepEqual(definition["logGroup"], { skip: true });
        const log = isObject(definition["container"])
          ? definition["container"]["logConfiguration"]
          : undefined;
        assert.ok(isObject(log));
        assert.equal(textIn(log["options"], "awslogs-group"), `/agent-runtime/dev/${name}`);
        assert.equal(textIn(log["options"], "mode"), "blocking");
      });

      it("holds nothing but its own files, as nobody, without ways in", () => {
        const inside = container(name);
        assert.ok(isObject(inside));
        assert.equal(inside["readonlyRootFilesystem"], true);
        assert.equal(inside["privileged"], false);
        assert.equal(inside["user"], "65532:65532");
        assert.deepEqual(inside["linuxParameters"], { capabilities: { drop: ["ALL"] } });
        assert.equal(service(name)["enableExecuteCommand"], false);
        assert.deepEqual(service(name)["deploymentCircuitBreaker"], {
          enable: true,
          rollback: true,
        });
      });

      it("gets secrets by reference, and none in its environment", () => {
        const secrets = listAt(container(name), "secrets").map((each) => textIn(each, "valueFrom"));
        assert.equal(secrets.length, 1);
        for (const reference of secrets) {
          assert.match(
            reference,
            new RegExp(
              `^arn:aws:secretsmanager:us-east-1:111122223333:secret:agent-runtime/dev/${name}/`,
            ),
          );
          assert.ok(!JSON.stringify(environment(name)).includes(reference));
        }
      });
    });
  }

  it("tells orbit all that it asks for, and nothing that it does not know", () => {
    const config = readOrbitConfig(environment("orbit"));
    assert.equal(new URL(config.AXON_URL).hostname, environment("axon")["PUBLIC_HOST"]);
    assert.match(config.GOVERNANCE_ALIAS_ARN, /:agent-runtime-dev-governance:orbit$/);
    assert.match(config.ACCESS_ROLE_ARN ?? "", /agent-runtime-dev-orbit-to-axon$/);
    assert.match(config.AXON_SERVICE_ARN ?? "", /:service\/svc-02ead048a1332fa96$/);
    const unknown = Object.keys(environment("orbit")).filter((name) => !(name in config));
    assert.deepEqual(unknown, []);
    assert.equal(config.INBOUND, "network");
  });

  it("has orbit verify the calls of those that the estate lets call it, and registers it for them", async () => {
    const governed = await preview({
      config: { "agent-service:orbitCallers": '["client"]' },
      stackOutputs: { [estateName]: estateWithClient() },
    });
    assert.equal(governed.exitCode, 0);
    const config = readOrbitConfig(environmentIn(governed, "orbit"));
    assert.ok(config.INBOUND === "governed");
    assert.deepEqual(config.CALLER_ROLES, { client: ["agent-runtime-dev-client-to-orbit"] });
    assert.equal(config.PUBLIC_HOST, "orbit.example.on.aws");
    assert.deepEqual([config.IDENTITY, config.SINGLE_USE], ["lattice", "table"]);
    assert.deepEqual(environmentIn(governed, "axon"), environment("axon"));
    const [registration] = listAt(serviceIn(governed, "orbit"), "vpcLatticeConfigurations");
    assert.match(textIn(registration, "targetGroupArn"), /tg-0123456789abcdef0$/);
    const role = findIn(governed, "aws:iam/rolePolicy:RolePolicy", "registration");
    const policy: unknown = JSON.parse(textIn(role.inputs, "policy"));
    assert.partialDeepStrictEqual(policy, {
      Statement: [
        {
          Sid: "RegisterTargets",
          Resource: ["axon", "orbit"].map((name) => {
            const [target] = listAt(serviceIn(governed, name), "vpcLatticeConfigurations");
            return textIn(target, "targetGroupArn");
          }),
        },
        { Sid: "FindSubnets" },
      ],
    });
  });

  it("tells axon all that it asks for: receipts once, policies of the table, callers by access role", () => {
    const config = readAxonConfig(environment("axon"));
    assert.equal(config.IDENTITY, "lattice");
    assert.equal(config.SINGLE_USE, "table");
    assert.equal(config.ACCEPTED_POLICIES, "table");
    assert.equal(config.TABLE_NAME, "agent-runtime-dev-governance");
    assert.deepEqual(config.CALLER_ROLES, { orbit: ["agent-runtime-dev-orbit-to-axon"] });
    const unknown = Object.keys(environment("axon")).filter((name) => !(name in config));
    // What its AWS clients read.
    assert.deepEqual(unknown, ["AWS_REGION", "AWS_ENDPOINT_URL_DYNAMODB"]);
  });

  it("registers axon in the estate's target group alone, by a role that may do no more", () => {
    const targetGroupArn = /^arn:aws:vpc-lattice:us-east-1:111122223333:targetgroup\/tg-[0-9a-f]+$/;
    const [registration] = listAt(service("axon"), "vpcLatticeConfigurations");
    assert.match(textIn(registration, "targetGroupArn"), targetGroupArn);
    assert.deepEqual(
      listAt(container("axon"), "portMappings").map((each) => textIn(each, "name")),
      [textIn(registration, "portName")],
    );
    const policy: unknown = JSON.parse(
      textIn(find("aws:iam/rolePolicy:RolePolicy", "registration").inputs, "policy"),
    );
    assert.partialDeepStrictEqual(policy, {
      Statement: [
        { Sid: "RegisterTargets", Resource: [textIn(registration, "targetGroupArn")] },
        { Sid: "FindSubnets" },
      ],
    });
    assert.ok(!("vpcLatticeConfigurations" in service("orbit")));
  });

  it("encrypts images with a key of its own", () => {
    for (const name of ["orbit", "axon"]) {
      const [encryption] = listAt(
        find("awsx:ecr:Repository", name).inputs,
        "encryptionConfigurations",
      );
      assert.ok(isObject(encryption));
      assert.equal(encryption["encryptionType"], "KMS");
      assert.ok(isUnknown(encryption["kmsKey"]), "the ARN of a key that does not exist yet");
    }
  });

  it("refuses images without digest, and everything else that is wrong, at once", async () => {
    const message = await refusal({
      "agent-service:images": JSON.stringify({ orbit: "agent-runtime/orbit:latest" }),
      "agent-service:replicas": "3",
      "aws:allowedAccountIds": '["1"]',
    });
    for (const line of [
      /agent-service:images\.orbit: write the digest that the push printed, "sha256:"/,
      /agent-service:images\.axon: name the digest of the image that runs/,
      /agent-service:replicas: no such setting; remove it/,
      /aws:allowedAccountIds\.0: write an account id of 12 digits/,
    ]) {
      assert.match(message, line);
    }
  });

  it("fails with the name of an output that the estate does not have", async () => {
    const estate = stackOutputs[estateName];
    assert.ok(isObject(estate) && isObject(estate["governance"]));
    const governance = { ...estate["governance"], aliasArns: {} };
    const older = { [estateName]: { ...estate, governance } };
    await assert.rejects(
      preview({ stackOutputs: older, policyPacks: [] }),
      /The estate has no output governance\.aliasArns\.orbit: deploy the estate first/,
    );
  });

  it("pins what the project pins", () => {
    const own = packageAt(path.join(folder, "package.json"));
    const ours = packageAt(path.join(root, "package.json"));
    for (const [name, version] of Object.entries(own)) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
      assert.equal(version, ours[name], name);
    }
  });

  it("previews with outputs that have the shape of the estate's own", async () => {
    const estate = await previewStack("dev", { policyPacks: [] });
    assert.deepEqual(
      shapeOf(stackOutputs[estateName], ["receiptAnchors"]),
      shapeOf(estate.outputs, ["receiptAnchors"]),
    );
  });
});

function isRecord(
  value: unknown,
): value is Readonly<Record<string, Record<string, PropertyValue>>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function packageAt(file: string): Readonly<Record<string, string>> {
  const contents = readJson(file);
  assert.ok(isRecord(contents));
  const pins = { ...contents["dependencies"], ...contents["devDependencies"] };
  return Object.fromEntries(
    Object.entries(pins).map(([name, version]) => [
      name,
      typeof version === "string" ? version : "",
    ]),
  );
}
