import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { stateOf } from "../../../plan/incident-response/states";
import { approvalSeconds, planWorkflow } from "../../../plan/incident-response/workflow";
import { steps } from "../../../runtime/containment/incident";
import { planContext } from "../../support/context";
import { forEachExample, longestNames } from "../examples";
import {
  type Answer,
  type Call,
  execution,
  type Run,
  runWorkflow,
  TaskError,
} from "./run-workflow";

type Mode = "dry-run" | "approve" | "automatic";

const modes: readonly Mode[] = ["dry-run", "approve", "automatic"];

const definitionOf = (mode: Mode) =>
  planWorkflow(
    planContext({
      incidentResponse: {
        securityEmail: "security@example.com",
        escalationEmail: "escalation@example.com",
        phone: "+15555550100",
        containment: { mode },
      },
    }),
  );

const payloadSchema = z.object({
  step: z.string(),
  isDryRun: z.boolean(),
  event: z.unknown(),
  incident: z.nullable(z.looseObject({ records: z.array(z.unknown()) })),
  failure: z.nullable(z.looseObject({ step: z.string(), error: z.string() })),
});

type Payload = z.infer<typeof payloadSchema>;

const payloadOf = ({ input }: Call): Payload | undefined =>
  "Payload" in input ? payloadSchema.parse(input["Payload"]) : undefined;

const stepsOf = ({ calls }: Run): readonly string[] =>
  calls.flatMap((call) => payloadOf(call)?.step ?? []);

const isRelease = (event: unknown) =>
  typeof event === "object" && event !== null && "release" in event;

/** Step after step as the function takes it: each adds its name to what the incident holds. */
const takeStep = ({ step, event, incident, failure }: Payload, verdict: string) => ({
  Payload: {
    incident: {
      id: "inc-0123456789abcdef",
      finding: { title: "it's {odd} \\ text", severity: 8 },
      verdictReason: "its task role read a secret of another",
      service: "orbit",
      ...incident,
      ...(isRelease(event) ? { verdict: "contain" } : {}),
      ...(step === "assess" || verdict === "duplicate" || verdict === "refused" ? { verdict } : {}),
      records: [
        ...(incident?.records ?? []),
        ...(failure === null ? [] : [{ step: failure.step, outcome: "failed" }]),
        { step, outcome: "done" },
      ],
    },
  },
});

interface Course {
  /** What assessing comes to. */
  readonly verdict?: string;
  /** Error that a state's task ends with, by state. */
  readonly errors?: Readonly<Record<string, string>>;
  /** What starts the execution. */
  readonly input?: unknown;
}

function follow(
  mode: Mode,
  { verdict = "contain", errors = {}, input = { source: "aws.guardduty" } }: Course,
) {
  const answer: Answer = (call) => {
    const error = errors[call.state];
    if (error !== undefined) throw new TaskError(error);
    const payload = payloadOf(call);
    return payload === undefined ? { MessageId: "1" } : takeStep(payload, verdict);
  };
  return runWorkflow(definitionOf(mode), input, answer);
}

const containing = ["preserve", "quarantine", "revoke", "isolate", "stop", "verify", "eradicate"];

