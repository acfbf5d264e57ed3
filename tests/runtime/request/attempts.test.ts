import assert from "node:assert/strict";
import {
  type AttemptMeans,
  type CallLimits,
  makeAttempts,
} from "../../../runtime/request/attempts";
import { createCircuit } from "../../../runtime/request/circuit";
import { type CallRequest, freezeCall } from "../../../runtime/request/freeze-call";
import { createGovernanceClient } from "../../../runtime/request/governance-client";
import type { Fetch, FetchInit, FetchResponse } from "../../../runtime/request/send";
import { createAllowList } from "../../../runtime/request/targets";
import { allowing, decisionPoint, denying, testCredentials } from "../../support/governed-calls";

const findTarget = createAllowList([
  { service: "axon", host: "axon.test", signing: "vpc-lattice-svcs", region: "us-east-1" },
]);

/** What an HTTP client does with one request. */
type Step = "ok" | "refused" | "reset" | "redirect" | 500 | 502 | 503 | 504;

const errors: Readonly<Record<string, Error>> = {
  refused: new TypeError("fetch failed", {
    cause: Object.assign(new Error("connect"), { code: "ECONNREFUSED" }),
  }),
  reset: new TypeError("fetch failed", {
    cause: Object.assign(new Error("read"), { code: "ECONNRESET" }),
  }),
  redirect: new TypeError("fetch failed", { cause: new Error("unexpected redirect") }),
};

interface Scene extends Partial<Omit<AttemptMeans, "limits">> {
  readonly limits?: Partial<CallLimits>;
  readonly answer?: Parameters<typeof decisionPoint>[0];
  /** Milliseconds that pass with each request. */
  readonly requestMilliseconds?: number;
}

/** Makes a call whose client does the steps in turn; time passes only by waiting and by requests. */
async function attempt(steps: readonly Step[], request: Partial<CallRequest>, scene: Scene = {}) {
  const { limits, answer, requestMilliseconds = 1000, ...means } = scene;
  const time = { now: 1_700_000_000_000 };
  const clock = () => time.now;
  const sent: FetchInit[] = [];
  const waits: number[] = [];
  let receipts = 0;
  const point = decisionPoint(
    answer ??
      ((question) => {
        receipts += 1;
        return allowing(question, { receipt: `receipt-${String(receipts)}` });
      }),
  );
  const fetch: Fetch = (_url, init): Promise<FetchResponse> => {
    const step = steps[sent.length] ?? "ok";
    sent.push(init);
    time.now += requestMilliseconds;
    const status = step === "ok" ? 200 : step;
    if (typeof status === "string") return Promise.reject(errors[status] ?? new Error(status));
    return Promise.resolve({ status, headers: [], body: null });
  };
  const frozen = freezeCall(
    { intent: "reason", method: "POST", url: "https://axon.test/reason", body: "{}", ...request },
    { findTarget, maxBodyBytes: 1000 },
  );
  assert.ok(typeof frozen !== "string");
  const ending = await makeAttempts(frozen, "correlation-1", {
    ask: createGovernanceClient({ service: "orbit", point, circuit: createCircuit({ clock }) }),
    credentialsFor: () => Promise.resolve(testCredentials),
    fetch,
    clock,
    wait: (milliseconds) => {
      waits.push(milliseconds);
      time.now += milliseconds;
      return Promise.resolve();
    },
    random: () => 1,
    ...means,
    limits: {
      ...{ decisionMilliseconds: 800, attemptMilliseconds: 10_000, totalMilliseconds: 60_000 },
      ...{ maxRetries: 2, backoffMilliseconds: 50, receiptReuseMilliseconds: 15_000 },
      ...{ maxBodyBytes: 1000, maxResponseBytes: 1000, ...limits },
    },
  });
  const { result, attempts, maybeSent } = ending;
  const receiptsSent = sent.map(({ headers }) => headers["x-decision-receipt"]);
  const signatures = sent.map(({ headers }) => headers["authorization"]);
  return {
    result: typeof result === "string" ? result : result.status,
    ...{ attempts, maybeSent, waits, receipts: receiptsSent, signatures },
    questions: point.questions.length,
  };
}

const once = { idempotent: false };
const repeatable = { idempotent: true };

