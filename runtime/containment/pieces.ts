import { isSameJson } from "../json";
import {
  admittedAuthPolicy,
  cutOffOf,
  inertRevocation,
  isContainedBy,
  isReleased,
  latest,
  policyTime,
  releasedRevocation,
} from "./policies";
import type { GroupRule, TaskService } from "./ports";
import { ActionRefused } from "./recorder";
import type { Saved } from "./saved";
import { type ContainableService, groupsOf, rolesOf } from "./settings";
import { knownOf, type Target } from "./tools";

/** What a piece of a service is: as before the incident, as containment left it, or changed by somebody since. */
export type PieceState = "as before" | "contained" | "drifted";

/** One thing that containment changed, and that is restored by itself. */
export interface Piece {
  /** What it is, for records. */
  readonly name: string;
  /** What it is like. */
  state(): Promise<PieceState>;
  /** Makes it what it was before; called when it is contained. */
  restore(): Promise<void>;
}

/**
 * The pieces of a service in the order in which they are restored: what tasks need before the tasks, which would fail
 * without it.
 */
export function piecesOf(target: Target): readonly Piece[] {
  const { latticeServiceId, ecs } = target.service;
  return [
    ...rolesOf(target.service).map((role) => rolePiece(target, role)),
    ...groupsOf(target.service).map((group) => groupPiece(target, group)),
    ...(latticeServiceId === undefined ? [] : [meshPiece(target, latticeServiceId)]),
    ...rotationPiece(target),
    ...(ecs === undefined ? [] : [tasksPiece(target, ecs)]),
  ];
}

/** The pieces that a service's rotation needs. */
export function rotationPieces(
  target: Target,
  { roleName, securityGroupId }: NonNullable<ContainableService["rotation"]>,
): readonly Piece[] {
  return [
    rolePiece(target, roleName),
    ...(securityGroupId === undefined ? [] : [groupPiece(target, securityGroupId)]),
    ...rotationPiece(target),
  ];
}

function rolePiece(target: Target, role: string): Piece {
  const { estate } = target.ports;
  const { id } = target.incident;
  // A role without the policy is restored to the program's, which denies no session: every role carries it.
  const found = knownOf(target)?.roles[role];
  const saved = found ?? inertRevocation;
  return {
    name: `role ${role}`,
    async state() {
      const text = (await estate.readRevocation(role)) ?? inertRevocation;
      if (isContainedBy(text, id)) return "contained";
      // Not saved, and not the program's: it was not contained.
      return found === undefined || isReleased(text, saved) ? "as before" : "drifted";
    },
    async restore() {
      const contained = (await estate.readRevocation(role)) ?? inertRevocation;
      const cutOff = latest([cutOffOf(contained), policyTime(target.clock())]);
      await estate.putRevocation(role, releasedRevocation(saved, cutOff));
    },
  };
}

function groupPiece(target: Target, group: string): Piece {
  const { estate } = target.ports;
  // Nothing saved, nothing revoked: what is there is what was there.
  const all = knownOf(target)?.groups[group];
  // What somebody added to the group before it was contained is part of the incident.
  const saved = all?.filter((rule) => isDeclared(rule, target.settings.ruleTags));
  const foreign = (all ?? []).length - (saved ?? []).length;
  const missing = (present: readonly GroupRule[]) => {
    const keys = new Set(present.map(ruleKey));
    return (saved ?? []).filter((rule) => !keys.has(ruleKey(rule)));
  };
  return {
    name: `group ${group}${foreign === 0 ? "" : ` without ${String(foreign)} rules that the stack does not declare`}`,
    async state() {
      if (saved === undefined) return "as before";
      const present = await estate.readRules(group);
      const known = new Set(saved.map(ruleKey));
      if (!present.every((rule) => known.has(ruleKey(rule)))) return "drifted";
      return missing(present).length === 0 ? "as before" : "contained";
    },
    async restore() {
      const rules = missing(await estate.readRules(group));
      const done = await Promise.allSettled(rules.map((rule) => estate.authorizeRule(group, rule)));
      const failed = done.filter(({ status }) => status === "rejected").length;
      if (failed > 0) throw new ActionRefused(`${String(failed)} rules were not restored`);
    },
  };
}

