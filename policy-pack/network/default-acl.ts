import type { JudgedStack } from "../engine/rule";
import { isUnknown } from "../engine/value";
import { inlineEntries } from "./acl-entries";
import { evaluateAcl } from "./acl-evaluation";
import { defaultAclKind, defaultsOf } from "./defaults";
import type { Answer, SubnetPlace } from "./subnets";

/** Tells whether the default ACL of a subnet's VPC lets anything through. VPCs of other stacks count as closed. */
export function defaultAclOpenness(stack: JudgedStack): (place: SubnetPlace) => Answer {
  const { adopterOf } = defaultsOf(stack, defaultAclKind);
  return ({ vpc, resource }) => {
    if (vpc === undefined) return isUnknown(resource.properties["vpcId"]) ? undefined : false;
    const adopter = adopterOf(vpc);
    // AWS's own default ACL allows everything.
    if (adopter === undefined) return true;
    const directions = [false, true].map((egress) => evaluateAcl(inlineEntries(adopter), egress));
    if (directions.some(({ certain }) => certain.length > 0)) return true;
    return directions.some(({ possible }) => possible.length > 0) ? undefined : false;
  };
}
