import {
  type Incident,
  type Step,
  type StepRequest,
  steps,
} from "../../../runtime/containment/incident";
import { performStep } from "../../../runtime/containment/perform-step";
import { inertRevocation } from "../../../runtime/containment/policies";
import type { LogEvent, Ports, PresentRule } from "../../../runtime/containment/ports";
import type { ContainmentSettings } from "../../../runtime/containment/settings";

export const accountId = "123456789012";
export const epoch = Date.parse("2026-03-01T10:00:00Z");

export const settings: ContainmentSettings = {
  partition: "aws",
  region: "us-east-1",
  accountId,
  mode: "automatic",
  tableName: "governance",
  bucketName: "evidence",
  ruleTags: { Project: "p" },
  protectedRoleNames: ["break-glass", "responder", "containment", "incident", "governance"],
  services: {
    orbit: {
      roleNames: ["orbit-task", "orbit-execution", "orbit-to-axon"],
      securityGroupId: "sg-0000000a",
      ecs: { cluster: "agents", service: "agents-orbit" },
      secrets: [{ name: "p/dev/orbit/token", rotates: false }],
      logGroups: ["/p/dev/orbit"],
      refusalAlarms: [],
    },
    axon: {
      roleNames: ["axon-task", "axon-execution"],
      securityGroupId: "sg-0000000b",
      latticeServiceId: "svc-0123456789abcdef0",
      ecs: { cluster: "agents", service: "agents-axon" },
      rotation: {
        functionName: "axon-rotation",
        roleName: "axon-rotation",
        securityGroupId: "sg-0000000c",
      },
      secrets: [{ name: "p/dev/axon/database", rotates: true }],
      logGroups: ["/p/dev/axon", "/p/dev/axon-rotation"],
      refusalAlarms: ["axon-refused"],
    },
  },
};

export const originalAuthPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Orbit",
      Effect: "Allow",
      Principal: { AWS: [`arn:aws:iam::${accountId}:role/orbit-to-axon`] },
      Action: ["vpc-lattice-svcs:Invoke"],
      Resource: ["*"],
    },
  ],
});

export interface State {
  quarantined: Set<string>;
  claims: Map<string, string>;
  holds: Map<string, string>;
  objects: Map<string, string>;
  revocations: Map<string, string>;
  authPolicies: Map<string, string>;
  rules: Map<string, PresentRule[]>;
  desired: Map<string, number>;
  running: Map<string, string[]>;
  concurrency: Map<string, number>;
  rotated: Set<string>;
  events: Map<string, LogEvent[]>;
  now: number;
  nextRule: number;
}

const rule = (id: string, isEgress: boolean, port: number): PresentRule => ({
  id,
  isEgress,
  protocol: "tcp",
  fromPort: port,
  toPort: port,
  peer: { kind: "ipv4", cidr: "10.0.0.0/16" },
  description: `port ${String(port)}`,
  tags: { Project: "p" },
});

export function freshState(): State {
  const services = Object.values(settings.services);
  const roles = services.flatMap(({ roleNames, rotation }) => [
    ...roleNames,
    ...(rotation === undefined ? [] : [rotation.roleName]),
  ]);
  const ecs = services.flatMap((service) => service.ecs?.service ?? []);
  return {
    quarantined: new Set(),
    claims: new Map(),
    holds: new Map(),
    objects: new Map(),
    revocations: new Map(roles.map((role) => [role, inertRevocation])),
    authPolicies: new Map([["svc-0123456789abcdef0", originalAuthPolicy]]),
    rules: new Map(
      ["sg-0000000a", "sg-0000000b", "sg-0000000c"].map((group) => [
        group,
        [
          rule(`${group}-1`, false, 8443),
          rule(`${group}-2`, true, 443),
          rule(`${group}-3`, true, 5432),
        ],
      ]),
    ),
    desired: new Map(ecs.map((service) => [service, 2])),
    running: new Map(ecs.map((service) => [service, [`${service}/1`, `${service}/2`]])),
    concurrency: new Map(),
    rotated: new Set(),
    events: new Map(),
    now: epoch + 30_000,
    nextRule: 100,
  };
}