describe("planWorkflow", () => {
  for (const mode of modes) {
    it(`BEST-36 takes an incident from detection to lessons learned in order, in mode ${mode}`, async () => {
      const run = await follow(mode, {});
      assert.equal(run.error, undefined);
      assert.deepEqual(stepsOf(run), steps);
    });
  }

  it("I2 asks for nothing but plans in a dry run, and for no approval", async () => {
    const { calls } = await follow("dry-run", {});
    const payloads = calls.flatMap((call) => payloadOf(call) ?? []);
    assert.ok(payloads.length > 0 && payloads.every(({ isDryRun }) => isDryRun));
    assert.ok(!calls.some(({ state }) => state.startsWith("Ask")));
    for (const mode of ["approve", "automatic"] as const) {
      const real = (await follow(mode, {})).calls.flatMap((call) => payloadOf(call) ?? []);
      assert.ok(real.every(({ isDryRun }) => !isDryRun));
    }
  });

  it("IR-99 preserves before it changes, and changes nothing but the flag before people approve", async () => {
    const { calls } = await follow("approve", {});
    const order = calls.map(({ state }) => state);
    assert.ok(order.indexOf("Preserve") < order.indexOf("Quarantine"));
    assert.ok(order.indexOf("Quarantine") < order.indexOf("AskApproval"));
    for (const later of ["Revoke", "Isolate", "Stop"]) {
      assert.ok(order.indexOf("AskApproval") < order.indexOf(later), later);
    }
  });

  it("IR-98 stops tasks only after the sessions of their role are denied", () => {
    const { States } = definitionOf("automatic");
    assert.equal(States["Revoke"]?.["Next"], "Isolate");
    assert.equal(States["Isolate"]?.["Next"], "Stop");
  });

  it("I1 takes every later step in order whichever steps fail, records them, and ends well", async () => {
    const failing = fc.uniqueArray(fc.constantFrom("assess", ...containing, "release"));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...modes), failing, async (mode, failed) => {
        const errors = Object.fromEntries(
          failed.map((step) => [
            `${step.charAt(0).toUpperCase()}${step.slice(1)}`,
            "Lambda.Unknown",
          ]),
        );
        const run = await follow(mode, { errors });
        assert.equal(run.error, undefined);
        const expected = failed.includes("assess") ? ["detect", "assess", "learn"] : steps;
        assert.deepEqual(stepsOf(run), expected);
        // Of steps that fail one after another the last one is handed on, with those before inside of it.
        const recorded = new Set(
          run.calls.flatMap((call) => chainOf(payloadOf(call)?.failure ?? null)),
        );
        const reached = new Set(expected.filter((step) => failed.includes(step)));
        assert.deepEqual(recorded, reached);
      }),
      { numRuns: 25 },
    );
  });

  it("I7 ends at once for a finding that is a duplicate or none of this account", async () => {
    for (const verdict of ["duplicate", "refused"]) {
      for (const mode of modes) {
        const run = await follow(mode, { verdict });
        assert.equal(run.error, undefined);
        assert.deepEqual(stepsOf(run), ["detect"]);
        assert.equal(run.calls.length, 1);
      }
    }
  });

  it("tells people of a finding that is theirs to judge, and records it", async () => {
    const { calls } = await follow("automatic", { verdict: "notify" });
    assert.deepEqual(
      calls.map(({ state }) => state),
      ["Detect", "Assess", "TellPeople", "Learn"],
    );
    assert.match(String(calls[2]?.input["Message"]), /its task role read a secret of another/);
  });

  it("gives responders the commands to answer with, and takes a no for the end of the quarantine", async () => {
    const run = await follow("approve", { errors: { AskApproval: "Rejected" } });
    const asked = run.calls.find(({ state }) => state === "AskApproval");
    const message = String(asked?.input["Message"]);
    assert.match(message, /send-task-success .*--task-token token-of-the-task/);
    assert.match(message, /send-task-failure --error Rejected .*--task-token token-of-the-task/);
    assert.deepEqual(stepsOf(run), [
      ...["detect", "assess", "preserve", "quarantine"],
      ...["release", "learn"],
    ]);
  });

  it("asks once more when nobody answers, and keeps the service quarantined when nobody answers then", async () => {
    const once = await follow("approve", { errors: { AskApproval: "States.Timeout" } });
    assert.deepEqual(stepsOf(once), steps);
    assert.ok(once.calls.some(({ state }) => state === "Escalate"));
    const never = await follow("approve", {
      errors: { AskApproval: "States.Timeout", Escalate: "States.Timeout" },
    });
    assert.equal(never.error, undefined);
    assert.deepEqual(stepsOf(never), ["detect", "assess", "preserve", "quarantine", "learn"]);
    assert.ok(never.calls.some(({ state }) => state === "TellKept"));
  });

  it("keeps a service contained that nobody says may run again", async () => {
    for (const error of ["Rejected", "States.Timeout", "KMS.DisabledException"]) {
      const run = await follow("automatic", { errors: { AskRecovery: error } });
      assert.equal(run.error, undefined);
      assert.ok(!stepsOf(run).includes("release"), error);
      assert.ok(run.calls.some(({ state }) => state === "TellKept"));
      assert.equal(stepsOf(run).at(-1), "learn");
    }
  });

  it("goes on when people cannot be told, and has the next step record it", async () => {
    const run = await follow("automatic", {
      errors: { TellContained: "SNS.KmsDisabledException" },
    });
    assert.deepEqual(stepsOf(run), steps);
    const eradicate = run.calls.find(({ state }) => state === "Eradicate");
    assert.equal(
      eradicate && payloadOf(eradicate)?.failure?.error,
      "NotTold.SNS.KmsDisabledException",
    );
  });

  it("releases what a responder names of an execution that ended, and nothing else", async () => {
    const release = "inc-0123456789abcdef";
    const run = await follow("approve", { input: { release } });
    assert.deepEqual(stepsOf(run), ["detect", "release", "learn"]);
    const [first] = run.calls;
    assert.deepEqual(first && payloadOf(first)?.event, { release });
  });

  it("fails where no incident or no report came of it, so that it can be begun again there", async () => {
    for (const state of ["Detect", "Learn"]) {
      const run = await follow("dry-run", { errors: { [state]: "Lambda.Unknown" } });
      assert.notEqual(run.error, undefined);
      assert.equal(run.calls.at(-1)?.state, state);
    }
  });

  it("hands the whole event to detection, and to no other step", async () => {
    const event = { source: "aws.guardduty", detail: { id: "f-1", note: "$.release {}" } };
    const { calls } = await follow("dry-run", { input: event });
    const payloads = calls.flatMap((call) => payloadOf(call) ?? []);
    assert.deepEqual(payloads[0]?.event, event);
    assert.ok(payloads.slice(1).every((payload) => payload.event === null));
    assert.equal(calls[0] && JSON.stringify(calls[0].input).includes(execution), true);
  });

  it("repeats a step that Lambda had no moment for", async () => {
    let attempts = 0;
    const run = await runWorkflow(definitionOf("dry-run"), {}, (call) => {
      if (call.state === "Revoke" && (attempts += 1) < 3) {
        throw new TaskError("Lambda.TooManyRequestsException");
      }
      const payload = payloadOf(call);
      return payload === undefined ? {} : takeStep(payload, "contain");
    });
    assert.equal(attempts, 3);
    assert.equal(run.error, undefined);
    assert.ok(run.calls.every((call) => payloadOf(call)?.failure == null));
  });

  it("names only states that there are, and reaches every one", () => {
    forEachExample((title, context) => {
      const { StartAt, States } = planWorkflow(context);
      const named = JSON.stringify(States).match(/"(?:Next|Default)":"([^"]+)"/g) ?? [];
      const targets = new Set([
        StartAt,
        ...named.map((text) => text.replace(/^"\w+":"/, "").slice(0, -1)),
      ]);
      assert.deepEqual([...targets].sort(), Object.keys(States).sort(), title);
    });
  });

  it("writes subjects that SNS accepts, whatever the stack is called", () => {
    const { States } = planWorkflow(planContext(longestNames));
    const subjects = Object.values(States).flatMap(
      ({ Parameters }) => JSON.stringify(Parameters ?? {}).match(/(?<="Subject":")[^"]*/g) ?? [],
    );
    assert.ok(subjects.length > 0);
    // Amazon SNS API Reference, "Publish".
    for (const subject of subjects) assert.ok(/^[\x20-\x7e]{1,99}$/.test(subject), subject);
  });

  it("waits four hours for approval, and never longer than an execution may last", () => {
    const { States } = definitionOf("approve");
    assert.equal(States["AskApproval"]?.["TimeoutSeconds"], approvalSeconds);
    assert.equal(approvalSeconds, 4 * 60 * 60);
    const waits = Object.values(States).flatMap(({ TimeoutSeconds }) =>
      Number(TimeoutSeconds ?? 0),
    );
    assert.ok(waits.reduce((sum, seconds) => sum + seconds, 0) < 365 * 24 * 60 * 60);
  });

  it("names its steps as the function does", () => {
    const { States } = definitionOf("automatic");
    for (const step of steps) assert.ok(stateOf(step) in States, step);
  });
});

function chainOf(failure: unknown): readonly string[] {
  const { success, data } = chainSchema.safeParse(failure);
  return success ? [data.step, ...chainOf(data.before)] : [];
}

const chainSchema = z.object({ step: z.string(), before: z.unknown() });
