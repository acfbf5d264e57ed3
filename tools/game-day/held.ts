import { type ContainableService, groupsOf, rolesOf } from "../../runtime/containment/settings";
import { quarantineKey } from "../../runtime/store/layout";
import type { State } from "./state";

/** What keeps a service from being fully contained, in words: nothing when it is. */
export function notContained(
  state: State,
  name: string,
  service: ContainableService,
): readonly string[] {
  const { latticeServiceId, ecs, rotation } = service;
  const functionName = rotation?.functionName;
  const checks: readonly (readonly [string, boolean])[] = [
    [`${name} is not quarantined`, isQuarantined(state, name)],
    ...rolesOf(service).map(
      (role) =>
        [
          `${role} is not denied everything`,
          Object.values(state.roles[role] ?? {}).some(deniesEverything),
        ] as const,
    ),
    ...groupsOf(service).map(
      (group) => [`${group} has rules`, state.groups[group]?.length === 0] as const,
    ),
    [
      "the mesh admits somebody",
      latticeServiceId === undefined || deniesEverybody(state.authPolicies[latticeServiceId]),
    ],
    ["tasks run or are wanted", ecs === undefined || isStopped(state, ecs.service)],
    [
      `${functionName ?? ""} runs`,
      functionName === undefined || state.concurrency[functionName] === 0,
    ],
  ];
  return checks.flatMap(([problem, isGood]) => (isGood ? [] : [problem]));
}

/** Whether governance denies a service's calls. */
export const isQuarantined = ({ items }: State, name: string): boolean =>
  items[quarantineKey(name)]?.["quarantined"]?.BOOL === true;

const isStopped = ({ tasks }: State, service: string): boolean =>
  tasks[service]?.wanted === 0 && tasks[service].running === 0;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => Object.fromEntries(Object.entries(value ?? {}));

function denials(policy: unknown): readonly Fields[] {
  const { Statement } = fieldsOf(policy);
  const statements: readonly unknown[] = Array.isArray(Statement) ? Statement : [];
  return statements
    .map(fieldsOf)
    .filter(({ Effect, Condition }) => Effect === "Deny" && Condition === undefined);
}

const holdsAll = (value: unknown, all: string): boolean =>
  Array.isArray(value) ? value.includes(all) : value === all;

const deniesEverything = (policy: unknown): boolean =>
  denials(policy).some(({ Action, Resource }) => holdsAll(Action, "*") && holdsAll(Resource, "*"));

const deniesEverybody = (policy: unknown): boolean =>
  denials(policy).some(
    ({ Principal, Action }) => Principal === "*" && holdsAll(Action, "vpc-lattice-svcs:Invoke"),
  );