const isDeclared = ({ tags }: GroupRule, expected: Readonly<Record<string, string>>): boolean =>
  Object.entries(expected).every(([key, value]) => tags[key] === value);

/** What a rule allows, and how it is described: everything but its id. */
export function ruleKey({
  isEgress,
  protocol,
  fromPort,
  toPort,
  peer,
  description,
  tags,
}: GroupRule): string {
  const side = "cidr" in peer ? peer.cidr : peer.id;
  const sorted = Object.entries(tags).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([
    isEgress,
    protocol,
    fromPort,
    toPort,
    peer.kind,
    side,
    description,
    sorted,
  ]);
}

function meshPiece(target: Target, latticeServiceId: string): Piece {
  const { estate } = target.ports;
  const saved = knownOf(target)?.authPolicy;
  return {
    name: "the mesh's auth policy",
    async state() {
      const text = await estate.readAuthPolicy(latticeServiceId);
      return text === undefined
        ? absentState(saved)
        : presentState(text, { saved, admitted: admittedAuthPolicy(text, target.incident) });
    },
    async restore() {
      const text = (await estate.readAuthPolicy(latticeServiceId)) ?? "";
      const before = saved ?? admittedAuthPolicy(text, target.incident);
      if (before !== undefined) await estate.putAuthPolicy(latticeServiceId, before);
    },
  };
}

const absentState = (saved: Saved["authPolicy"]): PieceState =>
  typeof saved === "string" ? "drifted" : "as before";

interface AuthPolicyFacts {
  readonly saved: Saved["authPolicy"];
  readonly admitted: string | undefined;
}

function presentState(text: string, { saved, admitted }: AuthPolicyFacts): PieceState {
  if (typeof saved !== "string") {
    if (admitted !== undefined) return saved === null ? "drifted" : "contained";
    return saved === null ? "drifted" : "as before";
  }
  if (isSameJson(text, saved)) return "as before";
  if (admitted === undefined) return "drifted";
  const isOurs = isSameJson(admitted, listed(saved)) || isSameJson(admitted, denialAlone);
  return isOurs ? "contained" : "drifted";
}

/** What is left of a denial that stands alone, because the policy had no room for it. */
const denialAlone = JSON.stringify({ Version: "2012-10-17", Statement: [] });

// A single statement may stand without a list; containing it made it one.
function listed(text: string): string {
  const document: unknown = JSON.parse(text);
  if (typeof document !== "object" || document === null || !("Statement" in document)) return text;
  const { Statement } = document;
  return Array.isArray(Statement) ? text : JSON.stringify({ ...document, Statement: [Statement] });
}

function rotationPiece(target: Target): readonly Piece[] {
  const { estate } = target.ports;
  const functionName = target.service.rotation?.functionName;
  if (functionName === undefined) return [];
  // The program reserves none.
  const found = knownOf(target)?.reservedConcurrency;
  const saved = found ?? undefined;
  return [
    {
      name: `function ${functionName}`,
      async state() {
        const current = await estate.readReservedConcurrency(functionName);
        if (current === saved) return "as before";
        if (current === 0) return "contained";
        return found === undefined ? "as before" : "drifted";
      },
      restore: () => estate.putReservedConcurrency(functionName, saved),
    },
  ];
}

function tasksPiece(target: Target, ecs: TaskService): Piece {
  const { estate } = target.ports;
  const saved = knownOf(target)?.tasks?.desiredCount;
  return {
    name: `tasks of ${ecs.service}`,
    async state() {
      const { desiredCount } = await estate.readTaskService(ecs);
      if (desiredCount === saved) return "as before";
      if (desiredCount === 0) return "contained";
      // How many there were is not known: that some are wanted is all that can be said.
      return saved === undefined ? "as before" : "drifted";
    },
    async restore() {
      if (saved === undefined) {
        throw new ActionRefused("nothing saved: the workload's program says how many there are");
      }
      await estate.setDesiredCount(ecs, saved);
    },
  };
}
