import type { ConfigIssue } from "../../config/issues";
import type { NetworkAclPlan } from "./network-acls";

// VPC quotas, "Rules per network ACL": 20 in each direction, the final denial included.
const mostEntries = 19;

/** Network ACLs with more entries than AWS accepts: found out here rather than in the middle of a deployment. */
export function checkAclQuota(networkAcls: readonly NetworkAclPlan[]): readonly ConfigIssue[] {
  return networkAcls.flatMap(({ tier, entries }) =>
    (["inbound", "outbound"] as const).flatMap((direction) => {
      const count = entries.filter(({ egress }) => egress === (direction === "outbound")).length;
      return count > mostEntries ? [issue(tier, direction, count)] : [];
    }),
  );
}

const issue = (tier: string, direction: string, count: number): ConfigIssue => ({
  code: "NET007",
  path: "services",
  problem: `the network ACL of the ${tier} tier needs too many ${direction} entries`,
  given: String(count),
  allowed: `${String(mostEntries)} entries`,
  fix: "let services of the tier listen on the same port",
});
