import { type Companions, companionsOf } from "../../engine/companions";
import { about, doubted, undecidable, violated } from "../../engine/observations";
import type {
  JudgedStack,
  Observation,
  StackObservation,
  StackResource,
  StackRule,
} from "../../engine/rule";
import { textAt } from "../../engine/settings";
import { read } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

const vpcType = "aws:ec2/vpc:Vpc";
const flowLogType = "aws:ec2/flowLog:FlowLog";

/** Every VPC records its accepted and rejected flows. */
export const flowLog: StackRule = {
  id: "audit/flow-log",
  title: "Every VPC records accepted and rejected flows",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [vpcType, flowLogType],
  why: "Rejected flows show who is probing, accepted ones what an intruder reached; either alone is half the story.",
  fix: 'Declare a FlowLog for the VPC with trafficType "ALL".',
  decides:
    "Each VPC of the stack has a flow log of its own with traffic type ALL, or two that record ACCEPT and REJECT. Flow logs of a VPC of another stack are held to the same.",
  cannotDecide:
    "Flow logs that another stack declares; those of subnets and interfaces add to what a VPC records. Retention and key are those of the destination, which other rules judge.",
  frameworks: { ...familyFrameworks.audit, nist80053: ["AU-2", "AU-12", "SI-4", "SC-7"] },
  params: {},
  since: "0.2.0",
  examples: { pass: 'a FlowLog with trafficType: "ALL"', fail: 'trafficType: "REJECT"' },
  check: (stack) => {
    const logs = companionsOf(stack, {
      types: [flowLogType],
      property: "vpcId",
      owners: [vpcType],
    });
    const vpcs = stack.ofType(vpcType).flatMap((vpc) => judgeVpc(vpc, logs));
    // A log that may belong to a VPC without one is reported there.
    const strays = vpcs.length > 0 ? [] : judgeStrays(logs.adrift, stack);
    return [...vpcs, ...judgeElsewhere(stack, logs), ...strays];
  },
};

const fix = 'Declare a FlowLog for the VPC with trafficType "ALL".';

function judgeVpc(vpc: StackResource, logs: Companions): readonly StackObservation[] {
  const own = logs.of(vpc);
  if (isWhole(own)) return [];
  const [first] = own;
  if (first === undefined && logs.adrift.length === 0) {
    return about(vpc, [violated("", "No flow log of this stack records the VPC.", fix)]);
  }
  return first === undefined || isOpen(own) || logs.adrift.length > 0
    ? about(vpc, [undecidable("", "Which flows of the VPC are recorded is unknown.", fix)])
    : about(first, [partial(own)]);
}

/** Judges the flow logs of each VPC of another stack together. */
function judgeElsewhere(stack: JudgedStack, logs: Companions): readonly StackObservation[] {
  const byVpc = new Map<string, StackResource[]>();
  for (const log of stack.ofType(flowLogType)) {
    const reference = stack.reference(log, ["vpcId"], [vpcType]);
    if (reference.kind !== "foreign") continue;
    byVpc.set(reference.name, [...(byVpc.get(reference.name) ?? []), log]);
  }
  return [...byVpc.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined || isWhole(own)) return [];
    const observation = partial(own);
    const isDoubtful = isOpen(own) || logs.adrift.length > 0;
    return about(first, [isDoubtful ? doubted(observation) : observation]);
  });
}

// Without a VPC and without another log, a log of an unknown VPC is all there is.
function judgeStrays(
  adrift: readonly StackResource[],
  stack: JudgedStack,
): readonly StackObservation[] {
  const isAlone = stack.ofType(vpcType, flowLogType).length === 1;
  return adrift
    .filter((log) => typeOf(log) !== "ALL")
    .flatMap((log) => {
      const observation = partial([log]);
      const isDoubtful = !isAlone || isOpen([log]);
      return about(log, [isDoubtful ? doubted(observation) : observation]);
    });
}

const typeOf = ({ properties }: StackResource): string | undefined =>
  textAt(read(properties, "trafficType"));

function isWhole(logs: readonly StackResource[]): boolean {
  const types = logs.map(typeOf);
  return types.includes("ALL") || (types.includes("ACCEPT") && types.includes("REJECT"));
}

const isOpen = (logs: readonly StackResource[]): boolean => logs.map(typeOf).includes(undefined);

function partial(logs: readonly StackResource[]): Observation {
  const types = logs.map((log) => typeOf(log) ?? "unknown");
  const message = `Only ${types.join(" and ")} flows are recorded.`;
  return violated("/trafficType", message, 'Set trafficType to "ALL".');
}
