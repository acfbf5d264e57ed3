import assert from "node:assert/strict";
import { profiles } from "../../../config/profiles";
import { planAnalyzers, planFindingsRule } from "../../../plan/account-baseline/analyzers";
import { planAlerts } from "../../../plan/incident-response";
import { alertsKeyStatements } from "../../../plan/keys/estate-keys";
import { covers } from "../../../policy-pack/iam/pattern";
import { planContext } from "../../support/context";

const owner = (environment: string) => planContext({ environment, accountBaseline: "owner" });

describe("planAnalyzers", () => {
  it("BEST-24 looks for access from outside everywhere, and for unused access where it is paid for", () => {
    const types = (environment: string) =>
      planAnalyzers(owner(environment)).map(({ type }) => type);
    assert.deepEqual(types("dev"), ["ACCOUNT"]);
    assert.deepEqual(types("prod"), ["ACCOUNT", "ACCOUNT_UNUSED_ACCESS"]);
  });

  it("BEST-24 reports access that is unused for the days of the profile, which AWS limits to 365", () => {
    const days = planAnalyzers(owner("prod")).flatMap((analyzer) => analyzer.unusedAccessAgeDays);
    assert.deepEqual(days, [profiles.prod.unusedAccessAgeDays]);
    assert.ok(days.every((count) => count >= 1 && count <= 365));
  });

  it("names each analyzer and keys each rule once", () => {
    const analyzers = planAnalyzers(owner("prod"));
    assert.equal(new Set(analyzers.map(({ name }) => name)).size, analyzers.length);
    assert.equal(new Set(analyzers.map(({ key }) => key)).size, analyzers.length);
  });
});

describe("planFindingsRule", () => {
  it("BEST-24 takes open findings of both kinds, so that what is archived raises no alert", () => {
    const { pattern } = planFindingsRule(owner("prod"));
    assert.deepEqual(pattern["source"], ["aws.access-analyzer"]);
    assert.deepEqual(pattern["detail-type"], [
      "Access Analyzer Finding",
      "Unused Access Finding for IAM entities",
    ]);
    assert.deepEqual(pattern["detail"], { status: ["ACTIVE"] });
  });

  it("BEST-24 is among the rules that may publish to the encrypted alert topic", () => {
    const context = owner("prod");
    const { name } = planFindingsRule(context);
    const statement = planAlerts(context).policy.Statement.find(
      ({ Sid }) => Sid === "PublishEvents",
    );
    const sources = [statement?.Condition?.["ArnLike"]?.["aws:SourceArn"] ?? []].flat();
    assert.ok(
      sources.some((source) => covers(source, context.names.arn("events", `rule/${name}`))),
    );
    assert.ok(alertsKeyStatements(context).some(({ Sid }) => Sid === "PublishEvents"));
  });
});