/** What may go wrong with a call: given its number and name, an error before it, or after it. */
export type Meddle = (call: {
  readonly number: number;
  readonly name: string;
}) => "before" | "after" | "refuse" | undefined;

class Crash extends Error {}

/** Ports over a state, with a log of calls. A crash kills every call after it. */
export function portsOver(state: State, meddle: Meddle = () => undefined) {
  const calls: string[] = [];
  let isDead = false;
  const wrap = <Port extends object>(kind: string, port: Port): Port =>
    new Proxy(port, {
      get(target, key) {
        const method: unknown = Reflect.get(target, key);
        if (typeof method !== "function") return method;
        return async (...args: readonly unknown[]) => {
          if (isDead) throw new Crash();
          const name = `${kind}.${String(key)}`;
          calls.push(name);
          const fate = meddle({ number: calls.length, name });
          if (fate === "refuse") throw Object.assign(new Error("no"), { name: "AccessDenied" });
          isDead = fate !== undefined;
          if (fate === "before") throw new Crash();
          state.now += 10;
          const answer: unknown = await Reflect.apply(method, target, args);
          if (fate === "after") throw new Crash();
          return answer;
        };
      },
    });
  const ports: Ports = {
    claims: wrap("claims", claimsOver(state)),
    evidence: wrap("evidence", evidenceOver(state)),
    estate: wrap("estate", estateOver(state)),
    logs: wrap("logs", logsOver(state)),
  };
  return { ports, calls, isDead: () => isDead };
}

const done = () => Promise.resolve();

function claimsOver({ claims, holds }: State): Ports["claims"] {
  const take = (items: Map<string, string>, key: string, owner: string) => {
    if (!items.has(key)) items.set(key, owner);
    return Promise.resolve(items.get(key) ?? "");
  };
  return {
    claim: ({ incident, execution }) => take(claims, incident, execution),
    hold: (service, incident) => take(holds, service, incident),
    holderOf: (service) => Promise.resolve(holds.get(service)),
    letGo: (service, incident) => {
      if (holds.get(service) === incident) holds.delete(service);
      return done();
    },
  };
}

function evidenceOver({ objects }: State): Ports["evidence"] {
  return {
    putOnce: (key, text) => {
      if (objects.has(key)) return Promise.resolve(false);
      objects.set(key, text);
      return Promise.resolve(true);
    },
    put: (key, text) => {
      objects.set(key, text);
      return done();
    },
    read: (key) => Promise.resolve(objects.get(key)),
  };
}

const logsOver = ({ events }: State): Ports["logs"] => ({
  read: ({ logGroup, from, to, limit }) => {
    const found = (events.get(logGroup) ?? []).filter(
      ({ timestamp }) => timestamp >= from && timestamp < to,
    );
    return Promise.resolve({ events: found.slice(0, limit), isTruncated: found.length > limit });
  },
});

