import type { CheckContext, JudgedStack, StackResource } from "../engine/rule";
import { aclEntries } from "../network/acl-entries";
import { defaultAclKind, defaultsOf, defaultTableKind } from "../network/defaults";
import { effectiveRules } from "../network/group-rules";
import { prefixListsOf } from "../network/prefix-lists";
import { type Exit, exitsOf, type Routing } from "./exits";
import { type AclFilter, aclFilter, type GroupRules, groupRulesOf } from "./filters";
import { type Nodes, nodesOf } from "./placements";
import { elasticAddresses } from "./public-address";
import { routesOf, routeTypes } from "./routes";
import { mainTables, type Subnet, subnetsOf } from "./subnets";

/** The network of a stack as its declared resources make it; never as the program meant it. */
export interface ReachModel {
  /** The stack. */
  readonly stack: JudgedStack;
  /** What components declare. */
  readonly declared: CheckContext["declared"];
  /** What stands in the network. */
  readonly nodes: Nodes;
  /** Subnets by URN. */
  readonly subnets: ReadonlyMap<string, Subnet>;
  /** Routes. */
  readonly routing: Routing;
  /** Ways from a subnet to the Internet. */
  readonly exits: (subnet: Subnet) => readonly Exit[];
  /** Network ACLs. */
  readonly acl: AclFilter;
  /** Rules of security groups. */
  readonly groupRules: GroupRules;
  /** Elastic addresses by the URN of what they are put on. */
  readonly elastic: ReadonlyMap<string, StackResource>;
}

const models = new WeakMap<
  JudgedStack,
  { readonly declared: object; readonly model: ReachModel }
>();

/** The network of a stack; read once, however many rules look at it. */
export function reachModel(
  stack: JudgedStack,
  { declared }: Pick<CheckContext, "declared">,
): ReachModel {
  const cached = models.get(stack);
  if (cached?.declared === declared) return cached.model;
  const model = build(stack, declared);
  models.set(stack, { declared, model });
  return model;
}

function build(stack: JudgedStack, declared: CheckContext["declared"]): ReachModel {
  const prefixLists = prefixListsOf(stack, declared);
  const tables = defaultsOf(stack, defaultTableKind);
  const subnets = subnetsOf(stack, mainTables(stack, tables));
  const { byTable, loose } = routesOf(stack, { keyOf: tables.keyOf, prefixLists });
  const own = new Set(
    stack
      .ofType(
        routeTypes.table,
        routeTypes.defaultTable,
        "aws:ec2/vpc:Vpc",
        "aws:ec2/defaultVpc:DefaultVpc",
      )
      .map(({ urn }) => urn),
  );
  const routing: Routing = {
    stack,
    subnets,
    routesOf: (table) => byTable.get(table) ?? [],
    loose,
    isOwn: (table) => own.has(table),
  };
  return {
    stack,
    declared,
    nodes: nodesOf(stack, declared, subnets),
    subnets,
    routing,
    exits: memoized((subnet) => exitsOf(routing, subnet)),
    acl: aclFilter(aclEntries(stack), defaultsOf(stack, defaultAclKind)),
    groupRules: groupRulesOf(stack, effectiveRules(stack, prefixLists)),
    elastic: elasticAddresses(stack),
  };
}

// Subnets with one table have the same exits.
function memoized(compute: (subnet: Subnet) => readonly Exit[]): ReachModel["exits"] {
  const cache = new Map<string, readonly Exit[]>();
  return (subnet) => {
    const key = subnet.table ?? "";
    const found = cache.get(key) ?? compute(subnet);
    cache.set(key, found);
    return found;
  };
}
