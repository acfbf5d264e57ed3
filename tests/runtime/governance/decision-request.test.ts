import assert from "node:assert/strict";
import fc from "fast-check";
import { readDecisionRequest, unbound } from "../../../runtime/governance/decision-request";
import { malformedBodies } from "./malformed";
import { reasonCall, reasonRequest } from "./sample-estate";

const problemsOf = (request: unknown) => {
  const read = readDecisionRequest(JSON.stringify(request));
  return read.ok ? [] : read.problems;
};

describe("decision-request", () => {
  it("reads a whole request, from text and from bytes", () => {
    const { correlationId, ...request } = { ...reasonRequest, onBehalfOf: ["hub"] };
    const text = JSON.stringify({ ...request, correlationId });
    for (const body of [text, Buffer.from(text)]) {
      assert.deepEqual(readDecisionRequest(body), { ok: true, correlationId, request });
    }
  });

  it("reads the minimal form, with every other field its own", () => {
    const read = readDecisionRequest('{"service":"orbit","intent":"reason"}');
    assert.ok(read.ok);
    assert.deepEqual(read.request, {
      service: "orbit",
      intent: "reason",
      resource: undefined,
      call: undefined,
      onBehalfOf: [],
    });
    for (const key of ["resource", "call", "onBehalfOf"]) {
      assert.ok(Object.hasOwn(read.request, key));
    }
  });

  for (const [name, body] of Object.entries(malformedBodies)) {
    it(`G7 refuses ${name}`, () => {
      assert.equal(readDecisionRequest(body).ok, false);
    });
  }

  it("G12 takes no number for a text, and no text for another type", () => {
    for (const value of [0, 1, -1, 2 ** 53 - 1, true, null, [], {}]) {
      for (const key of ["service", "intent", "correlationId", "resource"]) {
        const [problem] = problemsOf({ ...reasonRequest, [key]: value });
        assert.deepEqual(problem, { path: key, code: "invalid_type" });
      }
    }
  });

  it("L5 reports known paths and codes, never unknown names or values", () => {
    const secret = "AKIAIOSFODNN7EXAMPLE";
    const request = {
      service: [secret],
      intent: secret.repeat(10),
      [secret]: secret,
      call: { ...reasonCall, host: `${secret}:1`, [secret]: 1 },
      onBehalfOf: ["a", { [secret]: secret }],
    };
    const problems = problemsOf(request);
    assert.ok(!JSON.stringify(problems).includes("AKIA"));
    assert.deepEqual(
      problems.map(({ path, code }) => `${path}: ${code}`),
      [
        "service: invalid_type",
        "intent: too_big",
        "call.host: invalid_format",
        "call: unrecognized_keys",
        "onBehalfOf.1: invalid_type",
        ": unrecognized_keys",
      ],
    );
  });

  it("L5 reports a closed path for whatever is sent", () => {
    const path =
      /^(?:|service|intent|correlationId|resource|call(?:\.(?:method|host|path|query|bodySha256))?|onBehalfOf(?:\.[0-9]{1,2})?)$/;
    const anything = fc.record({
      service: fc.anything(),
      intent: fc.anything(),
      call: fc.anything(),
      onBehalfOf: fc.oneof(fc.array(fc.anything()), fc.anything()),
    });
    fc.assert(
      fc.property(anything, (request) => {
        let text: string;
        try {
          text = JSON.stringify(request);
        } catch {
          return;
        }
        const read = readDecisionRequest(text);
        for (const problem of read.ok ? [] : read.problems) {
          assert.match(problem.path, path);
          assert.match(problem.code, /^[a-z_-]{2,32}$/);
        }
      }),
    );
  });

  it("binds no call to a text that somebody else wrote", () => {
    const read = unbound(readDecisionRequest(JSON.stringify(reasonRequest)));
    assert.deepEqual(read, {
      ok: false,
      correlationId: "correlation-1",
      problems: [{ path: "call", code: "rewritten" }],
    });
    const minimal = readDecisionRequest('{"service":"orbit","intent":"reason"}');
    assert.equal(unbound(minimal), minimal);
  });
});
