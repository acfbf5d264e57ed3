import type { SecurityEvent } from "../../../runtime/telemetry/events";
import { eventLine } from "../../../runtime/telemetry/line";
import type { SampleEvent } from "../../detections/samples";
import type { Scenario, Stage } from "../scenario";

/** orbit calls axon without the receipt of a decision; axon refuses, and an alarm on that is raised. */
export const governanceBypass: Scenario = {
  name: "governance-bypass",
  title: "orbit calls axon past governance, which axon refuses",
  service: "orbit",
  detections: ["axon-bypass-attempted", "axon-request-deny"],
  events: (stage) => [
    verified(stage, { decision: "deny", reason: "receipt-missing" }),
    verified(stage, { decision: "deny", reason: "receipt-missing" }),
    verified(stage, { decision: "allow", reason: "permitted", decision_id: "game-day" }),
  ],
};

// The line is the runtime's own: filters read what services write.
function verified(
  { time }: Stage,
  outcome: Pick<
    SecurityEvent & { event_type: "request.verified" },
    "decision" | "reason" | "decision_id"
  >,
): SampleEvent {
  const line = eventLine({
    event: { event_type: "request.verified", ...outcome, caller: "orbit", callee: "axon" },
    service: "axon",
    time,
    correlation: { id: "game-day-0001", origin: "made" },
  });
  const event: unknown = JSON.parse(line);
  return { kind: "security-event", event: Object.fromEntries(Object.entries(event ?? {})) };
}
