import { randomBytes } from "node:crypto";
import { contentDigest } from "../../runtime/request/content-digest";
import { headerNames } from "../../runtime/request/headers";
import { bodySha256 } from "../../runtime/request/request-digest";
import type { LoggedEvent } from "./journal";
import type { ClientAnswer, System } from "./system";
import type { RawRequest } from "./wire";

/** What a scenario must come to. */
interface Expectation {
  /** Status that the sender sees; undefined where there is no HTTP answer. */
  readonly status?: number;
  /** Each event that is written under the scenario's correlation id, as `<party> <decision> <reason>`, by party. */
  readonly events: readonly string[];
  /** Times that axon works. */
  readonly work: number;
}

/** Something that is sent, and what must come of it. */
export interface Scenario {
  /** Short name. */
  readonly name: string;
  /** What is sent, in words. */
  readonly sent: string;
  /** What must come of it. */
  readonly expected: Expectation;
  /** Sends it under a correlation id; what the sender is answered at the end. */
  run(system: System, correlationId: string): Promise<ClientAnswer | string>;
}

/** What a scenario came to. */
export interface Outcome {
  readonly scenario: Scenario;
  readonly correlationId: string;
  /** What the sender was answered. */
  readonly answer: ClientAnswer | string;
  /** Events under the correlation id. */
  readonly events: readonly LoggedEvent[];
  /** Times that axon worked. */
  readonly work: number;
  /** What differs from what was expected; empty when all is as it must be. */
  readonly surprises: readonly string[];
}

const task = "Sum up the incident report.";
const governanceAllows = "governance allow permitted";
/** Orbit was allowed to ask; what axon answers is its status. */
const orbitSent = "orbit allow permitted";

/** Changes one byte of a body and leaves its length. */
function flipByte(request: RawRequest): RawRequest {
  const body = Buffer.from(request.body);
  const middle = Math.floor(body.length / 2);
  body.writeUInt8((body[middle] ?? 0) ^ 1, middle);
  return { ...request, body };
}

/** Changes a byte and the digest with it, as an attacker does who knows the protocol. */
function flipByteAndDigest(request: RawRequest): RawRequest {
  const { body, rawHeaders, ...rest } = flipByte(request);
  const digest = contentDigest(bodySha256(body));
  const changed = rawHeaders.map((value, index) =>
    rawHeaders[index - 1]?.toLowerCase() === headerNames.contentDigest ? digest : value,
  );
  return { ...rest, body, rawHeaders: changed };
}

/** Puts a header of VPC Lattice where the verified token was. */
function forgeIdentity(request: RawRequest): RawRequest {
  const forged = "Principal=arn:aws:sts::111122223333:assumed-role/agent-runtime-dev-orbit-task/x";
  const { rawHeaders, ...rest } = without(request, headerNames.webIdentityToken);
  return { ...rest, rawHeaders: [...rawHeaders, headerNames.latticeIdentity, forged] };
}

function without({ rawHeaders, ...request }: RawRequest, header: string): RawRequest {
  const kept = rawHeaders.flatMap((name, index) =>
    index % 2 === 1 || name.toLowerCase() === header ? [] : [name, rawHeaders[index + 1] ?? ""],
  );
  return { ...request, rawHeaders: kept };
}

