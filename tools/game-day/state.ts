import { isDeepStrictEqual } from "node:util";
import { type AttributeValue, ScanCommand } from "@aws-sdk/client-dynamodb";
import { DescribeSecurityGroupRulesCommand } from "@aws-sdk/client-ec2";
import { DescribeServicesCommand, ListTasksCommand } from "@aws-sdk/client-ecs";
import { GetRolePolicyCommand, ListRolePoliciesCommand } from "@aws-sdk/client-iam";
import { GetFunctionConcurrencyCommand } from "@aws-sdk/client-lambda";
import { GetAuthPolicyCommand } from "@aws-sdk/client-vpc-lattice";
import { type ContainableService, groupsOf } from "../../runtime/containment/settings";
import { answered } from "./answered";
import type { Estate } from "./estate";

type ByName<Value> = Readonly<Record<string, Value>>;

/** What the estate is: all that containment could have changed, read without containment's own code. */
export interface State {
  /** Inline policies by role and name, parsed. */
  readonly roles: ByName<ByName<unknown>>;
  /** Rules by security group, without their ids. */
  readonly groups: ByName<readonly string[]>;
  /** Auth policies by Lattice service, parsed. */
  readonly authPolicies: ByName<unknown>;
  /** Tasks that are wanted, and that run, by ECS service. */
  readonly tasks: ByName<{ readonly wanted: number; readonly running: number }>;
  /** Reserved concurrency by function; null for none. */
  readonly concurrency: ByName<number | null>;
  /** Items of governance's table by key. */
  readonly items: ByName<Readonly<Record<string, AttributeValue>>>;
}

/** Reads what the estate is now. */
export async function readState(estate: Estate): Promise<State> {
  const { plan, settings } = estate;
  const services = Object.values(settings.services);
  const rotations = services.flatMap(({ rotation }) => rotation ?? []);
  return {
    roles: await byName(
      plan.identity.roles.map(({ name }) => name),
      (role) => readRole(estate, role),
    ),
    groups: await byName(services.flatMap(groupsOf), (group) => readGroup(estate, group)),
    authPolicies: await byName(
      services.flatMap(({ latticeServiceId }) => latticeServiceId ?? []),
      (id) => readAuthPolicy(estate, id),
    ),
    tasks: Object.fromEntries(
      await Promise.all(
        services.flatMap(({ ecs }) => (ecs === undefined ? [] : [readTasks(estate, ecs)])),
      ),
    ),
    concurrency: await byName(
      rotations.map(({ functionName }) => functionName),
      (name) => readConcurrency(estate, name),
    ),
    items: await readItems(estate),
  };
}

async function byName<Value>(
  names: readonly string[],
  read: (name: string) => Promise<Value>,
): Promise<ByName<Value>> {
  const entries = names.map(async (name) => [name, await read(name)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function readRole({ cloud: { clients } }: Estate, RoleName: string) {
  const { PolicyNames = [] } = await clients.iam.send(new ListRolePoliciesCommand({ RoleName }));
  return byName(PolicyNames, async (PolicyName) => {
    const command = new GetRolePolicyCommand({ RoleName, PolicyName });
    const { PolicyDocument = "" } = await clients.iam.send(command);
    return parsed(decodeURIComponent(PolicyDocument));
  });
}

async function readGroup({ cloud: { clients } }: Estate, group: string) {
  const Filters = [{ Name: "group-id", Values: [group] }];
  const command = new DescribeSecurityGroupRulesCommand({ Filters });
  const { SecurityGroupRules = [] } = await clients.ec2.send(command);
  return SecurityGroupRules.map((rule) =>
    JSON.stringify({ ...rule, SecurityGroupRuleId: "", SecurityGroupRuleArn: "" }),
  ).sort();
}

async function readAuthPolicy({ cloud: { clients } }: Estate, resourceIdentifier: string) {
  const { policy = "" } = await clients.lattice.send(
    new GetAuthPolicyCommand({ resourceIdentifier }),
  );
  return parsed(policy);
}

async function readTasks(
  { cloud: { clients } }: Estate,
  { cluster, service }: NonNullable<ContainableService["ecs"]>,
) {
  const found = await clients.ecs.send(
    new DescribeServicesCommand({ cluster, services: [service] }),
  );
  const input = { cluster, serviceName: service, desiredStatus: "RUNNING" as const };
  const { taskArns = [] } = await clients.ecs.send(new ListTasksCommand(input));
  const wanted = answered(found.services?.[0]?.desiredCount, "a wanted count");
  return [service, { wanted, running: taskArns.length }] as const;
}

async function readConcurrency({ cloud: { clients } }: Estate, FunctionName: string) {
  const answer = await clients.lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
  return answer.ReservedConcurrentExecutions ?? null;
}

async function readItems({ cloud: { clients }, settings: { tableName: TableName } }: Estate) {
  const { Items = [] } = await clients.dynamo.send(new ScanCommand({ TableName }));
  return Object.fromEntries(Items.map((item) => [item["pk"]?.S ?? "", item]));
}

const parsed = (text: string): unknown => JSON.parse(text);

/**
 * What is different between two states, in words: nothing when a release restored exactly. A later time before which
 * sessions stay revoked is no difference, nor is who worked on a finding, nor how many tasks run: ECS starts those.
 */
export function differences(before: State, after: State): readonly string[] {
  const [one, other] = [flat(before), flat(after)];
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((name) => !isDeepStrictEqual(one.get(name), other.get(name)))
    .sort();
}

function flat(state: State): ReadonlyMap<string, unknown> {
  const { roles, groups, authPolicies, tasks, concurrency, items } = state;
  const claims = /^incident#(?!service#)/;
  return new Map<string, unknown>([
    ...Object.entries(roles).flatMap(([role, policies]) =>
      Object.entries(policies).map(
        ([name, policy]) => [`role ${role}, policy ${name}`, withoutCutOff(policy)] as const,
      ),
    ),
    ...named("group", groups),
    ...named("auth policy of", authPolicies),
    ...Object.entries(tasks).map(
      ([name, { wanted }]) => [`wanted tasks of ${name}`, wanted] as const,
    ),
    ...named("concurrency of", concurrency),
    ...named("item", items).filter(([name]) => !claims.test(name.slice("item ".length))),
  ]);
}

const named = (what: string, values: ByName<unknown>) =>
  Object.entries(values).map(([name, value]) => [`${what} ${name}`, value] as const);

const withoutCutOff = (policy: unknown): unknown =>
  JSON.parse(
    JSON.stringify(policy, (key, value: unknown) => (key === "aws:TokenIssueTime" ? "" : value)),
  );

/** Time before which sessions of a role are revoked; the epoch where none is. */
export function revokedUntil({ roles }: State, role: string): string {
  const text = JSON.stringify(roles[role] ?? {});
  const times = [...text.matchAll(/"aws:TokenIssueTime":"([^"]+)"/g)].map(([, time = ""]) => time);
  return times.toSorted().at(-1) ?? new Date(0).toISOString();
}
