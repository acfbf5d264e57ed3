import assert from "node:assert/strict";
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
} from "@aws-sdk/client-ec2";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { awsPorts } from "../../../lambdas/contain-incident/ports";
import { containedRevocation, inertRevocation } from "../../../runtime/containment/policies";
import type { Ports } from "../../../runtime/containment/ports";
import { createTable } from "../../../tools/demo/table";
import { clientsOf } from "../../../tools/game-day/cloud";
import { type Moto, startMoto } from "../../../tools/moto/server";
import { shownRules } from "../../runtime/containment/shown";
import { needsMoto } from "../../support/moto";

const incident = "inc-0123456789abcdef";

describe("awsPorts", function () {
  this.timeout(120_000);
  let moto: Moto | undefined;
  let clients: ReturnType<typeof clientsOf>;
  let ports: Ports;

  before(async function () {
    needsMoto(this);
    moto = await startMoto();
    clients = clientsOf(moto.endpoint, "us-east-1");
    await createTable(clients.dynamo, "governance");
    await clients.s3.send(new CreateBucketCommand({ Bucket: "evidence" }));
    ports = awsPorts(clients, { tableName: "governance", bucketName: "evidence" }, () => 0);
  });

  after(async () => {
    if (moto !== undefined) for (const client of Object.values(clients)) client.destroy();
    await moto?.stop();
  });

  it("I7 lets exactly one of many executions at once claim a finding, and each service be held once", async () => {
    const executions = Array.from({ length: 8 }, (_, index) => `execution-${String(index)}`);
    const owners = await Promise.all(
      executions.map((execution) =>
        ports.claims.claim({ incident, execution, openedAt: "2026-03-01T00:00:00Z" }),
      ),
    );
    assert.equal(new Set(owners).size, 1);
    assert.equal(owners.filter((owner, index) => owner === executions[index]).length, 1);
    assert.equal(await ports.claims.holderOf("axon"), undefined);
    assert.equal(await ports.claims.hold("axon", incident), incident);
    assert.equal(await ports.claims.hold("axon", "inc-other"), incident);
    await ports.claims.letGo("axon", "inc-other");
    assert.equal(await ports.claims.holderOf("axon"), incident);
    await ports.claims.letGo("axon", incident);
    await ports.claims.letGo("axon", incident);
    assert.equal(await ports.claims.holderOf("axon"), undefined);
  });

  it("IR-99 writes evidence once and never over what is there", async () => {
    const key = `incidents/${incident}/before.json`;
    assert.equal(await ports.evidence.read(key), undefined);
    assert.equal(await ports.evidence.putOnce(key, "first"), true);
    assert.equal(await ports.evidence.putOnce(key, "second"), false);
    assert.equal(await ports.evidence.read(key), "first");
    await ports.evidence.put(key, "third", "text/html");
    assert.equal(await ports.evidence.read(key), "third");
  });

  it("sets and lifts the quarantine flag, and reads it back at once", async () => {
    const { estate } = ports;
    for (const isSet of [false, true]) {
      if (isSet) await estate.setQuarantine("axon");
      assert.equal(await estate.isQuarantined("axon"), isSet);
    }
    await estate.liftQuarantine("axon");
    assert.equal(await estate.isQuarantined("axon"), false);
  });

  it("reads back the policy that it put into a role", async () => {
    const { estate } = ports;
    await clients.iam.send(
      new CreateRoleCommand({
        RoleName: "axon-task",
        Path: "/p/dev/",
        AssumeRolePolicyDocument: inertRevocation,
      }),
    );
    assert.equal(await estate.readRevocation("axon-task"), undefined);
    const text = containedRevocation(incident, "2026-03-01T00:00:00Z");
    await estate.putRevocation("axon-task", text);
    assert.equal(await estate.readRevocation("axon-task"), text);
  });

  it("I3 revokes rules, and restores each with what it allowed and said", async () => {
    const { ec2 } = clients;
    const { estate } = ports;
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
    const VpcId = Vpc?.VpcId;
    const names = { GroupName: "axon", Description: "axon", ...(VpcId !== undefined && { VpcId }) };
    const { GroupId = "" } = await ec2.send(new CreateSecurityGroupCommand(names));
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId,
        IpPermissions: [
          {
            IpProtocol: "tcp",
            FromPort: 443,
            ToPort: 443,
            IpRanges: [{ CidrIp: "10.0.0.0/16", Description: "the mesh" }],
          },
        ],
      }),
    );
    const before = await estate.readRules(GroupId);
    assert.deepEqual(before.map(({ isEgress }) => isEgress).sort(), [false, true]);
    for (const isEgress of [false, true]) {
      const ids = before.filter((rule) => rule.isEgress === isEgress).map(({ id }) => id);
      await estate.revokeRules(GroupId, isEgress, ids);
    }
    assert.deepEqual(await estate.readRules(GroupId), []);
    for (const rule of before) await estate.authorizeRule(GroupId, rule);
    assert.deepEqual(shownRules(await estate.readRules(GroupId)), shownRules(before));
  });

  it("sets how many tasks run, and reads it back", async () => {
    const { ecs } = clients;
    const { estate } = ports;
    const tasks = { cluster: "agents", service: "agents-axon" };
    await ecs.send(new CreateClusterCommand({ clusterName: "agents" }));
    const containerDefinitions = [{ name: "axon", image: "axon", memory: 64 }];
    await ecs.send(new RegisterTaskDefinitionCommand({ family: "axon", containerDefinitions }));
    await ecs.send(
      new CreateServiceCommand({
        cluster: "agents",
        serviceName: "agents-axon",
        taskDefinition: "axon",
        desiredCount: 2,
      }),
    );
    assert.equal((await estate.readTaskService(tasks)).desiredCount, 2);
    await estate.setDesiredCount(tasks, 0);
    assert.equal((await estate.readTaskService(tasks)).desiredCount, 0);
    assert.deepEqual(await estate.runningTasks(tasks), []);
    await assert.rejects(estate.readTaskService({ ...tasks, service: "another" }));
  });

  it("tells what AWS refuses from what is not there", async () => {
    await assert.rejects(ports.estate.rotateSecret("p/dev/none", `${incident}-${"0".repeat(32)}`));
    await assert.rejects(ports.estate.readReservedConcurrency("none"));
    await assert.rejects(ports.estate.putRevocation("none", inertRevocation));
    await assert.rejects(ports.logs.read({ logGroup: "/none", from: 0, to: 1, limit: 10 }));
  });
});