function estateOver(state: State): Ports["estate"] {
  const rulesOf = (group: string) => state.rules.get(group) ?? [];
  return {
    isQuarantined: (service) => Promise.resolve(state.quarantined.has(service)),
    setQuarantine: (service) => {
      state.quarantined.add(service);
      return done();
    },
    liftQuarantine: (service) => {
      state.quarantined.delete(service);
      return done();
    },
    readRevocation: (role) => Promise.resolve(state.revocations.get(role)),
    putRevocation: (role, text) => {
      state.revocations.set(role, text);
      return done();
    },
    readAuthPolicy: (id) => Promise.resolve(state.authPolicies.get(id)),
    putAuthPolicy: (id, text) => {
      state.authPolicies.set(id, text);
      return done();
    },
    readRules: (group) => Promise.resolve([...rulesOf(group)]),
    revokeRules: (group, isEgress, ids) => {
      const isKept = (each: PresentRule) => each.isEgress !== isEgress || !ids.includes(each.id);
      state.rules.set(group, rulesOf(group).filter(isKept));
      return done();
    },
    authorizeRule: (group, added) => {
      state.nextRule += 1;
      const { isEgress, protocol, fromPort, toPort, peer, description, tags } = added;
      const kept = { isEgress, protocol, fromPort, toPort, peer, description, tags };
      state.rules.set(group, [...rulesOf(group), { id: `sgr-${String(state.nextRule)}`, ...kept }]);
      return done();
    },
    readTaskService: ({ service }) =>
      Promise.resolve({
        desiredCount: state.desired.get(service) ?? 0,
        taskDefinition: "definition",
        subnets: ["subnet-1"],
        securityGroups: ["sg-0000000a"],
        assignPublicIp: "DISABLED",
      }),
    setDesiredCount: ({ service }, count) => {
      state.desired.set(service, count);
      return done();
    },
    runningTasks: ({ service }) => Promise.resolve([...(state.running.get(service) ?? [])]),
    stopTask: (_cluster, task) => {
      for (const [service, tasks] of state.running) {
        state.running.set(
          service,
          tasks.filter((each) => each !== task),
        );
      }
      return done();
    },
    readReservedConcurrency: (name) => Promise.resolve(state.concurrency.get(name)),
    putReservedConcurrency: (name, count) => {
      if (count === undefined) state.concurrency.delete(name);
      else state.concurrency.set(name, count);
      return done();
    },
    rotateSecret: (_name, token) => {
      state.rotated.add(token);
      return done();
    },
  };
}

export const changes = [
  "setQuarantine",
  "liftQuarantine",
  "putRevocation",
  "putAuthPolicy",
  "revokeRules",
  "authorizeRule",
  "setDesiredCount",
  "stopTask",
  "putReservedConcurrency",
  "rotateSecret",
].map((name) => `estate.${name}`);

export const responderEvent = (service: string, id = "ticket-1") => ({
  responder: { service, reason: "seen at night", id },
});

export const execution = `arn:aws:states:us-east-1:${accountId}:execution:incident:one`;

export const requestFor = (step: Step, asked: Partial<StepRequest> = {}): StepRequest => ({
  step,
  execution,
  startedAt: new Date(epoch + 20_000).toISOString(),
  isDryRun: false,
  event: null,
  incident: null,
  failure: null,
  ...asked,
});

/** Steps up to containment. */
export const containing = steps.slice(0, steps.indexOf("verify") + 1);

interface Walk {
  readonly state: State;
  readonly service?: string;
  readonly meddle?: Meddle;
  readonly isDryRun?: boolean;
  readonly incident?: Incident | null;
  readonly through?: readonly Step[];
}

/** Does steps one after the other, each anew when its process dies. */
export async function walk({ state, through = containing, incident = null, ...asked }: Walk) {
  const calls: string[] = [];
  let walked = incident;
  for (const step of through) walked = await untilDone({ state, step, calls, walked, ...asked });
  if (walked === null) throw new Error("nothing was walked");
  return { incident: walked, calls };
}

interface Doing extends Pick<Walk, "state" | "service" | "meddle" | "isDryRun"> {
  readonly step: Step;
  readonly calls: string[];
  readonly walked: Incident | null;
}

async function untilDone(doing: Doing): Promise<Incident> {
  const { state, step, calls, walked, service = "axon", isDryRun = false, meddle } = doing;
  const event = step === "detect" ? responderEvent(service) : null;
  for (;;) {
    const before = calls.length;
    const port = portsOver(state, ({ number, name }) =>
      meddle?.({ number: before + number, name }),
    );
    const options = { settings, ports: port.ports, clock: () => state.now };
    const request = requestFor(step, { isDryRun, event, incident: walked });
    const answer = await performStep(options, request).catch((error: unknown) => {
      if (!port.isDead()) throw error;
    });
    calls.push(...port.calls);
    if (answer !== undefined && !port.isDead()) return answer.incident;
  }
}
