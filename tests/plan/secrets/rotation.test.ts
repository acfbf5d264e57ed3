import assert from "node:assert/strict";
import { readSettings } from "../../../lambdas/rotate-secret/environment";
import { planEstate } from "../../../plan/estate";
import { contains } from "../../../plan/network/address-plan";
import { rotationEnvironment } from "../../../plan/secrets/rotation";
import { planContext } from "../../support/context";
import { verdictOf } from "../evaluate";
import { forEachExample } from "../examples";
import { httpProvider, postgresDual, postgresSingle, withRotations } from "../rotations";

const context = planContext(withRotations);
const { names } = context;
const plan = planEstate(context.config, context.environment);

const roleOf = (service: string) =>
  plan.identity.roles.find(({ key }) => key === `${service}-rotation`) ??
  assert.fail(`no role of ${service}`);

const callerOf = (service: string) => names.roleArn(names.rotationFunction(service));

function mayRole(service: string, action: string, on: string): boolean {
  const { policy, boundary } = roleOf(service);
  return [policy, boundary].every(
    (document) =>
      document !== undefined &&
      verdictOf(document, { caller: callerOf(service), action, on }) === "allow",
  );
}

const secretsOf = (service: string) =>
  (context.config.services[service]?.secrets ?? []).map((secret) =>
    names.secretArn(service, secret).replace("??????", "AbCdEf"),
  );

const secretsmanager = plan.endpoints.endpoints.find(({ key }) => key === "secretsmanager");

const mayThroughEndpoint = (caller: string, action: string, on: string) =>
  secretsmanager !== undefined &&
  verdictOf(secretsmanager.policy, {
    ...{ caller, action, on },
    context: { "aws:PrincipalAccount": "111122223333" },
  }) === "allow";

const steps = [
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetSecretValue",
  "secretsmanager:PutSecretValue",
  "secretsmanager:UpdateSecretVersionStage",
];

const group = "orbit-rotation";
const rules = plan.securityGroups.rules.map(({ group: of, direction, port, peer }) => ({
  of,
  direction,
  port,
  peer: "key" in peer ? peer.key : "cidr" in peer ? peer.cidr : peer.name,
}));

/** Whether the private tier's network ACL lets packets to a port of an address through. */
function aclAdmits(egress: boolean, cidr: string, port: number): boolean {
  const acl = plan.network.networkAcls.find(({ tier }) => tier === "private");
  return (
    acl?.entries.some(
      (entry) =>
        entry.egress === egress &&
        contains(entry.cidr, cidr) &&
        entry.fromPort <= port &&
        port <= entry.toPort,
    ) === true
  );
}

