import assert from "node:assert/strict";
import { createCircuit } from "../../../runtime/request/circuit";
import { type FrozenCall, freezeCall } from "../../../runtime/request/freeze-call";
import { createGovernanceClient } from "../../../runtime/request/governance-client";
import { createAllowList } from "../../../runtime/request/targets";
import { allowing, decisionPoint, denying, never } from "../../support/governed-calls";

const findTarget = createAllowList([
  { service: "axon", host: "axon.test", signing: "vpc-lattice-svcs", region: "us-east-1" },
]);

function frozen(): FrozenCall {
  const call = freezeCall(
    {
      ...{ intent: "reason", method: "POST", url: "https://axon.test/reason?a=1", body: "{}" },
      onBehalfOf: ["relay"],
    },
    { findTarget, maxBodyBytes: 100 },
  );
  assert.ok(typeof call !== "string");
  return call;
}

/** Asks a governance through a circuit that opens after two failures. */
function clientOf(answer: Parameters<typeof decisionPoint>[0]) {
  const time = { now: 0 };
  const point = decisionPoint(answer);
  const circuit = createCircuit({ failures: 2, openMilliseconds: 100, clock: () => time.now });
  const client = createGovernanceClient({ service: "orbit", point, circuit });
  const question = { call: frozen(), correlationId: "correlation-1" };
  const ask = async (milliseconds = 10_000) => {
    const check = await client({ ...question, milliseconds });
    return check.kind === "refused" ? check.reason : check.kind;
  };
  return { ask, point, time };
}

describe("createGovernanceClient", () => {
  it("asks with everything that the decision is bound to, and nothing of the body", async () => {
    const { ask, point } = clientOf((question) => allowing(question));
    assert.equal(await ask(), "allow");
    const { bound } = frozen();
    assert.deepEqual(point.questions, [
      {
        ...{ service: "orbit", intent: "reason", correlationId: "correlation-1" },
        ...{ resource: "axon:POST:/reason", call: bound, onBehalfOf: ["relay"] },
      },
    ]);
  });

  it("C1 denies pdp-timeout when governance hangs", async () => {
    assert.equal(await clientOf(() => never()).ask(5), "pdp-timeout");
  });

  it("C2 denies pdp-unavailable when governance fails", async () => {
    const { ask } = clientOf(() => Promise.reject(new Error("FunctionError")));
    assert.equal(await ask(), "pdp-unavailable");
  });

  it("C2 denies an answer to another question", async () => {
    const { ask } = clientOf((question) => allowing(question, { correlationId: "correlation-2" }));
    assert.equal(await ask(), "pdp-answer-invalid");
  });

  it("C9 denies at once after failures in a row, without asking", async () => {
    const { ask, point } = clientOf(() => never());
    assert.deepEqual([await ask(5), await ask(5)], ["pdp-timeout", "pdp-timeout"]);
    // Would take for ever, if it asked.
    assert.equal(await ask(2 ** 31 - 1), "circuit-open");
    assert.equal(point.questions.length, 2);
  });

  for (const kind of ["pdp-unavailable", "pdp-answer-invalid"] as const) {
    it(`C9 counts ${kind} as a failure, and recovers by one probe`, async () => {
      let isUp = false;
      const fail = () => (kind === "pdp-unavailable" ? Promise.reject(new Error("down")) : "{}");
      const { ask, time, point } = clientOf((question) => (isUp ? allowing(question) : fail()));
      assert.deepEqual([await ask(), await ask(), await ask()], [kind, kind, "circuit-open"]);
      isUp = true;
      time.now = 100;
      const answers = await Promise.all(Array.from({ length: 10 }, () => ask()));
      assert.deepEqual(answers.toSorted(), ["allow", ...Array<string>(9).fill("circuit-open")]);
      assert.equal(point.questions.length, 3);
      assert.equal(await ask(), "allow");
    });
  }

  it("C9 is not opened by denials, which are good answers", async () => {
    const { ask, point } = clientOf((question) => denying(question));
    for (let time = 0; time < 10; time += 1) assert.equal(await ask(), "no-permit");
    assert.equal(point.questions.length, 10);
  });
});
