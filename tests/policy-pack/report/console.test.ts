import assert from "node:assert/strict";
import { consoleReport } from "../../../policy-pack/report/console";
import { makeReport } from "../../../policy-pack/report/report";
import {
  fullInput,
  hostileInput,
  report,
  reportedFinding,
  reportedRule,
  waiver,
} from "../../support/policy-pack/reports";

describe("consoleReport", () => {
  it("POL-45 begins with the summary, goes on with one line for each finding, and ends", () => {
    assert.deepEqual(consoleReport(makeReport(fullInput())).split("\n"), [
      "shop/dev failed: 3 blocking, 2 advisory, 2 undecided, 1 waived",
      "9 resources seen, 5 judged, 1 not covered, 3 not applicable; 4 rules run",
      "zero-trust-agent-runtime 0.2.0, profile strict, 2026-11-24; actions of IAM as of 2026-09-26",
      "fall-back: properties are read by plain access",
      'deviation: /rules/kms~1rotation/level is "advisory": HSM rotates.',
      "blocking iam/wildcard-action orbit-send /policy/Statement/0/Action: sqs:* allows every action of sqs. Replace sqs:* by sqs:SendMessage.",
      "blocking iam/wildcard-action orbit-send /policy/Statement/0/Action: undecided: sqs:* allows every action of sqs. Replace sqs:* by sqs:SendMessage.",
      "blocking pack/configuration /policy/Statement/0/Action: sqs:* allows every action of sqs. Replace sqs:* by sqs:SendMessage.",
      "advisory iam/wildcard-action orbit-send /policy/Statement/0/Action: undecided: sqs:* allows every action of sqs. Replace sqs:* by sqs:SendMessage.",
      "advisory kms/rotation orbit-send /policy/Statement/0/Action: sqs:* allows every action of sqs. Replace sqs:* by sqs:SendMessage.",
      "waived iam/wildcard-action orbit-send /policy/Statement/0/Action: sqs:* allows every action of sqs. Replace sqs:* by sqs:SendMessage. Waived until 2027-01-31, SEC-41.",
      "",
    ]);
  });

  it("POL-45 never names a rule that found nothing", () => {
    const rules = [reportedRule(), reportedRule({ id: "net/clean", title: "Nothing here" })];
    const text = consoleReport(report({ rules, findings: [reportedFinding()] }));
    assert.doesNotMatch(text, /net\/clean|Nothing here/);
  });

  it("POL-53 never says that there are no findings without saying what was looked at", () => {
    const [headline, coverage] = consoleReport(report()).split("\n");
    assert.equal(headline, "shop/dev passed: 0 blocking, 0 advisory, 0 undecided, 0 waived");
    assert.match(coverage ?? "", /^9 resources seen, 5 judged/);
  });

  it("keeps one line for each finding and obeys no control character, whatever the values hold", () => {
    const input = hostileInput();
    const text = consoleReport(makeReport(input));
    const extras = input.fallbacks.length + input.deviations.length;
    assert.equal(text.split("\n").length, 3 + extras + input.findings.length + 1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it("says when the self-test failed, and no date of a catalogue that is not used", () => {
    const findings = [reportedFinding({ rule: "pack/self-test", urn: undefined, waiver })];
    const [, , third] = consoleReport(report({ findings })).split("\n");
    assert.equal(
      third,
      "zero-trust-agent-runtime 0.2.0, profile baseline, 2026-11-24; self-test FAILED",
    );
  });
});