describe("rotation", () => {
  it("SEC-77 BEST-28 gives a function what the four steps take, on its own secrets alone", () => {
    for (const service of ["orbit", "axon"]) {
      const own = secretsOf(service);
      for (const secret of [...secretsOf("orbit"), ...secretsOf("axon")]) {
        for (const action of steps) {
          assert.equal(
            mayRole(service, action, secret),
            own.includes(secret),
            `${service} ${secret}`,
          );
        }
      }
      assert.ok(mayRole(service, "secretsmanager:GetRandomPassword", "*"));
      assert.ok(!mayRole(service, "secretsmanager:DeleteSecret", own[0] ?? ""));
    }
  });

  it("BEST-28 reads the administrator of two users, changes nothing of it, and for its owner alone", () => {
    const { administratorSecretArn } = postgresDual;
    assert.ok(mayRole("orbit", "secretsmanager:GetSecretValue", administratorSecretArn));
    assert.ok(!mayRole("orbit", "secretsmanager:PutSecretValue", administratorSecretArn));
    assert.ok(!mayRole("axon", "secretsmanager:GetSecretValue", administratorSecretArn));
  });

  it("SEC-78 stands in the VPC where it has a database to reach, and nowhere else", () => {
    forEachExample((title, _context, { secrets, securityGroups }) => {
      const groups = secrets.rotationFunctions.map(({ securityGroup }) => securityGroup);
      assert.ok(
        groups.every((key) => key === undefined),
        title,
      );
      assert.ok(!securityGroups.groups.some(({ key }) => key.endsWith("-rotation")), title);
    });
    assert.deepEqual(
      plan.secrets.rotationFunctions.map(({ service, securityGroup }) => [service, securityGroup]),
      [
        ["orbit", group],
        ["axon", undefined],
      ],
    );
  });

  it("SEC-78 lets the function out to the endpoints and its database, and both admit it or say who must", () => {
    assert.deepEqual(
      rules.filter(({ of }) => of === group),
      [
        { of: group, direction: "egress", port: 443, peer: "endpoints" },
        { of: group, direction: "egress", port: 5433, peer: "10.20.192.0/24" },
      ],
    );
    assert.ok(
      rules.some(
        ({ of, direction, port, peer }) =>
          of === "endpoints" && direction === "ingress" && port === 443 && peer === group,
      ),
    );
  });

  it("SEC-78 passes the network ACL to the endpoints and to the database, and the replies back", () => {
    const privateTier = "10.20.64.0/18";
    // A Lambda function connects from any port above 1023 (VPC User Guide, "Ephemeral ports").
    for (const reply of [1024, 32_767, 65_535]) {
      for (const [cidr, port] of [
        [privateTier, 443],
        ["10.20.192.0/24", 5433],
      ] as const) {
        assert.ok(aclAdmits(true, cidr, port), `to ${cidr}`);
        assert.ok(aclAdmits(false, cidr, reply), `from ${cidr} to ${String(reply)}`);
      }
    }
    assert.ok(!aclAdmits(false, "10.20.192.0/24", 443));
    assert.ok(!aclAdmits(true, "10.20.192.0/24", 5432));
    assert.ok(!aclAdmits(true, "10.20.193.0/24", 5433));
  });

  it("SEC-78 finds Secrets Manager at its Regional name, whose endpoint lets it do the four steps", () => {
    for (const { environment } of plan.secrets.rotationFunctions) {
      assert.equal(
        environment["SECRETS_MANAGER_ENDPOINT"],
        "https://secretsmanager.us-east-1.amazonaws.com",
      );
    }
    assert.equal(secretsmanager?.privateDns, true);
    const caller = callerOf("orbit");
    for (const secret of secretsOf("orbit")) {
      for (const action of steps) assert.ok(mayThroughEndpoint(caller, action, secret), action);
      const task = names.roleArn(names.taskRole("orbit"));
      assert.ok(!mayThroughEndpoint(task, "secretsmanager:PutSecretValue", secret));
    }
    assert.ok(mayThroughEndpoint(caller, "secretsmanager:GetRandomPassword", "*"));
    const { administratorSecretArn } = postgresDual;
    assert.ok(mayThroughEndpoint(caller, "secretsmanager:GetSecretValue", administratorSecretArn));
    const foreign = secretsOf("axon")[0] ?? "";
    assert.ok(!mayThroughEndpoint(caller, "secretsmanager:PutSecretValue", foreign));
  });

  it("SEC-78 lets Lambda make network interfaces for the function in the VPC, and refuses the function itself", () => {
    const on = names.arn("ec2", "network-interface/eni-0a");
    const ask = (service: string, keys: Record<string, string>) => {
      const { boundary } = roleOf(service);
      const action = "ec2:CreateNetworkInterface";
      return verdictOf(boundary, { caller: callerOf(service), action, on, context: keys });
    };
    const fromCode = {
      "lambda:SourceFunctionArn": names.arn(
        "lambda",
        `function:${names.rotationFunction("orbit")}`,
      ),
    };
    assert.equal(ask("orbit", {}), "allow");
    assert.equal(ask("orbit", fromCode), "deny");
    assert.equal(ask("axon", {}), "silent");
  });

  it("SEC-79 names each secret by its ARN with six open characters, and how it is replaced", () => {
    const rotation: unknown = JSON.parse(rotationEnvironment(context, "orbit")["ROTATION"] ?? "");
    const { username } = postgresSingle;
    const { host, port, database, usernames, administratorSecretArn } = postgresDual;
    const arn = (secret: string) =>
      `arn:aws:secretsmanager:us-east-1:111122223333:secret:agent-runtime/dev/orbit/${secret}-??????`;
    assert.deepEqual(rotation, {
      secrets: {
        [arn("api-token")]: { kind: "generated" },
        [arn("database")]: { kind: "postgres-single", host, port, database, username },
        [arn("ledger")]: {
          kind: "postgres-dual",
          ...{ host, port, database, usernames },
          administratorSecret: administratorSecretArn,
        },
      },
    });
  });

  it("BEST-28 writes what the function reads, for every secret of its service and no other", () => {
    for (const service of ["orbit", "axon"]) {
      const { strategyOf } = readSettings(rotationEnvironment(context, service));
      const own = secretsOf(service);
      for (const secret of [...secretsOf("orbit"), ...secretsOf("axon")]) {
        assert.equal(strategyOf(secret) !== undefined, own.includes(secret), secret);
      }
    }
  });

  it("asks a provider at its URL", () => {
    assert.match(
      rotationEnvironment(context, "axon")["ROTATION"] ?? "",
      new RegExp(httpProvider.url),
    );
  });

  it("SEC-81 writes no key of the administrator, and no value, into variables", () => {
    const text = JSON.stringify(rotationEnvironment(context, "orbit"));
    assert.ok(!text.includes(postgresDual.administratorKeyArn));
    assert.ok(!/password|token"|secretString/i.test(text.replaceAll("api-token", "")));
  });
});
