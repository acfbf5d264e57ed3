import assert from "node:assert/strict";
import { createHandler } from "../../../lambdas/governance/create-handler";
import type { IdentitySource } from "../../../lambdas/governance/environment";
import { assertDenied } from "../../runtime/governance/denials";
import { malformedBodies } from "../../runtime/governance/malformed";
import {
  aliasArn,
  functionName,
  permissive,
  reasonRequest,
  sampleGovernance,
  scriptedEngine,
  sessionArn,
} from "../../runtime/governance/sample-estate";

const through = (alias: string) => ({ invokedFunctionArn: aliasArn(alias), functionName });

function sampleHandler(identitySource: IdentitySource = "alias") {
  const { engine } = scriptedEngine(permissive);
  const sample = sampleGovernance({ createEngine: () => engine });
  const handler = createHandler({ governance: sample.governance, identitySource });
  return { ...sample, handler };
}

async function decision(event: unknown, alias = "orbit") {
  const { handler, ...sample } = sampleHandler();
  const answer = await handler(event, through(alias));
  assert.ok("allowed" in answer);
  return { answer, sample };
}

const text = JSON.stringify(reasonRequest);

function reasonIn(body: string): unknown {
  const answer: unknown = JSON.parse(body);
  return typeof answer === "object" && answer !== null && "reason" in answer && answer.reason;
}

