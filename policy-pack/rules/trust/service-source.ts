import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { eachAllow } from "../../iam/each-allow";
import { principalForm } from "../../iam/principal-forms";
import { sendingOnAssume } from "../../iam/source-senders";
import { judgeSource } from "../../iam/source-verdict";

/** A trusted service must act for our own resources alone, where it says for whom it acts. */
export const serviceSource: ResourceRule = {
  id: "trust/service-source",
  title: "Trusted services act for our resources only",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:iam/role:Role"],
  why: "A service that assumes a role for any account can be made to act for a stranger: the confused deputy.",
  fix: "Add StringEquals aws:SourceAccount with your account id, or ArnLike aws:SourceArn with the source's ARN.",
  decides:
    "Whether each trusted service that sends aws:SourceArn or aws:SourceAccount is tied to an account or organization of ours; services known to send neither are accepted.",
  cannotDecide:
    "Services that the dated table does not list, which are noted, and whether the source itself is the right one.",
  frameworks: familyFrameworks.trust,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Principal":{"Service":"ecs-tasks.amazonaws.com"},"Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}}}',
    fail: '{"Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}',
  },
  check: eachAllow(["trust"], ({ principals, conditions }, { context }) =>
    principals.flatMap((principal): readonly Observation[] => {
      const form = principalForm(principal);
      if (form.kind !== "service") return [];
      const { path } = principal.entry;
      const sending = sendingOnAssume(form.service);
      return judgeSource({ path, service: form.service, sending, conditions }, context);
    }),
  ),
};
