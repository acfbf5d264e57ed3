import assert from "node:assert/strict";
import { compileFilterPattern } from "../../detections/filter-pattern";
import { createHandler as createContainment } from "../../lambdas/contain-incident/create-handler";
import { createHandler } from "../../lambdas/review-access/create-handler";
import { createTelemetry } from "../../runtime/telemetry/writer";
import { MemoryDatabase } from "../lambdas/rotate-secret/databases";
import { makeRig } from "../lambdas/rotate-secret/rig";
import {
  freshState,
  portsOver,
  requestFor,
  responderEvent,
  settings,
} from "../runtime/containment/world";
import {
  asked,
  permissive,
  reasonRequest,
  sampleGovernance,
  scriptedEngine,
} from "../runtime/governance/sample-estate";
import { declared, makeWorld, now } from "../runtime/review/world";
import { type Callee, claimsFor, goodRequest, makeCallee, withHeader } from "../support/callee";
import { worlds } from "../support/detections/worlds";
import { memorySink } from "../support/security-events";

const dev = worlds.find(({ title }) => title === "dev") ?? assert.fail();
const { logGroups } = dev.context.names;

/** Filters of the stack that look for events of its own. */
const ownFilters = dev.detections.flatMap((each) =>
  each.kind === "log-filter" && each.pattern.includes("$.event_type")
    ? [{ ...each, compiled: compileFilterPattern(each.pattern) }]
    : [],
);

/** Keys of the filters that count one of the lines that a log group received. */
const countedBy = (logGroup: string, lines: readonly string[]) =>
  ownFilters
    .filter((filter) => filter.logGroup === logGroup)
    .filter(({ compiled }) => lines.some((line) => compiled.matches(line)))
    .map(({ key }) => key)
    .sort();

type Governance = ReturnType<typeof sampleGovernance>;

async function governanceLines(
  use: (governance: Governance["governance"]) => unknown,
  replaced: Parameters<typeof sampleGovernance>[0] = {},
) {
  const sink = memorySink();
  const telemetry = createTelemetry({ service: "governance", sink, clock: () => 0 });
  await use(sampleGovernance({ telemetry, ...replaced }).governance);
  return sink.lines;
}

async function calleeLines(
  use: (callee: Callee) => Promise<unknown>,
  changes: Parameters<typeof makeCallee>[0] = {},
) {
  const callee = makeCallee(changes);
  await use(callee);
  return callee.lines;
}

async function rotationLines(step: "createSecret" | "testSecret") {
  const rig = makeRig({
    strategy: { kind: "generated", length: 48 },
    database: new MemoryDatabase({}),
    value: "first-value",
  });
  await rig.run(step).catch(() => undefined);
  return rig.sink.lines;
}

async function reviewLines(remaining: number, faults = {}) {
  const sink = memorySink();
  const handler = createHandler({
    declared,
    ports: makeWorld({ faults }).ports,
    telemetry: createTelemetry({ service: "access-review", sink, clock: () => now }),
    now: () => now,
    sleep: () => Promise.resolve(),
  });
  await handler({}, { getRemainingTimeInMillis: () => remaining }).catch(() => undefined);
  return sink.lines;
}

async function containmentLines(request: unknown) {
  const sink = memorySink();
  const state = freshState();
  const clock = () => state.now;
  const handler = createContainment({
    ...{ settings, clock, ports: portsOver(state).ports },
    telemetry: createTelemetry({ service: "containment", sink, clock }),
  });
  await handler(request).catch(() => undefined);
  return sink.lines;
}

