import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { catalog } from "../../../policy-pack/catalog";
import type { Finding } from "../../../policy-pack/engine/finding";
import { messageOf } from "../../../policy-pack/engine/finding";
import { readConfiguration } from "../../../policy-pack/engine/read-configuration";
import type { StackResource } from "../../../policy-pack/engine/rule";
import { Session } from "../../../policy-pack/engine/session";
import type { Value } from "../../../policy-pack/engine/value";
import { logGroupDays } from "../../../policy-pack/rules/retain/log-group-days";
import { resource, unknown } from "../../support/policy-pack/resources";
import { today } from "../../support/policy-pack/rule-cases";

const group = (properties: Record<string, Value>, name = "logs") =>
  resource("aws:cloudwatch/logGroup:LogGroup", properties, { name });

const short = group({ retentionInDays: 30 });

const waiver = {
  rule: "retain/log-group-days",
  urn: short.urn,
  path: "/retentionInDays",
  value: "30",
  reason: "Load test, removed in January.",
  owner: "data",
  ticket: "SEC-41",
  approver: "ana",
  expires: "2026-12-31",
};

interface Judged {
  readonly config?: Record<string, unknown>;
  readonly resources?: readonly StackResource[];
}

/** Everything found under a configuration with waivers, by the rule of retention alone. */
function judged(waivers: unknown, { config = {}, resources = [short] }: Judged = {}) {
  const input = { approvers: ["ana"], waivers, ...config };
  const { configuration, findings } = readConfiguration(input, catalog, today);
  const session = new Session([logGroupDays], configuration, { today, isUpdate: false });
  const single = resources.flatMap((each) => session.judgeResource(each));
  const all = [...findings, ...single, ...session.judgeStack(resources)];
  return all.filter(({ rule }) => /^(retain|waiver|pack)\//.test(rule));
}

const summary = (findings: readonly Finding[]) =>
  findings.map(({ rule, waiver: applied }) => (applied === undefined ? rule : `${rule} waived`));

const problem = (changes: Record<string, unknown>) => summary(judged([{ ...waiver, ...changes }]));

describe("waivers", () => {
  it("POL-400 hide the finding they name, by path and value or by fingerprint", () => {
    const [finding] = judged([]);
    assert.equal(finding?.waiver, undefined);
    assert.deepEqual(problem({}), ["retain/log-group-days waived"]);
    const named = { path: undefined, value: undefined, fingerprint: finding?.fingerprint };
    const byFingerprint = judged([{ ...waiver, ...named }]);
    assert.deepEqual(summary(byFingerprint), ["retain/log-group-days waived"]);
  });

  for (const key of ["rule", "urn", "reason", "owner", "ticket", "approver", "expires"]) {
    it(`POL-400 need ${key}`, () => {
      for (const value of [undefined, " ", 7]) {
        const incomplete = { ...waiver, [key]: value };
        assert.deepEqual(summary(judged([incomplete])), [
          "waiver/malformed",
          "retain/log-group-days",
        ]);
      }
    });
  }

  for (const [title, changes] of [
    ["an action they do not have", { scope: "all" }],
    ["a rule that does not exist", { rule: "retain/nothing" }],
    ["a path that is no text", { path: 7 }],
    ["an expiry that is no day", { expires: "soon" }],
    ["an expiry on a day that does not exist", { expires: "2026-11-31" }],
  ] as const) {
    it(`POL-403 are malformed with ${title}`, () => {
      assert.deepEqual(problem(changes)[0], "waiver/malformed");
      assert.ok(problem(changes).includes("retain/log-group-days"));
    });
  }

  for (const input of ["all", { 0: waiver }, [null], ["retain/log-group-days"]]) {
    it(`POL-403 are malformed as ${JSON.stringify(input).slice(0, 30)}`, () => {
      assert.deepEqual(summary(judged(input)), ["waiver/malformed", "retain/log-group-days"]);
    });
  }

  for (const [title, changes] of [
    ["a rule that is a pattern", { rule: "retain/*" }],
    ["a URN that is a pattern", { urn: "urn:pulumi:dev::project::*::logs" }],
    ["a stack that is a pattern", { urn: short.urn.replace(":dev::", ":d*::") }],
    ["no path", { path: undefined }],
    ["no value", { value: undefined }],
  ] as const) {
    it(`POL-401 are over-broad with ${title}, and hide nothing`, () => {
      assert.deepEqual(problem(changes), ["waiver/over-broad", "retain/log-group-days"]);
    });
  }

  it("POL-401 take no star in a value for a pattern", () => {
    assert.deepEqual(problem({ value: "*" }), ["retain/log-group-days", "waiver/unused"]);
  });

  it("POL-402 end after at most the configured days, 90 unless configured", () => {
    assert.deepEqual(problem({ expires: "2027-02-22" }), ["retain/log-group-days waived"]);
    assert.deepEqual(problem({ expires: "2027-02-23" }), [
      "waiver/over-long",
      "retain/log-group-days",
    ]);
    const config = { maxWaiverDays: 10 };
    assert.deepEqual(summary(judged([{ ...waiver, expires: "2026-12-04" }], { config })), [
      "retain/log-group-days waived",
    ]);
    assert.deepEqual(summary(judged([{ ...waiver, expires: "2026-12-05" }], { config })), [
      "waiver/over-long",
      "retain/log-group-days",
    ]);
  });

  it("POL-402 are approved by a configured approver who is not the owner", () => {
    assert.deepEqual(problem({ approver: "bob" }), ["waiver/unapproved", "retain/log-group-days"]);
    assert.deepEqual(problem({ owner: "ana" }), ["waiver/unapproved", "retain/log-group-days"]);
    const nobody = judged([waiver], { config: { approvers: [] } });
    assert.deepEqual(summary(nobody), ["waiver/unapproved", "retain/log-group-days"]);
  });

  it("POL-403 are valid on their last day and expired on the next", () => {
    assert.deepEqual(problem({ expires: today }), ["retain/log-group-days waived"]);
    assert.deepEqual(problem({ expires: "2026-11-23" }), [
      "waiver/expired",
      "retain/log-group-days",
    ]);
  });

  it("POL-403 are reported when they hide nothing, in the stack they name and only there", () => {
    const fixed = { resources: [group({ retentionInDays: 365 })] };
    assert.deepEqual(summary(judged([waiver], fixed)), ["waiver/unused"]);
    const elsewhere = { ...waiver, urn: waiver.urn.replace(":dev::", ":prod::") };
    assert.deepEqual(summary(judged([elsewhere], fixed)), []);
    assert.deepEqual(summary(judged([elsewhere])), ["retain/log-group-days"]);
    for (const urn of [
      waiver.urn.replace(":dev::", ":*::"),
      waiver.urn.replace("urn:pulumi:dev::", ""),
    ]) {
      assert.deepEqual(summary(judged([{ ...waiver, urn }])), ["retain/log-group-days waived"]);
      assert.deepEqual(summary(judged([{ ...waiver, urn }], fixed)), ["waiver/unused"]);
    }
  });

  it("POL-403 are reported when two name one finding", () => {
    assert.deepEqual(summary(judged([waiver, { ...waiver, reason: "Again." }])), [
      "waiver/duplicate",
      "retain/log-group-days waived",
    ]);
  });

  it("POL-403 never hide a second finding on the same resource", () => {
    const two = group({ retentionInDays: 30, logGroupClass: unknown });
    const findings = judged([waiver], { resources: [two] });
    assert.deepEqual(summary(findings), ["retain/log-group-days waived"]);
    const changed = judged([waiver], { resources: [group({ retentionInDays: 7 })] });
    assert.deepEqual(summary(changed), ["retain/log-group-days", "waiver/unused"]);
  });

  it("POL-404 come from a file that the configuration names, as well", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "waivers-"));
    const file = path.join(folder, "waivers.json");
    const from = (text: string, waiverFile: unknown = file) => {
      writeFileSync(file, text);
      return summary(judged([], { config: { waiverFile } }));
    };
    assert.deepEqual(from(JSON.stringify([waiver])), ["retain/log-group-days waived"]);
    assert.deepEqual(from(JSON.stringify([{ ...waiver, owner: "ana" }])), [
      "waiver/unapproved",
      "retain/log-group-days",
    ]);
    for (const text of ["", "{}", "null", "[", "7"]) {
      assert.deepEqual(from(text), ["pack/configuration", "retain/log-group-days"], text);
    }
    for (const name of [`${file}.not`, folder, "", 7]) {
      assert.deepEqual(from("[]", name), ["pack/configuration", "retain/log-group-days"]);
    }
    rmSync(folder, { recursive: true });
  });

  it("POL-404 in components count only if the configuration allows it", () => {
    const component = resource("demo:index:C", { zeroTrust: { contract: 1, waivers: [waiver] } });
    const resources = [component, short];
    assert.deepEqual(summary(judged([], { resources })), [
      "waiver/inline-not-allowed",
      "retain/log-group-days",
    ]);
    assert.deepEqual(summary(judged([], { resources, config: { allowInlineWaivers: true } })), [
      "retain/log-group-days waived",
    ]);
    const broken = resource("demo:index:C", { zeroTrust: { contract: 1, waivers: [{}] } });
    const config = { allowInlineWaivers: true };
    const findings = judged([], { resources: [broken, short], config });
    assert.ok(summary(findings).includes("waiver/malformed"));
    assert.equal(findings[0]?.urn, broken.urn);
  });

  it("POL-404 in components may name a rule that is switched off, as those of the configuration may", () => {
    const reason = "Not used here.";
    const rules = { "retain/log-group-days": { level: "disabled", reason } };
    const component = resource("demo:index:C", { zeroTrust: { contract: 1, waivers: [waiver] } });
    const inline = { resources: [component, short], config: { rules, allowInlineWaivers: true } };
    assert.deepEqual(summary(judged([], inline)), ["waiver/unused"]);
    assert.deepEqual(summary(judged([waiver], { config: { rules } })), ["waiver/unused"]);
  });

  it("POL-405 are as if they were not there where the configuration ignores them", () => {
    const config = { ignoreWaivers: true };
    assert.deepEqual(summary(judged([waiver], { config })), ["retain/log-group-days"]);
  });

  it("POL-405 stay in the report with reason, owner, ticket, approver and expiry", () => {
    const [finding] = judged([waiver]);
    const { reason, owner, ticket, approver, expires } = waiver;
    assert.deepEqual(finding?.waiver, { reason, owner, ticket, approver, expires });
    assert.match(messageOf(finding), /^waived: until 2026-12-31 by ana, SEC-41: Load test/m);
  });

  it("POL-406 hide nothing about the pack, about waivers, or about undeclared statements", () => {
    for (const rule of ["pack/rule-crash", "pack/configuration", "waiver/unused"]) {
      assert.deepEqual(problem({ rule }), ["waiver/not-waivable", "retain/log-group-days"]);
    }
    const unwaivable = catalog.filter(({ isUnwaivable }) => isUnwaivable === true);
    assert.deepEqual(
      unwaivable.map(({ id }) => id),
      ["contract/undeclared-statement"],
    );
    assert.deepEqual(problem({ rule: "contract/undeclared-statement" }), [
      "waiver/not-waivable",
      "retain/log-group-days",
    ]);
  });

  it("POL-407 hide an undecided finding for 14 days at most", () => {
    const resources = [group({ retentionInDays: unknown })];
    const [undecided] = judged([], { resources });
    const until = (expires: string) =>
      summary(judged([{ ...waiver, value: undecided?.value, expires }], { resources }));
    assert.deepEqual(until("2026-12-08"), ["retain/log-group-days waived"]);
    assert.deepEqual(until("2026-12-09"), ["retain/log-group-days", "waiver/over-long"]);
  });

  it("POL-403 are all mandatory when something is wrong with them", () => {
    for (const changes of [
      { rule: "retain/*" },
      { expires: "2026-01-01" },
      { owner: "ana" },
      { value: "1" },
    ]) {
      const found = judged([{ ...waiver, ...changes }]).filter(({ rule }) =>
        rule.startsWith("waiver/"),
      );
      assert.ok(found.length > 0);
      assert.deepEqual([...new Set(found.map(({ level }) => level))], ["mandatory"]);
    }
  });
});
