import assert from "node:assert/strict";
import {
  agentRepositories,
  checkRuntimeAgent,
  runAgent,
} from "../../../plan/account-baseline/runtime-agent";
import { checkPlan } from "../../../plan/checks";
import { planServiceRoles } from "../../../plan/identity/services";
import { planContext } from "../../support/context";

const context = (guardDuty: boolean, accountBaseline = "reference") =>
  planContext({ accountBaseline, monitoring: { detectors: { guardDuty } } });

const repository = "arn:aws:ecr:us-east-1:593207742271:repository/aws-guardduty-agent-fargate";

const inRegion = (region: string, partition = "aws") => {
  const { config, environment } = context(true);
  return { config, environment: { ...environment, region, partition } };
};

describe("agentRepositories", () => {
  it("IR-95 is the one of AWS in the Region, whoever owns the account's detector", () => {
    for (const accountBaseline of ["owner", "reference"]) {
      assert.deepEqual(agentRepositories(context(true, accountBaseline)), [repository]);
    }
    assert.deepEqual(agentRepositories(inRegion("eu-central-1")), [
      "arn:aws:ecr:eu-central-1:323658145986:repository/aws-guardduty-agent-fargate",
    ]);
  });

  it("opens nothing where GuardDuty is off", () => {
    assert.deepEqual(agentRepositories(context(false)), []);
    assert.deepEqual(runAgent(context(false)), []);
  });
});

describe("runAgent", () => {
  it("IR-95 lets ECS pull the agent beside each service's tasks, and the agent report, as the execution role", () => {
    const roles = ["orbit", "axon"].flatMap((service) => planServiceRoles(context(true), service));
    for (const { key, policy, boundary } of roles) {
      for (const document of [policy, boundary]) {
        const allowed = (document?.Statement ?? []).filter(({ Effect }) => Effect === "Allow");
        const pulls = allowed.some(
          ({ Action, Resource }) =>
            Action.includes("ecr:BatchGetImage") && Resource?.includes(repository) === true,
        );
        const reports = allowed.some(({ Action }) =>
          Action.includes("guardduty:SendSecurityTelemetry"),
        );
        assert.deepEqual([pulls, reports], Array(2).fill(key.endsWith("-execution")), key);
      }
    }
  });
});

describe("checkRuntimeAgent", () => {
  it("IR-95 reports a Region whose agent is not known, where GuardDuty is on, as MON003", () => {
    const { config, environment } = inRegion("us-gov-west-1", "aws-us-gov");
    const [issue] = checkRuntimeAgent(config, environment);
    assert.deepEqual(
      [issue?.code, issue?.path, issue?.given],
      ["MON003", "monitoring.detectors.guardDuty", "us-gov-west-1"],
    );
    assert.ok(checkPlan(config, environment).some(({ code }) => code === "MON003"));
  });

  it("lets every other combination pass", () => {
    const off = context(false);
    const elsewhere = { ...off.environment, region: "us-gov-west-1" };
    assert.deepEqual(checkRuntimeAgent(off.config, elsewhere), []);
    const on = context(true);
    assert.deepEqual(checkRuntimeAgent(on.config, on.environment), []);
  });

  it("IR-95 knows one account of twelve digits for each Region", () => {
    const { config, environment } = inRegion("nowhere-1");
    const regions = (checkRuntimeAgent(config, environment)[0]?.allowed ?? "").split(", ");
    assert.ok(regions.length > 30);
    const accounts = regions.map((region) => {
      const [arn] = agentRepositories(inRegion(region));
      const account = /^arn:aws:ecr:([a-z0-9-]+):(\d{12}):/.exec(arn ?? "");
      assert.equal(account?.[1], region);
      return account[2];
    });
    assert.equal(new Set(accounts).size, regions.length);
  });
});