/** What really happens in the runtime, in which log group it is written down, and which filters count it. */
const flows: readonly {
  readonly title: string;
  readonly logGroup: string;
  readonly lines: () => Promise<readonly string[]>;
  readonly counted: readonly string[];
}[] = [
  {
    title: "a call that governance allows",
    logGroup: logGroups.governance,
    lines: () => governanceLines((governance) => governance.handle(asked(reasonRequest))),
    counted: [],
  },
  {
    title: "a call that nothing permits",
    logGroup: logGroups.governance,
    lines: () =>
      governanceLines((governance) =>
        governance.handle(asked({ ...reasonRequest, service: "axon" }, "axon")),
      ),
    counted: ["governance-deny"],
  },
  {
    title: "a question that is no JSON",
    logGroup: logGroups.governance,
    lines: () => governanceLines((governance) => governance.handle(asked("{"))),
    counted: ["governance-deny"],
  },
  {
    title: "a receipt that cannot be signed",
    logGroup: logGroups.governance,
    lines: () =>
      governanceLines((governance) => governance.handle(asked(reasonRequest)), {
        signer: { sign: () => Promise.reject(new Error("KMS")) },
      }),
    counted: ["governance-error"],
  },
  {
    title: "an engine that was loaded anew",
    logGroup: logGroups.governance,
    lines: () => {
      const { engine } = scriptedEngine(permissive);
      return governanceLines(
        (governance) => {
          engine.reloads = 1;
          return governance.handle(asked(reasonRequest));
        },
        { createEngine: () => engine },
      );
    },
    counted: ["governance-engine-reloaded"],
  },
  {
    title: "a bundle that is not the one that was pinned",
    logGroup: logGroups.governance,
    lines: () =>
      governanceLines((governance) => governance.handle(asked(reasonRequest)), {
        pinnedDigest: "0".repeat(64),
      }),
    counted: ["governance-error", "governance-not-ready"],
  },
  {
    title: "a heartbeat",
    logGroup: logGroups.governance,
    lines: () => governanceLines((governance) => governance.heartbeat()),
    counted: ["governance-silent"],
  },
  {
    title: "a request with a good receipt",
    logGroup: logGroups.service("axon"),
    lines: () => calleeLines(async (callee) => callee.verify(await goodRequest(callee))),
    counted: [],
  },
  {
    title: "a request without a receipt",
    logGroup: logGroups.service("axon"),
    lines: () =>
      calleeLines(async (callee) =>
        callee.verify(withHeader(await goodRequest(callee), "x-decision-receipt", undefined)),
      ),
    counted: ["axon-bypass-attempted", "axon-request-deny"],
  },
  {
    title: "a receipt that another authority signed",
    logGroup: logGroups.service("axon"),
    lines: () =>
      calleeLines(async (callee) => {
        const forger = makeCallee();
        const receipt = await forger.sign(claimsFor(callee));
        return callee.verify(withHeader(await goodRequest(callee), "x-decision-receipt", receipt));
      }),
    counted: ["axon-bypass-attempted", "axon-request-deny"],
  },
  {
    title: "a request that is sent twice",
    logGroup: logGroups.service("axon"),
    lines: () =>
      calleeLines(async (callee) => {
        const request = await goodRequest(callee);
        await callee.verify(request);
        return callee.verify(request);
      }),
    counted: ["axon-bypass-attempted", "axon-request-deny"],
  },
  {
    title: "a receipt for another body",
    logGroup: logGroups.service("axon"),
    lines: () =>
      calleeLines(async (callee) =>
        callee.verify({ ...(await goodRequest(callee)), body: Buffer.from("{}") }),
      ),
    counted: ["axon-request-deny"],
  },
  {
    title: "a register of used receipts that does not answer",
    logGroup: logGroups.service("axon"),
    lines: () =>
      calleeLines(async (callee) => callee.verify(await goodRequest(callee)), {
        register: { use: () => Promise.reject(new Error("DynamoDB")) },
      }),
    counted: ["axon-request-error"],
  },
  {
    title: "a step of a rotation that was done",
    logGroup: logGroups.rotation("orbit"),
    lines: () => rotationLines("createSecret"),
    counted: [],
  },
  ...(["orbit", "axon"] as const).map((service) => ({
    title: `a step of a rotation of ${service} that failed`,
    logGroup: logGroups.rotation(service),
    // There is no value yet to test.
    lines: () => rotationLines("testSecret"),
    counted: [`${service}-rotation-failed`],
  })),
  {
    title: "a review that was done",
    logGroup: logGroups.accessReview,
    lines: () => reviewLines(900_000),
    counted: ["access-review-silent"],
  },
  {
    title: "a review that a later run goes on with",
    logGroup: logGroups.accessReview,
    lines: () => reviewLines(1000),
    counted: [],
  },
  {
    title: "a review that failed",
    logGroup: logGroups.accessReview,
    lines: () => reviewLines(900_000, { list: "AccessDenied" }),
    counted: [],
  },
  {
    title: "a step of an incident that was done",
    logGroup: logGroups.containment,
    lines: () => containmentLines(requestFor("detect", { event: responderEvent("axon") })),
    counted: [],
  },
  {
    title: "a request that is no step of an incident",
    logGroup: logGroups.containment,
    lines: () => containmentLines({}),
    counted: ["incident-step-failed"],
  },
];

describe("emitted security events", () => {
  for (const { title, logGroup, lines, counted } of flows) {
    it(`BEST-34 shows filters ${title} as the runtime writes it down`, async () => {
      const written = await lines();
      assert.ok(written.length > 0);
      assert.deepEqual(countedBy(logGroup, written), counted);
    });
  }

  it("BEST-34 counts by every filter on the runtime's events something that the runtime wrote", () => {
    const counted = new Set(flows.flatMap((flow) => flow.counted));
    const never = ownFilters.filter(({ key }) => !counted.has(key)).map(({ key }) => key);
    // The runtime lets no request through that names no decision: this one watches the runtime itself.
    assert.deepEqual(never, ["axon-bypassed"]);
  });
});
