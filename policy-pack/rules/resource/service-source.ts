import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { eachAllow } from "../../iam/each-allow";
import { documentTypes } from "../../iam/locations";
import { principalForm } from "../../iam/principal-forms";
import { sendingOnAccess } from "../../iam/source-senders";
import { judgeSource } from "../../iam/source-verdict";

/** A service that a resource admits must act for our own resources alone, where it says for whom it acts. */
export const resourceServiceSource: ResourceRule = {
  id: "resource/service-source",
  title: "Resources admit services for our own sources only",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: documentTypes,
  why: "A service writes for whichever account asks it to, unless the resource's policy names the source.",
  fix: "Add StringEquals aws:SourceAccount with your account id, or ArnLike aws:SourceArn with the source's ARN.",
  decides:
    "Whether each service that a resource policy admits, and that sends aws:SourceArn or aws:SourceAccount, is tied to an account or organization of ours.",
  cannotDecide:
    "Services that the dated table does not list, which are noted. Key policies are a matter of kms/service-source.",
  frameworks: familyFrameworks.resource,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Principal":{"Service":"s3.amazonaws.com"},"Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}}}',
    fail: '{"Principal":{"Service":"s3.amazonaws.com"},"Action":"sns:Publish"}',
  },
  check: eachAllow(["resource"], ({ principals, conditions }, { context }) =>
    principals.flatMap((principal): readonly Observation[] => {
      const form = principalForm(principal);
      if (form.kind !== "service") return [];
      const { path } = principal.entry;
      const sending = sendingOnAccess(form.service);
      return judgeSource({ path, service: form.service, sending, conditions }, context);
    }),
  ),
};