describe("makeAttempts", () => {
  it("C6 repeats what was never sent with the same receipt, signed anew", async () => {
    const { result, receipts, signatures, questions } = await attempt(["refused", "refused"], once);
    assert.equal(result, 200);
    assert.deepEqual(receipts, ["receipt-1", "receipt-1", "receipt-1"]);
    assert.equal(new Set(signatures).size, 3);
    assert.equal(questions, 1);
  });

  it("C6 asks anew when the receipt of what was never sent may soon be over", async () => {
    const { receipts } = await attempt(["refused"], once, {
      limits: { receiptReuseMilliseconds: 1000 },
    });
    assert.deepEqual(receipts, ["receipt-1", "receipt-2"]);
  });

  it("C6 asks anew before it repeats what may have been sent, and signs anew", async () => {
    for (const step of ["reset", 502, 503, 504] as const) {
      const { result, receipts, signatures } = await attempt([step], repeatable);
      assert.deepEqual([result, receipts], [200, ["receipt-1", "receipt-2"]]);
      assert.equal(new Set(signatures).size, 2);
    }
  });

  it("C6 never repeats what may have been sent unless it is idempotent", async () => {
    const broken = await attempt(["reset"], once);
    assert.deepEqual(
      [broken.result, broken.attempts, broken.maybeSent],
      ["target-unavailable", 1, true],
    );
    assert.deepEqual(
      [(await attempt([503], once)).result, (await attempt([503], once)).attempts],
      [503, 1],
    );
    const afterwards = await attempt(["refused", "reset"], once);
    assert.deepEqual([afterwards.result, afterwards.attempts], ["target-unavailable", 2]);
  });

  it("C6 does not forget that it may have been sent once", async () => {
    const { result, maybeSent } = await attempt(["reset", "refused", "refused"], repeatable);
    assert.deepEqual([result, maybeSent], ["target-unavailable", true]);
  });

  it("C6 repeats no other answer, and no redirect", async () => {
    assert.equal((await attempt([500], repeatable)).attempts, 1);
    const redirected = await attempt(["redirect"], repeatable);
    assert.deepEqual([redirected.result, redirected.attempts], ["target-refused", 1]);
  });

  it("C6 is bounded in count, and gives the last answer then", async () => {
    const { result, attempts, waits } = await attempt([503, 503, 503, 503], repeatable);
    assert.deepEqual([result, attempts, waits], [503, 3, [50, 100]]);
    const never = await attempt(["refused", "refused", "refused"], once);
    assert.deepEqual(
      [never.result, never.attempts, never.maybeSent],
      ["target-unavailable", 3, false],
    );
    assert.equal((await attempt([503], repeatable, { limits: { maxRetries: 0 } })).attempts, 1);
  });

  it("C6 is bounded in time", async () => {
    const scene = { limits: { maxRetries: 1000, totalMilliseconds: 3100 } };
    const { result, attempts } = await attempt(Array<Step>(1000).fill("refused"), once, scene);
    assert.deepEqual([result, attempts], ["target-unavailable", 3]);
  });

  it("C6 ends with a denial when governance denies the repetition", async () => {
    let asked = 0;
    const answer = (question: string) => {
      asked += 1;
      return asked === 1 ? allowing(question) : denying(question, "quarantined");
    };
    const { result, attempts, maybeSent } = await attempt(["reset"], repeatable, { answer });
    assert.deepEqual([result, attempts, maybeSent], ["quarantined", 1, true]);
  });

  it("C8 sends nothing without credentials", async () => {
    const failures: readonly Scene[] = [
      { credentialsFor: () => Promise.reject(new Error("no credentials")) },
      {
        credentialsFor: () => {
          throw new Error("no credentials");
        },
      },
      { credentialsFor: () => Promise.resolve(JSON.parse("{}") as typeof testCredentials) },
      { identityTokenFor: () => Promise.reject(new Error("no token")) },
      { credentialsFor: () => new Promise(() => undefined), limits: { totalMilliseconds: 10 } },
    ];
    for (const failure of failures) {
      const { result, attempts, maybeSent } = await attempt([], repeatable, failure);
      assert.deepEqual([result, attempts, maybeSent], ["credentials-unavailable", 0, false]);
    }
  });
});
