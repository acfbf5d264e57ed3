import * as z from "zod/mini";
import {
  mostFailures,
  type NotedFailure,
  type StepRequest,
  steps,
} from "../../runtime/containment/incident";

const text = (longest: number) => z.string().check(z.maxLength(longest));
const optional = <Schema extends z.core.SomeType>(schema: Schema) =>
  z.pipe(
    z.optional(z.nullable(schema)),
    z.transform((value) => value ?? undefined),
  );
const time = z.string().check(z.refine((value) => !Number.isNaN(Date.parse(value))));
const step = z.enum(steps);

const findingSchema = z.object({
  id: text(1024),
  source: z.enum(["guardduty", "cloudtrail", "alarm", "responder"]),
  title: text(200),
  severity: z.number(),
  occurredAt: time,
  accountId: text(12),
  actorRoleArn: optional(text(512)),
  resources: z.array(text(512)).check(z.maxLength(32)),
});

const recordSchema = z.object({
  step,
  action: text(1024),
  outcome: z.enum(["done", "failed", "skipped", "planned"]),
  reason: z.optional(text(1024)),
  startedAt: time,
  durationMilliseconds: z.number(),
});

const incidentSchema = z.object({
  id: z.string().check(z.regex(/^inc-[0-9a-f]{16}$/)),
  execution: text(2048),
  finding: optional(findingSchema),
  mode: z.enum(["dry-run", "approve", "automatic"]),
  verdict: optional(z.enum(["contain", "notify", "duplicate", "refused"])),
  verdictReason: text(1024),
  service: optional(text(64)),
  openedAt: time,
  records: z.array(recordSchema),
});

const failureSchema = z.object({ step, error: text(1024), before: z.unknown() });

const requestSchema = z.object({
  step,
  execution: text(2048).check(z.minLength(1)),
  startedAt: time,
  isDryRun: z.boolean(),
  event: z.unknown(),
  incident: z.nullable(incidentSchema),
  failure: z.nullable(failureSchema),
});

/**
 * Reads what the workflow invokes the function with. JSON has no undefined: what an incident lacks has gone on its way.
 * @throws when it is no request for a step; the message holds nothing of it.
 */
export function parseStepRequest(event: unknown): StepRequest {
  const parsed = requestSchema.safeParse(event);
  if (!parsed.success) throw noRequest();
  const { incident, failure, ...request } = parsed.data;
  return {
    ...request,
    event: request.event,
    incident: incident === null ? null : kept(incident),
    failure: chained(failure, mostFailures),
  };
}

const noRequest = () => new TypeError("The event is no request for a step.");

// The newest are kept where there are more than anything but a mistake could have made.
function chained(failure: unknown, most: number): NotedFailure | null {
  if (failure === null || most === 0) return null;
  const parsed = failureSchema.safeParse(failure);
  if (!parsed.success) throw noRequest();
  return { ...parsed.data, before: chained(parsed.data.before, most - 1) };
}

type ParsedIncident = z.infer<typeof incidentSchema>;

function kept({ finding, verdict, service, records, ...incident }: ParsedIncident) {
  return {
    ...incident,
    finding: finding === undefined ? undefined : { ...finding, actorRoleArn: finding.actorRoleArn },
    verdict,
    service,
    records: records.map(({ reason, ...record }) => ({
      ...record,
      ...(reason !== undefined && { reason }),
    })),
  };
}
