import assert from "node:assert/strict";
import { checkAclQuota } from "../../../plan/network/acl-quota";

const acl = (inbound: number, outbound: number) => {
  const entry = (egress: boolean) => (_: unknown, index: number) => ({
    key: `${String(egress)}-${String(index)}`,
    egress,
    ruleNumber: 100 + index,
    cidr: "10.0.0.0/8",
    fromPort: 443,
    toPort: 443,
  });
  return {
    tier: "private" as const,
    entries: [
      ...Array.from({ length: inbound }, entry(false)),
      ...Array.from({ length: outbound }, entry(true)),
    ],
  };
};

describe("checkAclQuota", () => {
  it("accepts 19 entries in each direction: the final denial is the twentieth", () => {
    assert.deepEqual(checkAclQuota([acl(19, 19)]), []);
  });

  it("reports each direction that has more", () => {
    const issues = checkAclQuota([acl(20, 19), acl(0, 25)]);
    assert.deepEqual(
      issues.map(({ code, problem, given }) => `${code} ${problem}: ${String(given)}`),
      [
        "NET007 the network ACL of the private tier needs too many inbound entries: 20",
        "NET007 the network ACL of the private tier needs too many outbound entries: 25",
      ],
    );
  });
});
