import { policyDigest } from "../../../runtime/governance/bundle";
import { createCedarEngine } from "../../../runtime/governance/cedar-engine";
import type { EngineAnswer, EngineQuestion } from "../../../runtime/governance/engine";
import {
  type AskedDecision,
  createGovernance,
  type GovernanceOptions,
} from "../../../runtime/governance/governance";
import type { ReceiptClaims } from "../../../runtime/receipts/receipt";
import { bodySha256 } from "../../../runtime/request/request-digest";
import { currentCorrelation } from "../../../runtime/telemetry/correlation";
import type { SecurityEvent } from "../../../runtime/telemetry/events";
import type { Telemetry } from "../../../runtime/telemetry/telemetry";

const accountId = "111122223333";

/** Name of the governance function of the sample estate. */
export const functionName = "estate-dev-governance";

/** ARN of one of its aliases. */
export const aliasArn = (alias: string): string =>
  `arn:aws:lambda:eu-west-1:${accountId}:function:${functionName}:${alias}`;

/** ARN of a session of a service's task role. */
export const sessionArn = (service: string): string =>
  `arn:aws:sts::${accountId}:assumed-role/estate-${service}-task/session`;

const permit = (principal: string, action: string, resource: string): string =>
  `permit(principal == Service::"${principal}", action == Action::"${action}", resource == Operation::"${resource}")
   when { context.method == resource.method && context.path == resource.path && context.delegationDepth <= 3 };`;

const actions = ["reason", "read", "write", "erase"]
  .map(
    (name) =>
      `action "${name}" appliesTo { principal: Service, resource: Operation,
       context: { method: String, path: String, delegationDepth: Long } };`,
  )
  .join("\n");

const write = 'resource == Operation::"memory:POST:/items"';

/** orbit calls axon and memory, axon calls memory. Only axon may write; the rule for erasing fails. */
export const sampleBundle = {
  version: 1,
  account: { partition: "aws", accountId },
  services: Object.fromEntries(
    ["orbit", "axon", "memory", "hub"].map((name) => [
      name,
      { roleNames: [`estate-${name}-task`] },
    ]),
  ),
  operations: {
    "axon:POST:/reason": { callee: "axon", method: "POST", path: "/reason", intent: "reason" },
    "memory:GET:/items": { callee: "memory", method: "GET", path: "/items", intent: "read" },
    "memory:POST:/items": { callee: "memory", method: "POST", path: "/items", intent: "write" },
    "memory:DELETE:/items": { callee: "memory", method: "DELETE", path: "/items", intent: "erase" },
  },
  hops: [
    { from: "orbit", to: "axon" },
    { from: "orbit", to: "memory" },
    { from: "axon", to: "memory" },
    { from: "hub", to: "memory" },
    { from: "hub", to: "orbit" },
    { from: "memory", to: "hub" },
  ],
  schema: `entity Service; entity Operation = { callee: String, method: String, path: String };\n${actions}`,
  policies: {
    orbit: {
      "orbit-to-axon-reason-1": permit("orbit", "reason", "axon:POST:/reason"),
      "orbit-to-memory-read-1": permit("orbit", "read", "memory:GET:/items"),
    },
    axon: {
      "axon-to-memory-read-1": permit("axon", "read", "memory:GET:/items"),
      "axon-to-memory-write-1": permit("axon", "write", "memory:POST:/items"),
    },
    hub: {
      "hub-forbidden": `forbid(principal == Service::"hub", action == Action::"write", ${write});`,
      "hub-to-memory-write-1": permit("hub", "write", "memory:POST:/items"),
      "hub-to-memory-erase-1": `permit(principal == Service::"hub", action == Action::"erase", resource)
        when { context.delegationDepth + 9223372036854775807 + 1 > 1 };`,
    },
  },
  selfTest: {
    allow: { principal: "orbit", action: "reason", resource: "axon:POST:/reason" },
    deny: { principal: "axon", action: "reason", resource: "axon:POST:/reason" },
  },
};

/** Text of the sample bundle. */
export const sampleText = JSON.stringify(sampleBundle);

/** The call that orbit makes to axon. */
export const reasonCall = {
  method: "POST",
  host: "axon.internal",
  path: "/reason",
  query: "",
  bodySha256: bodySha256(Buffer.from("{}")),
};

/** The request for it. */
export const reasonRequest = {
  service: "orbit",
  intent: "reason",
  correlationId: "correlation-1",
  resource: "axon:POST:/reason",
  call: reasonCall,
};

/** A question that reaches governance through the alias of a service. */
export const asked = (request: unknown, alias = "orbit"): AskedDecision => ({
  body: typeof request === "string" ? request : JSON.stringify(request),
  identity: { kind: "alias", invokedArn: aliasArn(alias), functionName },
});

/** What was recorded, with the correlation id of the context it was recorded in. */
export interface Recorded {
  readonly event: SecurityEvent;
  readonly data: Readonly<Record<string, unknown>> | undefined;
  readonly correlationId: string;
}

/** Telemetry that keeps everything in memory. */
export function memoryTelemetry() {
  const records: Recorded[] = [];
  const counts: string[] = [];
  const telemetry: Telemetry = {
    record: (event, data) => {
      records.push({ event, data, correlationId: currentCorrelation().id });
    },
    count: (metric, reason) => {
      counts.push(`${metric} ${reason}`);
    },
  };
  return { telemetry, records, counts };
}

/** An engine that answers what it is told, and counts how often it is asked. */
export function scriptedEngine(answer: (question: EngineQuestion) => EngineAnswer) {
  const questions: EngineQuestion[] = [];
  const engine = {
    reloads: 0,
    decide(question: EngineQuestion): EngineAnswer {
      questions.push(question);
      return answer(question);
    },
  };
  return { engine, questions };
}

/** Answers by the self-test's triples, and permits everything else. */
export const permissive = ({ principal, action }: EngineQuestion): EngineAnswer =>
  principal === "axon" && action === "reason"
    ? { kind: "not-permitted" }
    : { kind: "permitted", policies: ["permit-1"] };

/** Governance of the sample estate with the real engine, unless something is replaced. */
export function sampleGovernance(replaced: Partial<GovernanceOptions> = {}) {
  const memory = memoryTelemetry();
  const signed: ReceiptClaims[] = [];
  const quarantined = new Set<string>();
  const governance = createGovernance({
    bundleText: sampleText,
    pinnedDigest: policyDigest(replaced.bundleText ?? sampleText),
    createEngine: (bundle) => createCedarEngine(bundle),
    quarantine: { isQuarantined: (service) => Promise.resolve(quarantined.has(service)) },
    signer: {
      sign: (claims) => {
        signed.push(claims);
        return Promise.resolve(`receipt of ${claims.jti}`);
      },
    },
    telemetry: memory.telemetry,
    clock: () => 1_000_000,
    ...replaced,
  });
  memory.records.length = 0;
  return { governance, signed, quarantined, ...memory };
}
