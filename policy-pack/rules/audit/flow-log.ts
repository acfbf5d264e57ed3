import { companionsOf } from "../../engine/companions";
import { about, undecidable, violated } from "../../engine/observations";
import type { StackRule } from "../../engine/rule";
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
    "Each VPC of the stack has a flow log of its own with traffic type ALL, or two that record ACCEPT and REJECT.",
  cannotDecide:
    "Flow logs that another stack declares. Retention and key are those of the destination, which other rules judge.",
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
    return stack.ofType(vpcType).flatMap((vpc) => {
      const own = logs.of(vpc);
      const types = own.map(({ properties }) => textAt(read(properties, "trafficType")));
      const isWhole =
        types.includes("ALL") || (types.includes("ACCEPT") && types.includes("REJECT"));
      if (isWhole) return [];
      const fix = 'Declare a FlowLog for the VPC with trafficType "ALL".';
      if (types.includes(undefined) || logs.adrift.length > 0) {
        return about(vpc, [
          undecidable("", "Which flows of the VPC are recorded is unknown.", fix),
        ]);
      }
      const [first] = own;
      if (first === undefined) {
        return about(vpc, [violated("", "No flow log of this stack records the VPC.", fix)]);
      }
      const message = `Only ${types.join(" and ")} flows are recorded.`;
      return about(first, [violated("/trafficType", message, 'Set trafficType to "ALL".')]);
    });
  },
};
