import assert from "node:assert/strict";
import type { Finding } from "../../../policy-pack/engine/finding";
import { fingerprintOf, messageOf, redact } from "../../../policy-pack/engine/finding";
import { splitMessage } from "../../../preview/findings";

const finding: Finding = {
  rule: "iam/wildcard-action",
  urn: "urn:pulumi:dev::project::aws:iam/rolePolicy:RolePolicy::orbit",
  level: "mandatory",
  severity: "critical",
  verdict: "fail",
  path: "/policy/Statement/0/Action",
  message: "Action sqs:* is a pattern.",
  why: "Because.",
  fix: "List the actions.",
};

describe("messageOf", () => {
  it("is read back by the preview as it was written", () => {
    const { message, labels } = splitMessage(messageOf(finding));
    assert.equal(message, finding.message);
    assert.deepEqual(labels, {
      why: finding.why,
      fix: finding.fix,
      path: finding.path,
      verdict: finding.verdict,
      fingerprint: fingerprintOf(finding),
    });
  });
});

describe("fingerprintOf", () => {
  it("is the same in every stack", () => {
    const inProd = { ...finding, urn: finding.urn?.replace(":dev::", ":prod::") };
    assert.equal(fingerprintOf(inProd), fingerprintOf(finding));
  });

  it("differs by rule, resource, path and message", () => {
    const others = [
      { ...finding, rule: "iam/wildcard-resource" },
      { ...finding, urn: `${finding.urn ?? ""}-2` },
      { ...finding, path: "/policy" },
      { ...finding, message: "Another." },
    ];
    assert.equal(new Set([finding, ...others].map(fingerprintOf)).size, 5);
  });
});

describe("redact", () => {
  for (const [what, text] of [
    ["access keys", `key AKIA${"A".repeat(16)} end`],
    ["temporary access keys", `key ASIA${"B".repeat(16)} end`],
    ["private keys", "key -----BEGIN RSA PRIVATE KEY----- end"],
    ["bearer tokens", `key eyJ${"a".repeat(12)}.${"b".repeat(12)}.sig end`],
  ] as const) {
    it(`hides ${what}`, () => {
      assert.match(redact(text), /^key ‹redacted, \d+ chars› end$/);
    });
  }

  it("leaves other text alone", () => {
    assert.equal(redact(finding.message), finding.message);
  });
});
