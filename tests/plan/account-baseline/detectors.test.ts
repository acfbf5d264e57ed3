import assert from "node:assert/strict";
import fc from "fast-check";
import { type DetectorsPlan, planDetectors } from "../../../plan/account-baseline/detectors";
import { planContext } from "../../support/context";
import { withRotations } from "../rotations";

const plan = (overrides: Readonly<Record<string, unknown>>): DetectorsPlan =>
  planDetectors(planContext(overrides));

/** Which list of the plan each switch of configuration is about. */
const listOf = {
  guardDuty: "threatDetectors",
  configRecorder: "recorders",
  securityHub: "hubs",
  inspector: "scanners",
  macie: "dataDetectors",
  detective: "graphs",
} as const;

const counts = (detectors: DetectorsPlan) =>
  Object.fromEntries(
    Object.entries(listOf).map(([detector, list]) => [detector, detectors[list].length]),
  );

const all = (count: number) =>
  Object.fromEntries(Object.keys(listOf).map((detector) => [detector, count]));

describe("planDetectors", () => {
  it("BEST-31 plans in prod every detector once, in dev none, and for another stack's account none", () => {
    const of = (environment: string, accountBaseline: string) =>
      counts(plan({ environment, accountBaseline }));
    assert.deepEqual(of("prod", "owner"), all(1));
    assert.deepEqual(of("dev", "owner"), all(0));
    for (const environment of ["dev", "prod"]) {
      assert.deepEqual(of(environment, "reference"), all(0), environment);
    }
  });

  it("BEST-31 switches each detector by its own setting, and for owner and reference together once", () => {
    const written = fc.record(
      Object.fromEntries(Object.keys(listOf).map((detector) => [detector, fc.boolean()])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.constantFrom("dev", "prod"), written, (environment, detectors) => {
        const overrides = { environment, monitoring: { detectors } };
        const owned = counts(plan({ ...overrides, accountBaseline: "owner" }));
        const expected = Object.keys(listOf).map((detector) => [
          detector,
          Number(detectors[detector] ?? environment === "prod"),
        ]);
        assert.deepEqual(owned, Object.fromEntries(expected));
        assert.deepEqual(counts(plan({ ...overrides, accountBaseline: "reference" })), all(0));
      }),
    );
  });

  it("BEST-31 has GuardDuty watch S3, Lambda and tasks, and databases only where the estate has some", () => {
    const features = (overrides: Readonly<Record<string, unknown>> = {}) =>
      plan({ environment: "prod", accountBaseline: "owner", ...overrides }).threatDetectors.flatMap(
        (detector) => detector.features.map(({ name }) => name),
      );
    const watched = ["S3_DATA_EVENTS", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING"];
    assert.deepEqual(new Set(features()), new Set(watched));
    assert.deepEqual(new Set(features(withRotations)), new Set([...watched, "RDS_LOGIN_EVENTS"]));
  });

  it("IR-95 lets GuardDuty install its agent on Fargate, and on nothing the estate lacks", () => {
    const [detector] = plan({ environment: "prod", accountBaseline: "owner" }).threatDetectors;
    const agents = detector?.features.flatMap((feature) => feature.agents) ?? [];
    assert.deepEqual(
      agents.filter(({ status }) => status === "ENABLED").map(({ name }) => name),
      ["ECS_FARGATE_AGENT_MANAGEMENT"],
    );
    // AWS reports all three.
    assert.equal(new Set(agents.map(({ name }) => name)).size, 3);
  });

  it("CIS 5.16 switches on Security Hub, measuring by CIS, AWS's own standard and NIST 800-53", () => {
    const [hub] = plan({ environment: "prod", accountBaseline: "owner" }).hubs;
    const standards = (hub?.standards ?? []).map(({ arn }) => arn);
    const form =
      /^arn:aws:securityhub:us-east-1::standards\/(?<standard>[a-z0-9-]+)\/v\/\d+\.\d+\.\d+$/;
    assert.deepEqual(standards.map((arn) => form.exec(arn)?.groups?.["standard"]).sort(), [
      "aws-foundational-security-best-practices",
      "cis-aws-foundations-benchmark",
      "nist-800-53",
    ]);
  });

  it("BEST-31 scans the images and functions of this account alone", () => {
    const { scanners } = plan({ environment: "prod", accountBaseline: "owner" });
    assert.deepEqual(scanners, [{ accountId: "111122223333", resourceTypes: ["ECR", "LAMBDA"] }]);
  });
});