/** The six scenarios of a local run. */
export const scenarios: readonly Scenario[] = [
  {
    name: "allowed",
    sent: "a task to orbit, which has axon reason about it",
    expected: {
      status: 200,
      events: ["axon allow permitted", governanceAllows, orbitSent],
      work: 1,
    },
    run: (system, id) => system.dispatch(task, id),
  },
  {
    name: "denied",
    sent: "code with orbit's credentials asks for an intent that no edge has",
    expected: {
      events: ["governance deny unknown-action", "orbit deny unknown-action"],
      work: 0,
    },
    run: (system, id) => system.ask({ service: "orbit", intent: "administer", correlationId: id }),
  },
  {
    name: "tampered body",
    sent: "a task to orbit; on the way to axon one byte of the body is changed",
    expected: {
      status: 403,
      events: ["axon deny body-mismatch", governanceAllows, orbitSent],
      work: 0,
    },
    run(system, id) {
      system.wire.interfere(flipByte);
      return system.dispatch(task, id);
    },
  },
  {
    name: "replay",
    sent: "a task to orbit, and then its request to axon again, byte for byte",
    expected: {
      status: 403,
      events: ["axon allow permitted", "axon deny replayed", governanceAllows, orbitSent],
      work: 1,
    },
    async run(system, id) {
      await system.dispatch(task, id);
      return system.sendToAxon(system.wire.captured(id));
    },
  },
  {
    name: "forged identity",
    sent: "a captured request that never arrived, to axon, with a forged header of VPC Lattice for the token",
    expected: {
      status: 403,
      events: ["axon deny identity-unknown", governanceAllows, orbitSent],
      work: 0,
    },
    async run(system, id) {
      system.wire.interfere("withhold");
      await system.dispatch(task, id);
      return system.sendToAxon(forgeIdentity(system.wire.captured(id)));
    },
  },
  {
    name: "hung governance",
    sent: "a task to orbit while governance takes requests and never answers",
    expected: { status: 503, events: ["orbit error pdp-timeout"], work: 0 },
    async run(system, id) {
      await system.hangGovernance(true);
      try {
        return await system.dispatch(task, id);
      } finally {
        await system.hangGovernance(false);
      }
    },
  },
];

/** Variants that get further than the six before they are refused, or less far. */
export const variants: readonly Scenario[] = [
  {
    name: "tampered body with its digest",
    sent: "a task to orbit; on the way to axon one byte of the body is changed, and its digest with it",
    expected: {
      status: 403,
      events: ["axon deny request-mismatch", governanceAllows, orbitSent],
      work: 0,
    },
    run(system, id) {
      system.wire.interfere(flipByteAndDigest);
      return system.dispatch(task, id);
    },
  },
  {
    name: "stolen alias",
    sent: "code with axon's credentials asks through the alias that is orbit's alone",
    expected: { events: ["axon error pdp-unavailable"], work: 0 },
    run: (system, id) => system.ask({ service: "axon", intent: "reason", correlationId: id }),
  },
  {
    name: "receipt left out",
    sent: "a captured request that never arrived, to axon, without its receipt",
    expected: {
      status: 403,
      events: ["axon deny receipt-missing", governanceAllows, orbitSent],
      work: 0,
    },
    async run(system, id) {
      system.wire.interfere("withhold");
      await system.dispatch(task, id);
      return system.sendToAxon(without(system.wire.captured(id), headerNames.receipt));
    },
  },
];

/** Runs one scenario and compares what came of it with what must. */
export async function runScenario(system: System, scenario: Scenario): Promise<Outcome> {
  const { name, expected } = scenario;
  const correlationId = `${name.replaceAll(" ", "-")}-${randomBytes(4).toString("hex")}`;
  const workBefore = system.workDone();
  const answer = await scenario.run(system, correlationId);
  const events = await system.journal.settled(correlationId, expected.events.length);
  const work = system.workDone() - workBefore;
  const found = { answer, events, work };
  return { scenario, correlationId, ...found, surprises: surprises(expected, found) };
}

function surprises(
  expected: Expectation,
  { answer, events, work }: Pick<Outcome, "answer" | "events" | "work">,
): readonly string[] {
  const status = typeof answer === "string" ? undefined : answer.status;
  const compared = [
    ["status", expected.status, status],
    ["events", expected.events.join(", "), events.map(summaryOf).sort().join(", ")],
    ["work of axon", expected.work, work],
  ] as const;
  return compared
    .filter(([, wanted, found]) => wanted !== found)
    .map(([what, wanted, found]) => `${what}: ${String(found)} instead of ${String(wanted)}`);
}

const summaryOf = ({ party, fields }: LoggedEvent): string =>
  [party, fields["decision"], fields["reason"]].map(String).join(" ");
