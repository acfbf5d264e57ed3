import assert from "node:assert/strict";
import { compileEventPattern } from "../../../detections/event-pattern";
import { planDetectorFindings } from "../../../plan/account-baseline/findings";
import { planAlerts } from "../../../plan/incident-response";
import { covers } from "../../../policy-pack/iam/pattern";
import { planContext } from "../../support/context";

const context = (overrides: Readonly<Record<string, unknown>> = {}) =>
  planContext({ environment: "prod", accountBaseline: "owner", ...overrides });

const rules = planDetectorFindings(context());

/** Keys of the rules that forward an event. */
const forwardedBy = (event: unknown) =>
  rules.filter(({ pattern }) => compileEventPattern(pattern).matches(event)).map(({ key }) => key);

const hubEvent = (label: string, workflow: string, state = "ACTIVE") => ({
  source: "aws.securityhub",
  "detail-type": "Security Hub Findings - Imported",
  detail: {
    findings: [
      {
        ProductArn: "arn:aws:securityhub:us-east-1::product/aws/securityhub",
        Severity: { Label: label },
        Workflow: { Status: workflow },
        RecordState: state,
      },
    ],
  },
});

const inspectorEvent = (severity: string, status: string) => ({
  source: "aws.inspector2",
  "detail-type": "Inspector2 Finding",
  detail: { severity, status, type: "PACKAGE_VULNERABILITY" },
});

const macieEvent = (description: string, score: number) => ({
  source: "aws.macie",
  "detail-type": "Macie Finding",
  detail: { type: "Policy:IAMUser/S3BucketPublic", severity: { score, description } },
});

describe("planDetectorFindings", () => {
  it("BEST-31 forwards what Security Hub finds severe and nobody has dealt with", () => {
    for (const label of ["HIGH", "CRITICAL"]) {
      assert.deepEqual(forwardedBy(hubEvent(label, "NEW")), ["security-hub-findings"]);
    }
    for (const event of [
      hubEvent("MEDIUM", "NEW"),
      hubEvent("HIGH", "SUPPRESSED"),
      hubEvent("CRITICAL", "RESOLVED"),
      hubEvent("HIGH", "NEW", "ARCHIVED"),
    ]) {
      assert.deepEqual(forwardedBy(event), []);
    }
  });

  it("BEST-31 forwards severe weaknesses that Inspector finds and that are still there", () => {
    for (const severity of ["HIGH", "CRITICAL"]) {
      assert.deepEqual(forwardedBy(inspectorEvent(severity, "ACTIVE")), ["inspector-findings"]);
      assert.deepEqual(forwardedBy(inspectorEvent(severity, "CLOSED")), []);
    }
    assert.deepEqual(forwardedBy(inspectorEvent("LOW", "ACTIVE")), []);
  });

  it("BEST-31 forwards what Macie finds, but for what it calls low", () => {
    assert.deepEqual(forwardedBy(macieEvent("High", 3)), ["macie-findings"]);
    assert.deepEqual(forwardedBy(macieEvent("Medium", 2)), ["macie-findings"]);
    assert.deepEqual(forwardedBy(macieEvent("Low", 1)), []);
  });

  it("BEST-31 has a rule for a detector only where this stack creates it", () => {
    const keys = (overrides: Readonly<Record<string, unknown>>) =>
      planDetectorFindings(context(overrides)).map(({ key }) => key);
    assert.deepEqual(keys({ accountBaseline: "reference" }), []);
    assert.deepEqual(keys({ environment: "dev" }), []);
    const monitoring = { detectors: { macie: false } };
    assert.deepEqual(keys({ monitoring }), ["security-hub-findings", "inspector-findings"]);
  });

  it("BEST-31 is among the rules that may publish to the alert topic", () => {
    const { names } = context();
    const statement = planAlerts(context()).policy.Statement.find(
      ({ Sid }) => Sid === "PublishEvents",
    );
    const sources = [statement?.Condition?.["ArnLike"]?.["aws:SourceArn"] ?? []].flat();
    for (const { name } of rules) {
      const arn = names.arn("events", `rule/${name}`);
      assert.ok(
        sources.some((source) => covers(source, arn)),
        name,
      );
    }
  });
});
