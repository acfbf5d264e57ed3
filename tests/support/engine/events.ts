import { z } from "zod";
import type { Properties } from "../../../preview/engine/values";
import { splitMessage } from "../../../preview/findings";
import type { Observation, ObservedFinding, ObservedResource } from "./observation";
import { inOrder } from "./observation";

// The parts that are compared of the CLI's engine events (pulumi/sdk/go/common/apitype/events.go).
const stateSchema = z.looseObject({
  parent: z.string().default(""),
  provider: z.string().default(""),
  outputs: z.record(z.string(), z.json()).nullish(),
});
const stepSchema = z.looseObject({
  metadata: z.looseObject({ urn: z.string(), type: z.string(), new: stateSchema.nullable() }),
});
const policySchema = z.looseObject({
  resourceUrn: z.string().default(""),
  message: z.string(),
  policyName: z.string(),
  enforcementLevel: z.string(),
  severity: z.string().default("unspecified"),
});
const eventSchema = z.looseObject({
  resourcePreEvent: stepSchema.optional(),
  resOutputsEvent: stepSchema.optional(),
  policyEvent: policySchema.optional(),
});

/** The observation of a preview's engine events, one per line. */
export function observeEvents(text: string, exitCode: number): Observation {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const events = lines.map((line) => eventSchema.parse(JSON.parse(line)));
  return inOrder({
    resources: events.flatMap(({ resourcePreEvent }) => resourceOf(resourcePreEvent)),
    findings: events.flatMap(({ policyEvent }) => findingOf(policyEvent)),
    outputs: stackOutputs(events.flatMap(({ resOutputsEvent }) => resOutputsEvent ?? [])),
    failed: exitCode !== 0,
  });
}

function resourceOf(step: z.output<typeof stepSchema> | undefined): readonly ObservedResource[] {
  if (step === undefined) return [];
  const { urn, type, new: state } = step.metadata;
  const reference = state?.provider ?? "";
  // A provider reference is `urn::id`.
  const provider = reference === "" ? "" : reference.slice(0, reference.lastIndexOf("::"));
  return [{ urn, type, parent: state?.parent ?? "", provider }];
}

function findingOf(event: z.output<typeof policySchema> | undefined): readonly ObservedFinding[] {
  if (event === undefined) return [];
  const { message, labels } = splitMessage(event.message);
  const { policyName: rule, enforcementLevel: level, severity, resourceUrn: urn } = event;
  return [{ rule, level, severity, urn, path: labels.path ?? "", message }];
}

// The stack has its outputs in the last of its two events.
function stackOutputs(steps: readonly z.output<typeof stepSchema>[]): Properties {
  const stack = steps.findLast(({ metadata }) => metadata.type === "pulumi:pulumi:Stack");
  return stack?.metadata.new?.outputs ?? {};
}