describe("create-handler", () => {
  it("answers a direct invocation with the decision and its receipt", async () => {
    const { answer } = await decision({ body: text });
    assert.deepEqual([answer.allowed, answer.reason], [true, "permitted"]);
    assert.equal(answer.receipt, `receipt of ${answer.decisionId}`);
  });

  it("decides a bare object, and never gives a receipt for one", async () => {
    const minimal = await decision({ service: "orbit", intent: "reason" });
    assert.deepEqual([minimal.answer.allowed, minimal.answer.receipt], [true, undefined]);
    const bound = await decision(reasonRequest);
    assertDenied(bound.sample, bound.answer, "invalid-request");
  });

  for (const [name, body] of Object.entries(malformedBodies)) {
    it(`G7 denies ${name}, with one line, no throw and no echo`, async () => {
      const { answer, sample } = await decision({ body, isBase64Encoded: false });
      assertDenied(sample, answer, "invalid-request");
      assert.deepEqual(Object.keys(answer).toSorted(), [
        "allowed",
        "correlationId",
        "decisionId",
        "policyDigest",
        "reason",
        "retryable",
      ]);
    });
  }

  it("G7 denies events that are no objects, or hold nothing", async () => {
    for (const event of [
      null,
      undefined,
      1,
      "x",
      text,
      [],
      [text],
      {},
      { Records: [] },
      cyclic(),
    ]) {
      const { answer, sample } = await decision(event);
      assertDenied(sample, answer, "invalid-request");
    }
  });

  it("G8 denies 6 MB, in a body, in base64 and as a bare object", async () => {
    const large = "x".repeat(6_000_000);
    for (const event of [
      { body: large },
      { body: large, isBase64Encoded: true },
      { service: large, intent: "reason" },
    ]) {
      const { answer, sample } = await decision(event);
      assertDenied(sample, answer, "invalid-request");
    }
  });

  it("G9 sees duplicate keys of a direct invocation", async () => {
    const { answer, sample } = await decision({ body: `{"service":"axon",${text.slice(1)}` });
    assertDenied(sample, answer, "invalid-request");
    assert.deepEqual(sample.records[0]?.data, { problems: [{ path: "", code: "duplicate-key" }] });
  });

  it("G10 leaves Object.prototype as it was", async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const event: unknown = JSON.parse(
      '{"__proto__":{"allowed":true},"constructor":{"prototype":{}}}',
    );
    assertDenied(...argumentsOf(await decision(event)), "invalid-request");
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), before);
  });

  it("G12 denies a number wherever a bare object has one", async () => {
    for (const value of [1.5, -0, 2 ** 60, Number.NaN, 1]) {
      const event = { service: "orbit", intent: "reason", value };
      assertDenied(...argumentsOf(await decision(event)), "invalid-request");
    }
  });

  it("G13 believes no identity in the event of a direct invocation", async () => {
    const forged = {
      body: JSON.stringify({ ...reasonRequest, service: "orbit" }),
      requestContext: {
        identity: { principal: sessionArn("orbit") },
        authorizer: { iam: { userArn: sessionArn("orbit") } },
      },
    };
    const { handler, records } = sampleHandler();
    const answer = await handler(forged, through("axon"));
    assert.ok("body" in answer);
    assert.equal(reasonIn(answer.body), "principal-mismatch");
    assert.equal(records.length, 1);
  });

  it("G13 denies when the function is invoked without an alias, or by a version", async () => {
    for (const suffix of ["", ":$LATEST", ":3"]) {
      const { handler, ...sample } = sampleHandler();
      const invokedFunctionArn = aliasArn("orbit").replace(":orbit", suffix);
      const answer = await handler({ body: text }, { invokedFunctionArn, functionName });
      assert.ok("allowed" in answer);
      assertDenied(sample, answer, "identity-unknown");
    }
  });

  it("answers events of gateways with 200 for a decision and 400 for what it cannot read", async () => {
    const { handler } = sampleHandler("iam");
    const event = (body: string) => ({
      body,
      isBase64Encoded: false,
      requestContext: { authorizer: { iam: { userArn: sessionArn("orbit") } } },
    });
    const answers = await Promise.all(
      [text, JSON.stringify({ ...reasonRequest, intent: "other" }), "{"].map((body) =>
        handler(event(body), through("any")),
      ),
    );
    const seen = answers.map((answer) => {
      assert.ok("body" in answer);
      assert.equal(answer.headers["content-type"], "application/json");
      return [answer.statusCode, reasonIn(answer.body)];
    });
    assert.deepEqual(seen, [
      [200, "permitted"],
      [200, "unknown-action"],
      [400, "invalid-request"],
    ]);
  });

  it("beats for the alias of that name alone", async () => {
    const { handler, records } = sampleHandler();
    assert.deepEqual(await handler({}, through("heartbeat")), { alive: true });
    assert.deepEqual(
      records.map(({ event }) => "phase" in event && event.phase),
      ["heartbeat"],
    );
    const answer = await handler({ source: "heartbeat" }, through("orbit"));
    assert.ok("allowed" in answer);
    assert.equal(answer.allowed, false);
  });

  it("L5 records known paths and codes alone of a request that it refuses", async () => {
    const secret = "AKIAIOSFODNN7EXAMPLE";
    const body = JSON.stringify({
      ...reasonRequest,
      [secret]: secret,
      intent: { [secret]: secret },
    });
    const { answer, sample } = await decision({ body });
    assertDenied(sample, answer, "invalid-request");
    assert.deepEqual(sample.records[0]?.data, {
      problems: [
        { path: "intent", code: "invalid_type" },
        { path: "", code: "unrecognized_keys" },
      ],
    });
    assert.ok(!JSON.stringify([answer, sample.records]).includes("AKIA"));
  });

  it("G21 keeps 1,000 interleaved invocations apart", async () => {
    const { handler, records } = sampleHandler();
    const ids = Array.from({ length: 1000 }, (_, index) => `correlation-${String(index)}`);
    const answers = await Promise.all(
      ids.map((correlationId) =>
        handler({ body: JSON.stringify({ ...reasonRequest, correlationId }) }, through("orbit")),
      ),
    );
    const decisionOf = new Map(
      records.map(({ event, correlationId }) => [
        correlationId,
        "decision_id" in event ? event.decision_id : undefined,
      ]),
    );
    assert.equal(decisionOf.size, 1000);
    ids.forEach((id, index) => {
      const answer = answers[index];
      assert.ok(answer !== undefined && "allowed" in answer && answer.allowed);
      assert.deepEqual([answer.correlationId, answer.decisionId], [id, decisionOf.get(id)]);
    });
  });
});

function cyclic(): unknown {
  const event: Record<string, unknown> = {};
  event["self"] = event;
  return event;
}

const argumentsOf = ({ answer, sample }: Awaited<ReturnType<typeof decision>>) =>
  [sample, answer] as const;
