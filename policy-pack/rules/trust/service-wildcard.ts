import type { ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { eachAllow } from "../../iam/each-allow";
import { principalForm } from "../../iam/principal-forms";

/** A trust policy must name its services, each in full. */
export const serviceWildcard: ResourceRule = {
  id: "trust/service-wildcard",
  title: "Trust policies name services in full",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:iam/role:Role"],
  why: "A pattern of services lets each of them, and those that AWS adds later, act with the role.",
  fix: "Name the one service that uses the role, such as ecs-tasks.amazonaws.com.",
  decides: "Whether a service principal of an Allow holds a wildcard that is not a literal.",
  cannotDecide: "Whether the named service needs the role.",
  frameworks: familyFrameworks.trust,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Principal":{"Service":"logs.eu-west-1.amazonaws.com"},"Action":"sts:AssumeRole"}',
    fail: '{"Principal":{"Service":"*.amazonaws.com"},"Action":"sts:AssumeRole"}',
  },
  check: eachAllow(["trust"], ({ principals }) =>
    principals.flatMap((principal) => {
      const { entry } = principal;
      if (principalForm(principal).kind !== "service-pattern" || entry.kind !== "text") return [];
      const message = `Service ${entry.text} is a pattern.`;
      return [{ verdict: "fail", path: entry.path, message }];
    }),
  ),
};
