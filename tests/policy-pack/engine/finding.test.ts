import assert from "node:assert/strict";
import {
  findingOf,
  levelInForce,
  messageOf,
  type RuleFacts,
} from "../../../policy-pack/engine/finding";
import { holdsCredential, redact } from "../../../policy-pack/engine/redaction";
import type { Observation } from "../../../policy-pack/engine/rule";
import type { Properties } from "../../../policy-pack/engine/value";
import { splitMessage } from "../../../preview/findings";
import { resource, unknown } from "../../support/policy-pack/resources";

const facts: RuleFacts = {
  id: "iam/wildcard-action",
  level: "mandatory",
  severity: "critical",
  onUndecided: "fail",
  why: "Because.",
  fix: "List the actions.",
};

const at = (path: string, more: Partial<Observation> = {}): Observation => ({
  verdict: "fail",
  path,
  message: "Action sqs:* is a pattern.",
  ...more,
});

const of = (properties: Properties, observation: Observation, name = "orbit") =>
  findingOf(facts, resource("aws:iam/rolePolicy:RolePolicy", properties, { name }), observation);

const send = { Sid: "send", Effect: "Allow", Action: "sqs:*", Resource: "*" };
const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
const policy = (...statements: readonly object[]): Properties => ({
  policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
});

describe("findingOf", () => {
  it("POL-40 carries what a report needs", () => {
    const finding = of(
      policy(send),
      at("/policy/Statement/0/Action", { evidence: [{ urn: "u", path: "/p" }] }),
    );
    assert.deepEqual(
      { ...finding, fingerprint: finding.fingerprint.length },
      {
        rule: facts.id,
        urn: "urn:pulumi:dev::project::aws:iam/rolePolicy:RolePolicy::orbit",
        type: "aws:iam/rolePolicy:RolePolicy",
        level: "mandatory",
        severity: "critical",
        verdict: "fail",
        path: "/policy/Statement/0/Action",
        semanticPath: "/policy/Statement#send/Action",
        value: "sqs:*",
        message: "Action sqs:* is a pattern.",
        why: facts.why,
        fix: facts.fix,
        evidence: [{ urn: "u", path: "/p" }],
        source: undefined,
        fingerprint: 16,
        waiver: undefined,
      },
    );
  });

  it("POL-41 keeps the fingerprint when a statement is added above, with and without a Sid", () => {
    for (const statement of [send, read]) {
      const alone = of(policy(statement), at("/policy/Statement/0/Action"));
      const second = of(
        policy({ ...read, Action: "s3:ListBucket" }, statement),
        at("/policy/Statement/1/Action"),
      );
      assert.equal(second.fingerprint, alone.fingerprint);
      assert.notEqual(second.path, alone.path);
    }
  });

  it("POL-41 keeps the fingerprint in every stack and whatever the order of keys, as text or object", () => {
    const reordered = { Resource: "*", Action: "sqs:*", Effect: "Allow" };
    const inOrder = { Effect: "Allow", Action: "sqs:*", Resource: "*" };
    const prints = [
      of(policy(inOrder), at("/policy/Statement/0/Action")),
      of(policy(reordered), at("/policy/Statement/0/Action")),
      of({ policy: { Statement: [inOrder] } }, at("/policy/Statement/0/Action")),
      of({ policy: { statement: inOrder } }, at("/policy/Statement/0/Action")),
    ].map(({ fingerprint }) => fingerprint);
    assert.equal(new Set(prints).size, 1);
    const inDev = resource("t", {});
    const inProd = { ...inDev, urn: inDev.urn.replace(":dev::", ":prod::") };
    const print = (subject: typeof inDev) => findingOf(facts, subject, at("")).fingerprint;
    assert.equal(print(inDev), print(inProd));
  });

  it("POL-41 differs by rule, resource, place and value", () => {
    const base = of(policy(send), at("/policy/Statement/0/Action"));
    const others = [
      findingOf(
        { ...facts, id: "iam/other" },
        resource("aws:iam/rolePolicy:RolePolicy", policy(send), { name: "orbit" }),
        at("/policy/Statement/0/Action"),
      ),
      of(policy(send), at("/policy/Statement/0/Action"), "axon"),
      of(policy(send), at("/policy/Statement/0/Resource")),
      of(policy({ ...send, Action: "sns:*" }), at("/policy/Statement/0/Action")),
      of(policy(send), at("/policy/Statement/0/Action", { value: "sqs:* arn" })),
    ];
    assert.equal(new Set([base, ...others].map(({ fingerprint }) => fingerprint)).size, 6);
  });

  it("POL-41 needs a unique Sid to name a statement", () => {
    const twice = of(policy(send, { ...send, Action: "sns:*" }), at("/policy/Statement/1/Action"));
    assert.match(twice.semanticPath, /^\/policy\/Statement#[0-9a-f]{16}\/Action$/);
  });

  it("POL-41 is the same for the first finding of a document and for the last one, in any order", () => {
    const statements = [send, read, { ...read, sid: "read" }, { ...send, Action: "sns:*" }];
    const document = policy(...statements);
    const paths = [0, 1, 2, 3].flatMap((index) =>
      ["", "/Action", "/Resource"].map((rest) => `/policy/Statement/${String(index)}${rest}`),
    );
    const fresh = paths.map((path) => of(structuredClone(document), at(path)));
    const inOrder = paths.map((path) => of(document, at(path)));
    const reversed = paths.toReversed().map((path) => of(document, at(path)));
    assert.deepEqual(inOrder, fresh);
    assert.deepEqual(reversed.toReversed(), fresh);
    const object = { policy: { Version: "2012-10-17", Statement: statements } };
    assert.deepEqual(
      paths.map((path) => of(object, at(path))),
      fresh,
    );
    assert.equal(new Set(fresh.map(({ fingerprint }) => fingerprint)).size, paths.length);
  });

  it("POL-24 says UNRESOLVED where it could not decide, and is mandatory unless the rule only warns", () => {
    const undecided = at("/policy", { verdict: "undecided", message: "The document is unknown." });
    const finding = of({ policy: unknown }, undecided);
    assert.equal(finding.level, "mandatory");
    assert.match(messageOf(finding), /^UNRESOLVED: The document is unknown\./);
    const subject = resource("t", { policy: unknown });
    assert.equal(
      findingOf({ ...facts, onUndecided: "warn" }, subject, undecided).level,
      "advisory",
    );
  });

  it("POL-44 shows no credential and no value of a secret property, in no field", () => {
    const secret = "hunter2-correct-horse";
    const key = `AKIA${"A".repeat(16)}`;
    const findings = [
      of({ secretString: secret }, at("/secretString")),
      of({ connection: { password: secret } }, at("/connection")),
      of(
        { text: key },
        at("/text", { message: `It is ${key}.`, fix: `Remove ${key}.`, value: key }),
      ),
      of(policy({ Sid: key, Action: key }), at("/policy/Statement/0/Action")),
    ];
    for (const finding of findings) {
      const all = JSON.stringify(finding) + messageOf(finding);
      assert.ok(!all.includes(secret) && !all.includes(key), all);
      assert.match(all, /‹redacted, \d+ chars›/);
    }
  });

  it("shortens long values without making two of them alike", () => {
    const value = (end: string) => of({ text: `${"x".repeat(5000)}${end}` }, at("/text")).value;
    assert.ok(value("a").length < 400);
    assert.notEqual(value("a"), value("b"));
  });
});

describe("levelInForce", () => {
  const waiver = { reason: "r", owner: "o", ticket: "t", approver: "a", expires: "2027-01-31" };

  it("lets a waived finding stop nothing, even where advisory findings do", () => {
    assert.equal(levelInForce({ level: "mandatory", waiver }, false), "advisory");
    assert.equal(levelInForce({ level: "mandatory", waiver }, true), "advisory");
  });

  it("POL-425 stops at advisory findings only where that is configured", () => {
    assert.equal(levelInForce({ level: "advisory", waiver: undefined }, false), "advisory");
    assert.equal(levelInForce({ level: "advisory", waiver: undefined }, true), "mandatory");
  });
});

describe("messageOf", () => {
  it("is read back by the preview as it was written", () => {
    const finding = of(policy(send), at("/policy/Statement/0/Action"));
    const { message, labels } = splitMessage(messageOf(finding));
    assert.equal(message, finding.message);
    assert.deepEqual(labels, {
      why: finding.why,
      fix: finding.fix,
      path: finding.path,
      verdict: finding.verdict,
      fingerprint: finding.fingerprint,
    });
  });
});

describe("redact", () => {
  for (const [what, credential] of [
    ["access keys", `AKIA${"A".repeat(16)}`],
    ["temporary access keys", `ASIA${"B".repeat(16)}`],
    ["private keys", "-----BEGIN RSA PRIVATE KEY-----"],
    ["whole private keys", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----"],
    ["web tokens", `eyJ${"a".repeat(12)}.${"b".repeat(12)}.sig`],
    ["GitHub tokens", `ghp_${"a1".repeat(20)}`],
    ["Slack tokens", `xoxb-${"1".repeat(12)}`],
    ["Stripe keys", `sk_live_${"a".repeat(20)}`],
  ] as const) {
    it(`hides ${what}`, () => {
      assert.equal(
        redact(`key ${credential} end`),
        `key ‹redacted, ${String(credential.length)} chars› end`,
      );
      assert.ok(holdsCredential(`key ${credential} end`));
    });
  }

  it("hides the password in a URL, and nothing else of it", () => {
    assert.equal(
      redact("postgres://app:s3cr3tpw@db.internal:5432/orders"),
      "postgres://app:‹redacted, 8 chars›@db.internal:5432/orders",
    );
  });

  it("leaves other text alone", () => {
    for (const text of [
      "Action sqs:* is a pattern.",
      "arn:aws:sqs:eu-west-1:111122223333:orders",
    ]) {
      assert.equal(redact(text), text);
      assert.ok(!holdsCredential(text));
    }
  });
});
